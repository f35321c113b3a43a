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

TEST(FindingLinks, ACredentialMayRestForThirtyDaysBeforeItsUse) {
  std::vector<Finding> findings = {finding("ann", 0, kHour),
                                   finding("role", 30 * kDay + kHour, 40 * kDay),
                                   finding("role2", 30 * kDay + 2 * kHour, 40 * kDay)};
  findings[0].minted_credentials = {"AKIA1", "AKIA2"};
  findings[1].credentials = {"AKIA1"};
  findings[2].credentials = {"AKIA2"};
  EXPECT_EQ(linked(findings), (Groups{{0, 1}, {2}}));
}

TEST(FindingLinks, ACredentialIsUsedAfterItsMaking) {
  std::vector<Finding> findings = {finding("early", 0, 9 * kHour),
                                   finding("near", 0, 9 * kHour + 1),
                                   finding("maker", 10 * kHour + 1, 10 * kHour + 1)};
  findings[0].credentials = {"ASIA1"};
  findings[1].credentials = {"ASIA2"};
  findings[2].minted_credentials = {"ASIA1", "ASIA2"};
  EXPECT_EQ(linked(findings), (Groups{{0}, {1, 2}}));
}

TEST(FindingLinks, TwoUsesOfACredentialFarApartAreJoinedByItsMakerAlone) {
  std::vector<Finding> findings = {finding("ann", 0, 0), finding("bob", 5 * kDay, 5 * kDay),
                                   finding("cat", 9 * kDay, 9 * kDay)};
  findings[1].credentials = findings[2].credentials = {"AKIA1"};
  EXPECT_EQ(linked(findings), (Groups{{0}, {1}, {2}}));
  findings[0].minted_credentials = {"AKIA1"};
  EXPECT_EQ(linked(findings), (Groups{{0, 1, 2}}));
}

TEST(FindingLinks, FollowsACredentialFromEachOfItsMakers) {
  std::vector<Finding> findings = {finding("ann", 0, 20 * kDay), finding("bob", kHour, kHour),
                                   finding("cat", 4 * kDay, 4 * kDay),
                                   finding("dan", 49 * kDay, 49 * kDay)};
  findings[0].minted_credentials = findings[1].minted_credentials = {"AKIA1"};
  findings[2].credentials = findings[3].credentials = {"AKIA1"};
  EXPECT_EQ(linked(findings), (Groups{{0, 1, 2, 3}}));
}

TEST(FindingLinks, WhereACredentialCameFromWithoutATimeIsNotKnown) {
  std::vector<Finding> findings = {finding("ann", kNoTime, kNoTime), finding("bob", 0, 0),
                                   finding("cat", kNoTime, kNoTime)};
  findings[0].minted_credentials = {"AKIA1"};
  findings[1].credentials = findings[2].credentials = {"AKIA1"};
  EXPECT_EQ(linked(findings), (Groups{{0, 2}, {1}}));
}

// One by ann that opened the resource, one that names it ten days later.
std::vector<Finding> opened_and_taken(const std::string& opened, const std::string& taken) {
  std::vector<Finding> findings = {finding("ann", 0, 0), finding("other", 10 * kDay, 10 * kDay)};
  findings[0].events = {{"ec2.amazonaws.com", "ModifySnapshotAttribute"}};
  findings[0].resources = {"bucket", opened};
  findings[1].resources = {"bucket", taken};
  return findings;
}

TEST(FindingLinks, FollowsASnapshotOrImageThatWasOpenedToOthers) {
  const std::string rds = "arn:aws:rds:eu-west-1:111122223333:";
  for (const auto& [opened, taken] : std::vector<std::pair<std::string, std::string>>{
           {"snap-1", "snap-1"},
           {"snap-1", "arn:aws:ec2:eu-west-1::snapshot/snap-1"},
           {"arn:aws:ec2:eu-west-1::image/ami-1", "ami-1"},
           {rds + "snapshot:orders", rds + "snapshot:orders"},
           {rds + "cluster-snapshot:orders", rds + "cluster-snapshot:orders"}}) {
    EXPECT_EQ(linked(opened_and_taken(opened, taken)), (Groups{{0, 1}})) << opened << ' ' << taken;
  }
}

TEST(FindingLinks, OtherResourcesJoinNothing) {
  for (const auto& [opened, taken] : std::vector<std::pair<std::string, std::string>>{
           {"snap-1", "snap-2"},
           {"orders", "orders"},
           {"arn:aws:s3:::orders", "arn:aws:s3:::orders"},
           {"arn:snap-1", "arn:snap-1"},
           {"snap-backup", "snap-backup"},
           {"arn:aws:s3:::orders/snap-1", "arn:aws:s3:::orders/snap-1"},
           {"arn:aws:iam::111122223333:role/ann", "arn:aws:iam::111122223333:role/ann"}}) {
    EXPECT_EQ(linked(opened_and_taken(opened, taken)).size(), 2U) << opened << ' ' << taken;
  }
}

TEST(FindingLinks, ASnapshotIsTakenByGraveFindingsOfItsAccountAfterItWasOpened) {
  const auto apart = [](const auto& change) {
    std::vector<Finding> findings = opened_and_taken("snap-1", "snap-1");
    change(findings);
    return linked(findings).size() == 2;
  };
  EXPECT_TRUE(apart([](auto& findings) { findings[0].events.clear(); }));
  EXPECT_TRUE(apart([](auto& findings) { findings[0].level = sigma::Level::kLow; }));
  EXPECT_TRUE(apart([](auto& findings) { findings[1].level = sigma::Level::kLow; }));
  EXPECT_TRUE(apart([](auto& findings) { findings[1].account_id = "444455556666"; }));
  EXPECT_TRUE(apart([](auto& findings) { findings[1].first_seen = 31 * kDay; }));
  EXPECT_TRUE(apart([](auto& findings) { std::swap(findings[0].events, findings[1].events); }));
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

TEST(FindingLinks, AnExitOfTheSiteJoinsNobody) {
  const auto from = [](const std::string& principal, int day, sigma::Level level) {
    Finding one = finding(principal, day * kDay, day * kDay);
    one.source_ips = {"203.0.113.7"};
    one.level = level;
    return one;
  };
  const Finding ann = from("ann", 20, sigma::Level::kMedium);
  const Finding bob = from("bob", 20, sigma::Level::kMedium);
  const Finding cat = from("cat", 6, sigma::Level::kLow);
  EXPECT_EQ(linked({cat, ann, bob}).size(), 3U) << "three people, two weeks";
  EXPECT_EQ(linked({from("cat", 7, sigma::Level::kLow), ann, bob}).size(), 2U);
  EXPECT_EQ(linked({from("bob", 6, sigma::Level::kLow), ann, bob}).size(), 2U);
}
}  // namespace
}  // namespace trailsift::detect
