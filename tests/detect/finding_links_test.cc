// SPDX-License-Identifier: Apache-2.0
#include "detect/finding_links.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

Finding finding(const std::string& principal, Timestamp first, Timestamp last) {
  Finding finding;
  finding.level = sigma::Level::kMedium;
  finding.account_id = "111122223333";
  finding.actor.principal = principal;
  finding.first_seen = first;
  finding.last_seen = last;
  return finding;
}

using Groups = std::vector<std::vector<std::size_t>>;

Groups linked(const std::vector<Finding>& findings) {
  std::vector<const Finding*> pointers;
  for (const Finding& finding : findings) pointers.push_back(&finding);
  return linked_findings(pointers);
}

TEST(FindingLinks, JoinsWhatOneActorDidWithinADay) {
  EXPECT_EQ(linked({finding("ann", 0, kHour), finding("bob", 0, 0), finding("ann", kDay, kDay),
                    finding("ann", 3 * kDay, 3 * kDay)}),
            (Groups{{0, 2}, {1}, {3}}));
}

TEST(FindingLinks, ALongFindingBridgesThePause) {
  EXPECT_EQ(linked({finding("ann", 0, 5 * kDay), finding("ann", kHour, kHour),
                    finding("ann", 5 * kDay + kHour, 5 * kDay + kHour)}),
            (Groups{{0, 1, 2}}));
}

TEST(FindingLinks, WhatHasNoTimeIsCloseToItsLikeAlone) {
  EXPECT_EQ(linked({finding("ann", kNoTime, kNoTime), finding("ann", kNoTime, kNoTime),
                    finding("ann", 0, 0), finding("ann", kHour, kHour)}),
            (Groups{{0, 1}, {2, 3}}));
}

TEST(FindingLinks, AnActorOfAnotherAccountIsAnotherOne) {
  std::vector<Finding> findings(2, finding("ann", 0, 0));
  findings[1].account_id = "444455556666";
  EXPECT_EQ(linked(findings), (Groups{{0}, {1}}));
}

TEST(FindingLinks, PeopleWhoShareARoleAreApart) {
  std::vector<Finding> findings = {finding("role/ann", 0, 0), finding("role/bob", 0, 0)};
  for (Finding& finding : findings) finding.actor.arn = "role";
  EXPECT_EQ(linked(findings), (Groups{{0}, {1}}));
}

TEST(FindingLinks, ServicesAndTheNamelessJoinNothing) {
  for (const char* const actor : {"", "anonymous"}) {
    EXPECT_EQ(linked(std::vector(2, finding(actor, 0, 0))).size(), 2U) << actor;
  }
  std::vector<Finding> findings(2, finding("ec2.amazonaws.com", 0, 0));
  for (Finding& finding : findings) finding.actor.type = "AWSService";
  EXPECT_EQ(linked(findings).size(), 2U);
}

TEST(FindingLinks, FollowsACredentialFromWhereItWasMade) {
  std::vector<Finding> findings = {finding("ann", 0, 0), finding("role", kHour, kHour),
                                   finding("bob", 0, 0)};
  findings[0].minted_credentials = {"ASIA1", "ASIA2"};
  findings[1].credentials = {"ASIA2"};
  findings[2].credentials = {"ASIA3"};
  EXPECT_EQ(linked(findings), (Groups{{0, 1}, {2}}));
}

TEST(FindingLinks, APublicAddressJoinsGraveFindings) {
  std::vector<Finding> findings = {finding("ann", 0, 0), finding("bob", 0, 0),
                                   finding("eve", 0, 0)};
  for (Finding& finding : findings) finding.source_ips = {"203.0.113.7"};
  findings[2].level = sigma::Level::kLow;
  EXPECT_EQ(linked(findings), (Groups{{0, 1}, {2}}));
  for (const char* const address : {"10.1.2.3", "100.64.0.1", "fd00::1", "AWS Internal"}) {
    for (Finding& finding : findings) finding.source_ips = {address};
    EXPECT_EQ(linked(findings).size(), 3U) << address;
  }
}

TEST(FindingLinks, NothingForNothing) { EXPECT_TRUE(linked({}).empty()); }

}  // namespace
}  // namespace trailsift::detect
