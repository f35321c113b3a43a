// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/correlator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "detect/hit_folding.h"
#include "tests/detect/rule_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::correlator_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::string call(const std::string& time, const std::string& user, const std::string& id,
                 const std::string& more = "") {
  return R"({"eventTime":")" + time + R"(","eventName":"A","eventID":")" + id +
         R"(","recipientAccountId":"111122223333","userIdentity":{"type":"IAMUser",)" +
         R"("arn":"arn:aws:iam::111122223333:user/)" + user + "\"}" + more + "}";
}

std::shared_ptr<const CompiledRules> one_rule() {
  return compile_test_rules(rule_yaml("rule", "  s:\n    eventName: A\n  condition: s"));
}

std::vector<std::vector<std::string>> ids_of(const std::vector<Finding>& findings) {
  std::vector<std::vector<std::string>> ids;
  for (const Finding& finding : findings) ids.push_back(finding.event_ids);
  return ids;
}

TEST(Correlator, WithoutHitsThereIsNothingToFind) {
  EXPECT_THAT(find(*one_rule(), {}), IsEmpty());
  EXPECT_THAT(find(*one_rule(), {{}, {}}), IsEmpty());
}

TEST(Correlator, APauseOfMoreThanADayEndsABehaviour) {
  const auto findings = find(*one_rule(), {{call("2023-07-10T12:00:00Z", "alice", "1"),
                                            call("2023-07-11T12:00:00Z", "alice", "2"),
                                            call("2023-07-12T12:00:01Z", "alice", "3")}});
  EXPECT_THAT(ids_of(findings), ElementsAre(ElementsAre("1", "2"), ElementsAre("3")));
}

// Three bursts of alice, of which the last is a day and a minute behind the one before, and one of
// bob's in between.
TEST(Correlator, BurstsOfOneGroupWithoutALongPauseAreOneFinding) {
  const auto rules =
      compile_test_rules(rule_yaml("call", "  s:\n    eventName: A\n  condition: s") + "---\n" +
                         calls_of_actor_yaml("burst", "event_count", "1m", "    gte: 2\n"));
  const std::vector<std::string> calls = {
      call("2023-07-10T12:00:00Z", "alice", "1"), call("2023-07-10T12:00:30Z", "alice", "2"),
      call("2023-07-10T18:00:00Z", "bob", "3"),   call("2023-07-10T18:00:30Z", "bob", "4"),
      call("2023-07-11T12:00:00Z", "alice", "5"), call("2023-07-11T12:00:30Z", "alice", "6"),
      call("2023-07-12T12:01:30Z", "alice", "7"), call("2023-07-12T12:01:40Z", "alice", "8")};
  const auto bursts = [&](Grouping grouping) {
    CorrelationInput input;
    input.grouping = grouping;
    std::vector<Finding> findings = find(*rules, {calls}, input);
    std::erase_if(findings, [](const Finding& one) { return one.rule_name != "burst"; });
    return ids_of(findings);
  };
  EXPECT_THAT(
      bursts(Grouping::kBehaviour),
      ElementsAre(ElementsAre("1", "2", "5", "6"), ElementsAre("3", "4"), ElementsAre("7", "8")));
  EXPECT_THAT(bursts(Grouping::kNone), ElementsAre(ElementsAre("1", "2"), ElementsAre("3", "4"),
                                                   ElementsAre("5", "6"), ElementsAre("7", "8")));
}

TEST(Correlator, ActorsAndAccountsAreApart) {
  const std::string elsewhere =
      R"({"eventTime":"2023-07-10T12:00:03Z","eventName":"A","eventID":"4","recipientAccountId":)"
      R"("444455556666","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/alice"}})";
  const auto findings =
      find(*one_rule(),
           {{call("2023-07-10T12:00:00Z", "alice", "1"), call("2023-07-10T12:00:01Z", "bob", "2"),
             call("2023-07-10T12:00:02Z", "alice", "3"), elsewhere}});
  EXPECT_THAT(ids_of(findings),
              ElementsAre(ElementsAre("1", "3"), ElementsAre("2"), ElementsAre("4")));
}

