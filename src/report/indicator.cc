// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/indicator.h"

namespace trailsift::report {
namespace {

constexpr IndicatorGroup kGroups[] = {
    {'A', "What must never be missed"},
    {'B', "Stolen keys"},
    {'C', "Sign-in"},
    {'D', "IAM"},
    {'E', "Hiding and disabling"},
    {'F', "Data"},
    {'G', "Compute and network"},
};

constexpr Indicator kIndicators[] = {
    {"A1", "Root at work"},
    {"A2", "Access keys made, woken up or listed"},
    {"A3", "Trails stopped or blinded"},
    {"A4", "Networks opened to the world"},
    {"A5", "Compute outside the home regions"},
    {"A6", "Bursts of denied calls"},
    {"B1", "More calls than the credential or account ever made"},
    {"B2", "Networks and regions that are new to a principal"},
    {"B3", "Services that are new to a principal, or very many of them"},
    {"B4", "New keys used as soon as they are made"},
    {"B5", "One credential in several places at once"},
    {"B6", "Roles taken: often, for the first time, from elsewhere, one from another"},
    {"B7", "Roles that do what they never did"},
    {"B8", "Credentials of instances and functions used elsewhere"},
    {"B9", "What somebody tries first with a found key"},
    {"B10", "Attack tools, odd clients and clients that are new to a principal"},
    {"B11", "Keys kept alive or used after their end"},
    {"B12", "Accounts that were never seen"},
    {"B13", "Work outside of working hours"},
    {"C1", "Sign-in without MFA"},
    {"C2", "Passwords guessed"},
    {"C3", "Sign-in from elsewhere, and unusual switches of role"},
    {"C4", "Passwords, MFA and identity providers changed"},
    {"D1", "Users, groups, roles, policies and credentials changed"},
    {"D2", "Administrators made"},
    {"D3", "Trust in others, and resources opened to them"},
    {"D4", "Ways to more rights"},
    {"D5", "Users made for a short while, or made administrators at once"},
    {"D6", "IAM gone through"},
    {"E1", "Log buckets touched"},
    {"E2", "Keys of trails, and keys taken away"},
    {"E3", "Security services switched off or silenced"},
    {"E4", "Logs, alarms and event rules taken away"},
    {"E5", "The organization, its policies and its regions"},
    {"E6", "Billing, contacts, support and the account itself"},
    {"F1", "Buckets opened, or their settings changed"},
    {"F2", "Buckets read and written: by somebody new, or much"},
    {"F3", "Data deleted in bulk or held to ransom"},
    {"F4", "Data shared, copied and carried off"},
    {"F5", "Secrets, passwords and environments read"},
    {"F6", "Queues and topics"},
    {"G1", "Images and key pairs that are not of the site"},
    {"G2", "Computing power, mail and models taken"},
    {"G3", "Code run or left behind"},
    {"G4", "Resources stopped and deleted in bulk, and their protection"},
    {"G5", "Networks changed"},
    {"G6", "Names and domains"},
    {"G7", "Databases"},
    {"G8", "The whole cloud looked through"},
};

}  // namespace

std::span<const IndicatorGroup> indicator_groups() { return kGroups; }

std::span<const Indicator> indicators() { return kIndicators; }

}  // namespace trailsift::report
