// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/incident.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Of one actor; `day` is when it happened.
Finding finding(const std::string& id, const std::string& actor, sigma::Level level, int day) {
  Finding finding;
  finding.id = id;
  finding.rule_name = "rule-" + id;
  finding.title = "Title of " + id;
  finding.level = level;
  finding.account_id = "111122223333";
  finding.actor.arn = "arn:aws:iam::111122223333:user/" + actor;
  finding.actor.principal = finding.actor.arn;
  finding.actor.name = actor;
  finding.first_seen = day * kDay;
  finding.last_seen = finding.first_seen + kHour;
  return finding;
}

using sigma::Level;

TEST(Incident, GathersFromItsFindings) {
  std::vector<Finding> findings = {finding("a", "ann", Level::kMedium, 0),
                                   finding("b", "ann", Level::kHigh, 1),
                                   finding("c", "ann", Level::kLow, 1)};
  findings[0].credentials = {"AKIA1"};
  findings[0].minted_credentials = {"AKIA2"};
  findings[0].source_ips = {"203.0.113.7"};
  findings[0].tags = {"attack.persistence", "attack.t1098.001"};
  findings[1].tags = {"attack.defense_evasion", "attack.persistence"};
  findings[2].source_ips = {"198.51.100.1", "203.0.113.7"};
  const std::vector<Incident> incidents = find_incidents(findings);
  ASSERT_THAT(incidents, SizeIs(1));
  const Incident& incident = incidents.front();
  EXPECT_EQ(incident.level, Level::kHigh);
  EXPECT_EQ(incident.score, 20U + 5U + 1U + 5U);
  EXPECT_EQ(incident.first_seen, 0);
  EXPECT_EQ(incident.last_seen, kDay + kHour);
  EXPECT_THAT(incident.tactics, ElementsAre("persistence", "defense-evasion"));
  EXPECT_THAT(incident.accounts, ElementsAre("111122223333"));
  EXPECT_THAT(incident.actors, ElementsAre("arn:aws:iam::111122223333:user/ann"));
  EXPECT_THAT(incident.credentials, ElementsAre("AKIA1", "AKIA2"));
  EXPECT_THAT(incident.source_ips, ElementsAre("198.51.100.1", "203.0.113.7"));
  EXPECT_THAT(incident.finding_ids, ElementsAre("b", "a", "c"));
  EXPECT_EQ(incident.story,
            "ann in account 111122223333 from 198.51.100.1, 203.0.113.7: "
            "Title of b; Title of a; Title of c.");
}

TEST(Incident, TheWorstComesFirst) {
  const std::vector<Incident> incidents = find_incidents(std::vector<Finding>{
      finding("a", "ann", Level::kLow, 0), finding("b", "bob", Level::kMedium, 0),
      finding("c", "cat", Level::kCritical, 3), finding("d", "dan", Level::kMedium, 4)});
  std::vector<std::string> order;
  for (const Incident& incident : incidents) order.push_back(incident.finding_ids.front());
  EXPECT_THAT(order, ElementsAre("c", "b", "d", "a"));
}

TEST(Incident, ARuleCountsOnceByItsGravestFinding) {
  std::vector<Finding> findings(5, finding("a", "ann", Level::kLow, 0));
  findings[3].level = Level::kHigh;
  EXPECT_EQ(find_incidents(findings).front().score, 20U);
}

TEST(Incident, OneActCountsOnceHoweverManyRulesTellOfIt) {
  std::vector<Finding> findings = {finding("a", "ann", Level::kMedium, 0),
                                   finding("b", "ann", Level::kHigh, 0),
                                   finding("c", "ann", Level::kHigh, 0)};
  findings[0].event_ids = {"1", "2"};
  findings[1].event_ids = {"1"};
  findings[2].event_ids = {"1"};
  EXPECT_EQ(find_incidents(findings).front().score, 20U + 1U + 5U) << "the medium one has another";
  findings[0].event_ids = {"1"};
  EXPECT_EQ(find_incidents(findings).front().score, 20U + 1U + 1U);
  findings[2].event_ids = {"2"};
  EXPECT_EQ(find_incidents(findings).front().score, 20U + 20U + 1U);
}

TEST(Incident, OneGraveSignComesBeforeManySlightOnes) {
  std::vector<Finding> findings = {finding("x", "bob", Level::kHigh, 0)};
  for (int i = 0; i < 7; ++i) {
    findings.push_back(finding(std::to_string(i), "ann", Level::kMedium, 0));
    findings.push_back(finding("low" + std::to_string(i), "ann", Level::kLow, 0));
  }
  const std::vector<Incident> incidents = find_incidents(findings);
  ASSERT_THAT(incidents, SizeIs(2));
  EXPECT_THAT(incidents[0].finding_ids, ElementsAre("x"));
  EXPECT_EQ(incidents[1].score, 7U * 5U + 7U);
  EXPECT_EQ(incidents[1].level, Level::kMedium) << "low ones do not raise it";
}