// A call of a person who shares a role of IAM Identity Center with others.
std::string call_of_person(const std::string& person, const std::string& id) {
  const std::string role = "AWSReservedSSO_PowerUser_0123456789abcdef";
  return R"({"eventTime":"2023-07-10T12:00:00Z","eventName":"A","eventID":")" + id +
         R"(","recipientAccountId":"111122223333","userIdentity":{"type":"AssumedRole",)"
         R"("principalId":"AROAX:)" +
         person + R"(","arn":"arn:aws:sts::111122223333:assumed-role/)" + role + "/" + person +
         R"(","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/)"
         R"(aws-reserved/sso.amazonaws.com/)" +
         role + R"("}}}})";
}

TEST(Correlator, PeopleWhoShareARoleAreApart) {
  const auto findings =
      find(*one_rule(),
           {{call_of_person("ann", "1"), call_of_person("bob", "2"), call_of_person("ann", "3")}});
  ASSERT_THAT(ids_of(findings), ElementsAre(ElementsAre("1", "3"), ElementsAre("2")));
  EXPECT_EQ(findings[0].actor.arn, findings[1].actor.arn);
  EXPECT_EQ(findings[0].actor.session, "ann");
  EXPECT_EQ(findings[0].actor.name, "ann (PowerUser)");
  EXPECT_THAT(findings[0].summary, StartsWith("ann (PowerUser) called A"));
  EXPECT_EQ(findings[1].actor.name, "bob (PowerUser)");
}

TEST(Correlator, TheCallsOfOnePersonStandForNobodyElses) {
  const auto rules = compile_test_rules(
      rule_yaml("rule", "  s:\n    eventName: A\n  condition: s", "trailsift:\n  once_per: 1h\n"));
  const auto findings =
      find(*rules,
           {{call_of_person("ann", "1"), call_of_person("ann", "2"), call_of_person("bob", "3")}});
  EXPECT_THAT(ids_of(findings), ElementsAre(ElementsAre("1"), ElementsAre("3")));
}

TEST(Correlator, WhatPeopleReachTogetherIsReachedByNone) {
  const auto bursts = [](const std::string& field, const std::vector<std::string>& calls) {
    const auto rules = compile_test_rules(
        rule_yaml("call", "  s:\n    eventName: A\n  condition: s", "level: informational\n") +
        "---\n" +
        correlation_yaml("burst",
                         "  type: event_count\n  rules: [call]\n  timespan: 1m\n"
                         "  group-by: [" +
                             field + "]\n  condition:\n    gte: 3\n"));
    std::vector<Finding> findings = find(*rules, {calls});
    return ids_of(findings);
  };
  std::vector<std::string> calls = {call_of_person("ann", "1"), call_of_person("bob", "2"),
                                    call_of_person("ann", "3")};
  EXPECT_THAT(bursts("derived.actor", calls), ElementsAre(ElementsAre("1", "2", "3")));
  EXPECT_THAT(bursts("derived.principal", calls), IsEmpty());
  calls.push_back(call_of_person("ann", "4"));
  EXPECT_THAT(bursts("derived.principal", calls), ElementsAre(ElementsAre("1", "3", "4")));
}

TEST(Correlator, WithoutGroupingEveryHitIsAFinding) {
  CorrelationInput input;
  input.grouping = Grouping::kNone;
  const auto findings = find(
      *one_rule(),
      {{call("2023-07-10T12:00:00Z", "alice", "1"), call("2023-07-10T12:00:00Z", "alice", "2")}},
      input);
  EXPECT_THAT(ids_of(findings).size(), 2U);
  EXPECT_NE(findings[0].id, findings[1].id);
}

TEST(Correlator, HitsWithoutATimeStayTogetherAndComeFirst) {
  const auto findings = find(*one_rule(), {{call("2023-07-10T12:00:00Z", "alice", "1"),
                                            call("never", "alice", "2"), call("", "alice", "3")}});
  EXPECT_THAT(ids_of(findings), ElementsAre(ElementsAre("2", "3"), ElementsAre("1")));
}

