// SPDX-License-Identifier: Apache-2.0
#include "model/call_name.h"

#include <algorithm>
#include <array>

#include "trailsift/base/ascii.h"

namespace trailsift {
namespace {

// The verbs with which the names of calls begin that change nothing, across the AWS API references.
constexpr auto kReadVerbs = std::to_array<std::string_view>(
    {"AdminGet",  "AdminList", "BatchCheck", "BatchDescribe", "BatchDetect", "BatchGet",
     "BatchRead", "Check",     "Classify",   "Compare",       "Count",       "Decrypt",
     "Describe",  "Detect",    "Discover",   "Download",      "Encrypt",     "Estimate",
     "Evaluate",  "Filter",    "Find",       "Generate",      "Get",         "Head",
     "Is",        "List",      "Lookup",     "Poll",          "Predict",     "Preview",
     "Query",     "ReEncrypt", "Retrieve",   "Scan",          "Search",      "Select",
     "Sign",      "Simulate",  "Test",       "Translate",     "Validate",    "View"});

// Names of calls that hand out or check a session and change nothing, and of others that the verbs
// above miss. ("Verify" is none of those: SES registers senders with it. Nor is "Invoke": the code
// that a function runs may change anything.)
constexpr auto kReadNames = std::to_array<std::string_view>({"ApplyGuardrail",
                                                             "AssumeRole",
                                                             "AssumeRoleForPodIdentity",
                                                             "AssumeRoleWithSAML",
                                                             "AssumeRoleWithWebIdentity",
                                                             "AssumeRoot",
                                                             "ConsoleLogin",
                                                             "Converse",
                                                             "ConverseStream",
                                                             "CredentialChallenge",
                                                             "CredentialVerification",
                                                             "ExitRole",
                                                             "InvokeEndpoint",
                                                             "InvokeModel",
                                                             "InvokeModelWithResponseStream",
                                                             "RenewRole",
                                                             "StartQuery",
                                                             "SwitchRole",
                                                             "TransactGetItems",
                                                             "UserAuthentication",
                                                             "Verify",
                                                             "VerifyMac"});

// Names that begin like reading and change something all the same.
constexpr auto kWriteNames = std::to_array<std::string_view>(
    {"CheckInLicense", "GenerateDataSet", "SignUp", "TestFailover", "TestMigration"});

// "Get" begins "GetUser" and not "Getaway".
bool begins_with_verb(std::string_view name, std::string_view verb) {
  if (!name.starts_with(verb)) return false;
  if (name.size() == verb.size()) return true;
  const char next = name[verb.size()];
  return next < 'a' || next > 'z';
}

constexpr bool by_first_letter(std::string_view left, std::string_view right) {
  return left.front() < right.front();
}
static_assert(std::is_sorted(kReadVerbs.begin(), kReadVerbs.end(), by_first_letter));

}  // namespace

bool is_write_name(std::string_view event_name) {
  if (event_name.empty() || is_one_of(event_name, kReadNames)) return false;
  if (is_one_of(event_name, kWriteNames)) return true;
  const auto [first, last] =
      std::equal_range(kReadVerbs.begin(), kReadVerbs.end(), event_name, by_first_letter);
  return std::none_of(first, last, [event_name](std::string_view verb) {
    return begins_with_verb(event_name, verb);
  });
}

}  // namespace trailsift