TEST(Incident, OrdinaryWorkAddsNoTactics) {
  std::vector<Finding> findings = {finding("a", "ann", Level::kMedium, 0),
                                   finding("b", "ann", Level::kLow, 0)};
  findings[0].tags = {"attack.persistence"};
  findings[1].tags = {"attack.discovery", "attack.execution"};
  EXPECT_EQ(find_incidents(findings).front().score, 5U + 1U);
  EXPECT_THAT(find_incidents(findings).front().tactics, SizeIs(3));
}

TEST(Incident, ManySignsTogetherWeighMoreThanEach) {
  const auto level_of = [](Level level, int rules) {
    std::vector<Finding> findings;
    for (int i = 0; i < rules; ++i) findings.push_back(finding(std::to_string(i), "a", level, 0));
    return find_incidents(findings).front().level;
  };
  EXPECT_EQ(level_of(Level::kLow, 90), Level::kLow) << "ordinary work";
  EXPECT_EQ(level_of(Level::kMedium, 7), Level::kMedium);
  EXPECT_EQ(level_of(Level::kMedium, 8), Level::kHigh);
  EXPECT_EQ(level_of(Level::kHigh, 4), Level::kHigh);
  EXPECT_EQ(level_of(Level::kHigh, 5), Level::kCritical);
  EXPECT_EQ(level_of(Level::kCritical, 9), Level::kCritical);
  EXPECT_EQ(level_of(Level::kMedium, 90), Level::kHigh) << "one step";
}

TEST(Incident, InformationIsNoIncident) {
  EXPECT_THAT(find_incidents(std::vector{finding("a", "ann", Level::kInformational, 0)}),
              IsEmpty());
}

TEST(Incident, InformationLeadsFromWhoTookARoleToWhatItDid) {
  std::vector<Finding> findings = {finding("a", "ann", Level::kHigh, 0),
                                   finding("b", "ann", Level::kInformational, 0),
                                   finding("c", "role", Level::kMedium, 0)};
  EXPECT_THAT(find_incidents(findings), SizeIs(2));
  findings[1].minted_credentials = {"ASIA1"};
  findings[2].credentials = {"ASIA1"};
  const std::vector<Incident> incidents = find_incidents(findings);
  ASSERT_THAT(incidents, SizeIs(1));
  EXPECT_THAT(incidents[0].finding_ids, ElementsAre("a", "c"));
}

TEST(Incident, AKeyThatRestedForDaysBelongsToItsMaker) {
  std::vector<Finding> findings = {finding("a", "ann", Level::kInformational, 0),
                                   finding("b", "ann", Level::kLow, 0),
                                   finding("c", "backup", Level::kMedium, 5)};
  findings[0].minted_credentials = {"AKIA1"};
  findings[2].credentials = {"AKIA1"};
  const std::vector<Incident> incidents = find_incidents(findings);
  ASSERT_THAT(incidents, SizeIs(1));
  EXPECT_THAT(incidents[0].finding_ids, ElementsAre("c", "b"));
  EXPECT_EQ(incidents[0].last_seen, 5 * kDay + kHour);
}

TEST(Incident, ASnapshotThatWasTakenBelongsToItsSharing) {
  std::vector<Finding> findings = {finding("a", "ann", Level::kHigh, 0),
                                   finding("b", "account:444455556666", Level::kMedium, 9)};
  EXPECT_THAT(find_incidents(findings), SizeIs(2));
  findings[0].events = {{"ec2.amazonaws.com", "ModifySnapshotAttribute"}};
  findings[0].resources = findings[1].resources = {"snap-0f3a9c1b2d4e5f607"};
  EXPECT_THAT(find_incidents(findings), SizeIs(1));
}

// Joined by an address; the role is one and the same.
TEST(Incident, TheStoryNamesThePeopleWhoShareARole) {
  std::vector<Finding> findings = {finding("a", "ann", Level::kMedium, 0),
                                   finding("b", "bob", Level::kHigh, 0)};
  for (Finding& each : findings) {
    each.actor.arn = "arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0123456789abcdef";
    each.actor.name += " (Admin)";
    each.source_ips = {"203.0.113.7"};
  }
  const std::vector<Incident> incidents = find_incidents(findings);
  ASSERT_THAT(incidents, SizeIs(1));
  EXPECT_EQ(incidents[0].story,
            "bob (Admin), ann (Admin) in account 111122223333 from 203.0.113.7: "
            "Title of b; Title of a.");
  EXPECT_THAT(incidents[0].actors, ElementsAre(findings[0].actor.arn));
}

TEST(Incident, TheStoryStaysShort) {
  std::vector<Finding> findings;
  for (int i = 0; i < 9; ++i) findings.push_back(finding(std::to_string(i), "a", Level::kLow, 0));
  EXPECT_EQ(find_incidents(findings).front().story,
            "a in account 111122223333: Title of 0; Title of 1; Title of 2 and 6 more.");
  for (Finding& each : findings) each.title += std::string(80, 'x');
  EXPECT_EQ(find_incidents(findings).front().story,
            "a in account 111122223333: Title of 0" + std::string(80, 'x') + " and 8 more.");
}

}  // namespace
}  // namespace trailsift::detect