TEST(Correlator, TheIdOfAFindingIsStable) {
  const auto records = std::vector<std::string>{call("2023-07-10T12:00:00Z", "alice", "1")};
  const auto more =
      std::vector<std::string>{records[0], call("2023-07-10T13:00:00Z", "alice", "2")};
  const std::string id = find(*one_rule(), {records}).at(0).id;
  EXPECT_EQ(find(*one_rule(), {more}).at(0).id, id) << "later events do not change it";
  EXPECT_NE(find(*one_rule(), {{call("2023-07-10T12:00:00Z", "bob", "1")}}).at(0).id, id);
}

// ---- Home regions that are known at the end only.

std::string in_region(const std::string& region, const std::string& id) {
  return call("2023-07-10T12:00:00Z", "alice", id,
              region.empty() ? "" : R"(,"awsRegion":")" + region + "\"");
}

CorrelationInput home_is(std::vector<std::string> regions) {
  CorrelationInput input;
  input.accounts["111122223333"].home_regions = std::move(regions);
  return input;
}

TEST(Correlator, HomeRegionsDecideAtTheEnd) {
  const auto away = compile_test_rules(
      rule_yaml("away",
                "  s:\n    eventName: A\n  h:\n    awsRegion|expand: '%home_regions%'\n"
                "  condition: s and not h"));
  const auto home = compile_test_rules(rule_yaml(
      "home", "  s:\n    eventName: A\n    awsRegion|expand: '%home_regions%'\n  condition: s"));
  const std::vector<std::vector<std::string>> records = {
      {in_region("eu-west-1", "1"), in_region("ap-south-1", "2"), in_region("", "3")}};
  EXPECT_THAT(ids_of(find(*away, records, home_is({"eu-west-1"}))),
              ElementsAre(ElementsAre("2", "3")));
  EXPECT_THAT(ids_of(find(*home, records, home_is({"EU-West-1"}))), ElementsAre(ElementsAre("1")));
  EXPECT_THAT(find(*away, records, home_is({})), IsEmpty()) << "not known, so nothing is said";
  EXPECT_THAT(find(*away, records, {}), IsEmpty()) << "an account that nobody knows";
}

const char* const kAnyCount = "  type: event_count\n  timespan: 10m\n  condition:\n    gte: 1\n";

// Rules about calls away from home, of which a correlation wants `body`.
std::shared_ptr<const CompiledRules> away_and(const std::string& more, const std::string& body) {
  return compile_test_rules(
      rule_yaml("away", "  h:\n    awsRegion|expand: '%home_regions%'\n  condition: not h", more) +
      "---\n" + correlation_yaml("many", body + "  rules: [away]\n  group-by: [derived.actor]\n"));
}

// What is no hit after all must not stand for one that is.
TEST(Correlator, CallsAtHomeTakeThePlaceOfNoneAway) {
  const std::string at_home = in_region("eu-west-1", "1");
  const std::string away =
      call("2023-07-10T12:00:01Z", "alice", "2", R"(,"awsRegion":"ap-south-1")");
  const auto rules = away_and("trailsift:\n  once_per: 1h\n", kAnyCount);
  EXPECT_THAT(ids_of(find(*rules, {{at_home, away}}, home_is({"eu-west-1"}))),
              ElementsAre(ElementsAre("2")));
}

TEST(Correlator, FloodsAtHomeHideNoCallAway) {
  const auto rules = away_and("", kAnyCount);
  std::vector<HitStore> stores(1);
  Matcher matcher(*rules, stores.front());
  for (int i = 0; i <= HitFolding::kMostApart; ++i) {
    TestEvent event(in_region("eu-west-1", "1"));
    matcher.match(event.event, event.arena);
  }
  TestEvent event(in_region("ap-south-1", "2"));
  matcher.match(event.event, event.arena);
  std::vector<HitStore> left = folded(*rules, std::move(stores));
  EXPECT_THAT(ids_of(correlate(*rules, left, home_is({"eu-west-1"}))),
              ElementsAre(ElementsAre("2")));
}

TEST(Correlator, WhatWasSeenAtHomeIsStillNewAway) {
  const auto rules = away_and("",
                              "  type: new_terms\n  timespan: 10m\n"
                              "  condition:\n    field: eventName\n    min_history: 1d\n");
  CorrelationInput input = home_is({"eu-west-1"});
  input.accounts["111122223333"].first = *parse_timestamp("2023-07-01T00:00:00Z");
  const std::string days_before =
      call("2023-07-05T12:00:00Z", "alice", "1", R"(,"awsRegion":"eu-west-1")");
  EXPECT_THAT(ids_of(find(*rules, {{days_before, in_region("ap-south-1", "2")}}, input)),
              ElementsAre(ElementsAre("2")));
  input.accounts["111122223333"].home_regions = {"us-east-1"};
  EXPECT_THAT(ids_of(find(*rules, {{in_region("ap-south-1", "2"), days_before}}, input)),
              ElementsAre(ElementsAre("1")));
}

TEST(Correlator, WhatHoldsEitherWayDoesNotWait) {
  const auto rules = compile_test_rules(
      rule_yaml("rule",
                "  s:\n    eventName: A\n  h:\n    awsRegion|expand: '%home_regions%'\n"
                "  bad:\n    errorCode: AccessDenied\n  condition: s and (bad or not h)"));
  const std::string denied = call("2023-07-10T12:00:00Z", "alice", "1",
                                  R"(,"awsRegion":"eu-west-1","errorCode":"AccessDenied")");
  EXPECT_EQ(find(*rules, {{denied}}, {}).size(), 1U);
  EXPECT_EQ(find(*rules, {{denied}}, home_is({"eu-west-1"})).size(), 1U);
  EXPECT_THAT(find(*rules, {{in_region("eu-west-1", "2")}}, home_is({"eu-west-1"})), IsEmpty());
}

TEST(Correlator, AFindingThatRestsOnInferredRegionsSaysSo) {
  const auto rules = compile_test_rules(
      rule_yaml("away", "  h:\n    awsRegion|expand: '%home_regions%'\n  condition: not h"));
  const auto findings = find(*rules, {{in_region("ap-south-1", "1")}}, home_is({"eu-west-1"}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].next_steps.back(), ::testing::HasSubstr("eu-west-1"));
}

TEST(Correlator, AFindingThatRestsOnAnAssumedListSaysSo) {
  const std::string yaml =
      rule_yaml("rule",
                "  s:\n    eventName: A\n  t:\n    userIdentity.accountId|expand: '%accounts%'\n"
                "  condition: s and not t");
  Placeholders accounts;
  for (int i = 0; i < 12; ++i) accounts["accounts"].push_back(std::to_string(i));
  const Compilation compilation = compile_rules(read_test_rules(yaml), {}, {}, {}, accounts);
  const auto findings =
      find(*compilation.rules, {{in_region("eu-west-1", "1"), in_region("eu-west-1", "2")}}, {});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(std::count_if(findings[0].next_steps.begin(), findings[0].next_steps.end(),
                          [](const std::string& step) {
                            return step.find("The list accounts is not configured") == 0 &&
                                   step.find("8, 9 and 2 more") != std::string::npos;
                          }),
            1);
}

// ---- The result depends on the set of hits alone.

std::string text_of(const Finding& finding) {
  std::string text = finding.id + finding.rule_name + finding.actor.arn + finding.summary +
                     std::to_string(finding.count) + format_timestamp(finding.first_seen) +
                     format_timestamp(finding.last_seen) + finding.actor.credential;
  for (const auto* list : {&finding.event_ids, &finding.source_ips, &finding.regions,
                           &finding.user_agents, &finding.resources, &finding.next_steps}) {
    for (const std::string& item : *list) text += "|" + item;
  }
  for (const auto& [field, value] : finding.matched) text.append(field).append("=").append(value);
  return text + "\n";
}

std::string text_of(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) text += text_of(finding);
  return text;
}

std::vector<std::string> random_records(std::mt19937& random, int count) {
  std::vector<std::string> records;
  for (int i = 0; i < count; ++i) {
    const std::string minute = std::to_string(10 + random() % 50);
    const std::string hour = std::to_string(10 + random() % 3);
    records.push_back(
        call("2023-07-1" + std::to_string(random() % 4) + "T" + hour + ":" + minute + ":00Z",
             random() % 2 ? "alice" : "bob", random() % 5 ? std::to_string(i) : "same",
             R"(,"sourceIPAddress":"10.0.0.)" + std::to_string(random() % 4) +
                 R"(","awsRegion":"r)" + std::to_string(random() % 3) +
                 R"(","requestParameters":{"x":)" + std::to_string(random() % 6) + "}"));
  }
  return records;
}

TEST(Correlator, NeitherOrderNorThreadsChangeAByte) {
  const auto rules = compile_test_rules(
      rule_yaml("event", "  s:\n    eventName: A\n    requestParameters.x|gte: 1\n  condition: s",
                "fields: [requestParameters.x]\n") +
      "---\n" +
      rule_yaml("away", "  s:\n    awsRegion|expand: '%home_regions%'\n  condition: not s") +
      "---\n" +
      rule_yaml("own", "  s:\n    requestParameters.x: [3, 4]\n  condition: s",
                "fields: [requestParameters.x]\n") +
      "---\n" + rule_yaml("fed", "  s:\n    requestParameters.x: [0, 1, 2]\n  condition: s") +
      "---\ntitle: burst\nname: burst\ncorrelation:\n  type: event_count\n  rules: [fed]\n"
      "  group-by: [derived.actor, sourceIPAddress]\n  timespan: 20m\n  condition:\n    gte: 2\n"
      "---\ntitle: spread\nname: spread\ncorrelation:\n  type: value_count\n  rules: [fed, event]\n"
      "  group-by: [derived.account]\n  timespan: 3m\n"
      "  condition:\n    field: requestParameters.x\n    gte: 3\n"
      "---\ntitle: order\nname: order\ncorrelation:\n  type: temporal_ordered\n"
      "  rules: [away, burst]\n  group-by: [derived.actor]\n  timespan: 5m\n"
      "---\ntitle: sum\nname: sum\ncorrelation:\n  type: value_sum\n  rules: [fed, event]\n"
      "  group-by: [derived.actor]\n  timespan: 5m\n"
      "  condition:\n    field: requestParameters.x\n    gte: 6\n"
      "---\ntitle: middle\nname: middle\ncorrelation:\n  type: value_median\n  rules: [event]\n"
      "  group-by: [derived.actor]\n  timespan: 5m\n"
      "  condition:\n    field: requestParameters.x\n    lt: 3\n");
  std::mt19937 random(7);
  std::vector<std::string> records = random_records(random, 250);
  const CorrelationInput input = home_is({"r1"});
  const std::string expected = text_of(find(*rules, {records}, input));
  std::set<std::string> named;
  for (const Finding& finding : find(*rules, {records}, input)) named.insert(finding.rule_name);
  EXPECT_THAT(named, ElementsAre("middle", "order", "own", "spread", "sum"));
  for (int round = 0; round < 10; ++round) {
    std::shuffle(records.begin(), records.end(), random);
    std::vector<std::vector<std::string>> split(1 + random() % 5);
    for (const std::string& record : records) split[random() % split.size()].push_back(record);
    EXPECT_EQ(text_of(find(*rules, split, input)), expected) << "round " << round;
  }
}

TEST(Correlator, FindingsComeInOrderOfTimeAndName) {
  const auto rules =
      compile_test_rules(rule_yaml("b", "  s:\n    eventName: A\n  condition: s") + "---\n" +
                         rule_yaml("a", "  s:\n    eventName: A\n  condition: s"));
  const auto findings = find(*rules, {{call("2023-07-10T12:00:00Z", "bob", "2"),
                                       call("2023-07-09T12:00:00Z", "alice", "1")}});
  std::vector<std::string> order;
  for (const Finding& finding : findings) order.push_back(finding.actor.name + finding.rule_name);
  EXPECT_THAT(order, ElementsAre("alicea", "aliceb", "boba", "bobb"));
}

}  // namespace
}  // namespace trailsift::detect::correlator_test
