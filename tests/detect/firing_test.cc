// SPDX-License-Identifier: Apache-2.0
#include "detect/firing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect::firing_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A call at a number of minutes after midnight; its id says which.
std::string call(int minute, const std::string& name, const std::string& address = "203.0.113.7",
                 const std::string& more = "") {
  const auto two = [](int number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  return R"({"eventTime":"2023-07-10T)" + two(minute / 60) + ":" + two(minute % 60) +
         R"(:00Z","eventName":")" + name + R"(","eventID":")" + name + std::to_string(minute) +
         R"(","sourceIPAddress":")" + address + "\"" + more + "}";
}

// Rules a, b and c on the events A, B and C, then correlations.
std::shared_ptr<const CompiledRules> rules_with(const std::string& correlations) {
  std::string yaml;
  for (const char* name : {"a", "b", "c"}) {
    const std::string event(1, static_cast<char>(name[0] - 'a' + 'A'));
    yaml += rule_yaml(name, "  s:\n    eventName: " + event + "\n  condition: s") + "---\n";
  }
  return compile_test_rules(yaml + correlations);
}

std::string correlation(const std::string& name, const std::string& body) {
  return correlation_yaml(name, body + "  group-by: [sourceIPAddress]\n");
}

// The event ids of each finding of the rule named.
std::vector<std::vector<std::string>> ids_of(const std::vector<Finding>& findings,
                                             const std::string& rule) {
  std::vector<std::vector<std::string>> ids;
  for (const Finding& finding : findings) {
    if (finding.rule_name == rule) ids.push_back(finding.event_ids);
  }
  return ids;
}

const std::string kThreeInTen =
    "  type: event_count\n  rules: [a]\n  timespan: 10m\n  condition:\n    gte: 3\n";

TEST(Firing, OneBurstFiresOnce) {
  const auto rules = rules_with(correlation("burst", kThreeInTen));
  const auto findings = find(*rules, {{call(0, "A"), call(8, "A"), call(9, "A"), call(12, "A"),
                                       call(19, "A"), call(60, "A"), call(61, "A")}});
  EXPECT_THAT(ids_of(findings, "burst"), ElementsAre(ElementsAre("A0", "A8", "A9", "A12", "A19")));
  ASSERT_EQ(findings.size(), 1U) << "the rule that is counted is no finding of its own";
  EXPECT_EQ(findings[0].count, 5U);
  EXPECT_THAT(findings[0].matched,
              ElementsAre(std::pair<std::string, std::string>("sourceIPAddress", "203.0.113.7")));
}

TEST(Firing, GroupsAreApart) {
  const auto rules = rules_with(correlation("burst", kThreeInTen));
  EXPECT_THAT(find(*rules, {{call(0, "A", "1.1.1.1"), call(1, "A", "2.2.2.2"),
                             call(2, "A", "1.1.1.1"), call(3, "A", "2.2.2.2")}}),
              IsEmpty());
  EXPECT_EQ(find(*rules, {{call(0, "A", "1.1.1.1"), call(1, "A", "2.2.2.2"),
                           call(2, "A", "1.1.1.1"), call(3, "A", "1.1.1.1")}})
                .size(),
            1U);
}

// Without a time an event is in no window; without its group it is nobody's.
TEST(Firing, LeavesOutWhatCannotBePlaced) {
  const auto rules = rules_with(correlation("burst", kThreeInTen));
  EXPECT_THAT(find(*rules, {{call(0, "A"), call(1, "A"),
                             R"({"eventName":"A","sourceIPAddress":"203.0.113.7"})"}}),
              IsEmpty());
  EXPECT_THAT(find(*rules, {{R"({"eventName":"A","eventTime":"2023-07-10T00:00:00Z"})",
                             R"({"eventName":"A","eventTime":"2023-07-10T00:00:01Z"})",
                             R"({"eventName":"A","eventTime":"2023-07-10T00:00:02Z"})"}}),
              IsEmpty());
}

TEST(Firing, ValueCountCountsDifferentValues) {
  const auto rules =
      rules_with(correlation("spread",
                             "  type: value_count\n  rules: [a]\n  timespan: 10m\n"
                             "  condition:\n    field: requestParameters.x\n    gte: 3\n"));
  const auto with = [](int minute, const std::string& x) {
    return call(minute, "A", "203.0.113.7", R"(,"requestParameters":{"x":)" + x + "}");
  };
  EXPECT_THAT(find(*rules, {{with(0, "1"), with(1, "1"), with(2, "2"), with(3, "null")}}),
              IsEmpty());
  EXPECT_THAT(
      ids_of(find(*rules, {{with(0, "1"), with(1, "1"), with(2, "2"), with(3, "3")}}), "spread"),
      ElementsAre(ElementsAre("A0", "A1", "A2", "A3")));
}

TEST(Firing, ValueCountCountsCombinationsOfSeveralFields) {
  const auto rules = rules_with(
      correlation("spread",
                  "  type: value_count\n  rules: [a]\n  timespan: 10m\n  condition:\n"
                  "    field: [requestParameters.x, requestParameters.y]\n    gte: 3\n"));
  const auto with = [](int minute, const std::string& more) {
    return call(minute, "A", "203.0.113.7", R"(,"requestParameters":{)" + more + "}");
  };
  const std::string pairs[] = {R"("x":1,"y":1)", R"("x":1,"y":2)", R"("x":2,"y":1)"};
  EXPECT_THAT(find(*rules, {{with(0, pairs[0]), with(1, pairs[1]), with(2, pairs[1])}}), IsEmpty());
  EXPECT_THAT(find(*rules, {{with(0, pairs[0]), with(1, pairs[1]), with(2, R"("x":3)")}}),
              IsEmpty());
  EXPECT_EQ(find(*rules, {{with(0, pairs[0]), with(1, pairs[1]), with(2, pairs[2])}}).size(), 1U);
}

// A call that carries `value`, any JSON, in requestParameters.x.
std::string with(int minute, const std::string& value, const std::string& name = "A",
                 const std::string& address = "203.0.113.7") {
  return call(minute, name, address, R"(,"requestParameters":{"x":)" + value + "}");
}

// The findings of a correlation over rule a that computes with requestParameters.x.
std::vector<std::vector<std::string>> computed(const std::string& type,
                                               const std::string& condition,
                                               const std::vector<std::string>& records) {
  const auto rules = rules_with(correlation(
      "computed", "  type: " + type + "\n  rules: [a]\n  timespan: 10m\n" +
                      "  condition: {field: requestParameters.x, " + condition + "}\n"));
  CorrelationInput input;
  input.grouping = Grouping::kNone;
  return ids_of(find(*rules, {records}, input), "computed");
}

TEST(Firing, ValueSumAddsUpNumbersHoweverTheyAreWritten) {
  const std::vector<std::string> three = {with(0, "10"), with(1, R"("2.5")"), with(2, "-0.5e1")};
  EXPECT_THAT(computed("value_sum", "eq: 7.5", three), ElementsAre(ElementsAre("A0", "A1", "A2")));
  EXPECT_THAT(computed("value_sum", "gt: 7.5", three), IsEmpty());
  EXPECT_THAT(computed("value_sum", "gt: 7, lt: 8", three).size(), 1U);
  EXPECT_THAT(computed("value_sum", "lte: -5", {with(0, "-2"), with(1, "-3")}).size(), 1U);
}

TEST(Firing, WhatIsNoNumberIsLeftOut) {
  const std::vector<std::string> records = {
      with(0, "4"),          with(1, "null"),      with(2, "true"),
      with(3, R"("")"),      with(4, R"("4 MB")"), with(5, R"("04")"),
      with(6, R"({"y":4})"), call(7, "A"),         with(8, "6")};
  EXPECT_THAT(computed("value_sum", "eq: 10", records), ElementsAre(ElementsAre("A0", "A8")));
  EXPECT_THAT(computed("value_avg", "eq: 5", records), ElementsAre(ElementsAre("A0", "A8")));
  EXPECT_THAT(computed("value_sum", "lte: 0", {with(1, R"("x")")}), IsEmpty());
  EXPECT_THAT(computed("value_sum", "gte: 0", {with(1, "1e999")}), IsEmpty());
}

TEST(Firing, AveragesAndPercentilesAreOfOneWindow) {
  const std::vector<std::string> records = {with(0, "1"), with(5, "2"), with(6, "30"),
                                            with(60, "100")};
  EXPECT_THAT(computed("value_avg", "eq: 11", records), ElementsAre(ElementsAre("A0", "A5", "A6")));
  EXPECT_THAT(computed("value_median", "eq: 2", records).size(), 1U);
  EXPECT_THAT(computed("value_percentile", "percentile: 67, lte: 30", records).size(), 1U);
  EXPECT_THAT(computed("value_percentile", "percentile: 66, lte: 2", records).size(), 1U);
  EXPECT_THAT(computed("value_percentile", "percentile: 100, gte: 30", records),
              ElementsAre(ElementsAre("A0", "A5", "A6"), ElementsAre("A60")));
}

TEST(Firing, ValueSumKeepsGroupsApart) {
  EXPECT_THAT(computed("value_sum", "gte: 10",
                       {with(0, "6", "A", "1.1.1.1"), with(1, "6", "A", "2.2.2.2"),
                        with(2, "4", "A", "1.1.1.1")}),
              ElementsAre(ElementsAre("A0", "A2")));
}

TEST(Firing, ValueSumTakesTheFieldThatAnAliasNames) {
  const auto rules = rules_with(
      "title: sum\nname: sum\ncorrelation:\n  type: value_sum\n  rules: [a, b]\n"
      "  timespan: 10m\n  condition: {field: size, gte: 10}\n  aliases:\n    size:\n"
      "      a: requestParameters.x\n      b: responseElements.y\n");
  const std::string other = call(1, "B", "2.2.2.2", R"(,"responseElements":{"y":4})");
  EXPECT_EQ(ids_of(find(*rules, {{with(0, "6"), other}}), "sum").size(), 1U);
  EXPECT_THAT(find(*rules, {{with(0, "5"), other}}), IsEmpty());
}

TEST(Firing, ValueSumTakesAnEventOnceHoweverManyRulesItHits) {
  const std::string also_a =
      rule_yaml("also_a", "  s:\n    eventName: A\n  condition: s") + "---\n";
  const auto rules =
      rules_with(also_a + correlation("sum",
                                      "  type: value_sum\n  rules: [a, also_a]\n  timespan: 10m\n"
                                      "  condition: {field: requestParameters.x, gte: 10}\n"));
  EXPECT_THAT(find(*rules, {{with(0, "6"), with(1, "3")}}), IsEmpty());
  EXPECT_THAT(ids_of(find(*rules, {{with(0, "5"), with(1, "5")}}), "sum"),
              ElementsAre(ElementsAre("A0", "A1")));
}

CorrelationInput logs_since_midnight() {
  CorrelationInput input;
  input.accounts[""] = {
      *parse_timestamp("2023-07-10T00:00:00Z"), *parse_timestamp("2023-07-11T00:00:00Z"), {}};
  return input;
}

// The first use of an address by a caller, once there is an hour of logs to compare with.
TEST(Firing, NewTermsFireOnceForWhatWasNeverSeen) {
  const auto rules = rules_with(
      "title: new\nname: new\ncorrelation:\n  type: new_terms\n  rules: [a]\n"
      "  group-by: [eventName]\n  timespan: 10m\n"
      "  condition:\n    field: sourceIPAddress\n    min_history: 1h\n");
  const auto ids = [&](const std::vector<std::string>& records) {
    return ids_of(find(*rules, {records}, logs_since_midnight()), "new");
  };
  const std::string known = call(30, "A", "1.1.1.1");
  EXPECT_THAT(ids({known, call(90, "A", "1.1.1.1")}), IsEmpty()) << "seen before";
  EXPECT_THAT(ids({known, call(60, "A", "2.2.2.2")}), ElementsAre(ElementsAre("A60")));
  EXPECT_THAT(ids({call(59, "A", "2.2.2.2")}), IsEmpty()) << "an hour is asked for";
  EXPECT_THAT(ids({call(90, "A", "2.2.2.2"), call(95, "A", "2.2.2.2"), call(101, "A", "2.2.2.2")}),
              ElementsAre(ElementsAre("A90", "A95")));
  EXPECT_THAT(ids({call(90, "A", "2.2.2.2"), call(91, "A", "3.3.3.3")}),
              ElementsAre(ElementsAre("A90"), ElementsAre("A91")));
  EXPECT_THAT(ids_of(find(*rules, {{call(90, "A")}}), "new"), IsEmpty()) << "nothing is known";
}

TEST(Firing, NewTermsNameTheTerm) {
  const auto rules = rules_with(
      "title: new\nname: new\ncorrelation:\n  type: new_terms\n  rules: [a]\n"
      "  group-by: [eventName]\n  timespan: 10m\n"
      "  condition:\n    field: sourceIPAddress\n    min_history: 2d\n");
  CorrelationInput input = logs_since_midnight();
  input.accounts[""].first -= 2 * kDay;
  const auto findings = find(*rules, {{call(90, "A")}}, input);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].matched,
              ElementsAre(std::pair<std::string, std::string>("eventName", "A"),
                          std::pair<std::string, std::string>("sourceIPAddress", "203.0.113.7")));
}

TEST(Firing, TemporalWantsAllRulesInAnyOrder) {
  const auto rules =
      rules_with(correlation("both", "  type: temporal\n  rules: [a, b]\n  timespan: 10m\n"));
  EXPECT_THAT(ids_of(find(*rules, {{call(5, "B"), call(7, "A")}}), "both"),
              ElementsAre(ElementsAre("B5", "A7")));
  EXPECT_THAT(find(*rules, {{call(5, "B"), call(16, "A")}}), IsEmpty());
  EXPECT_THAT(find(*rules, {{call(5, "B"), call(6, "B")}}), IsEmpty());
}

TEST(Firing, TemporalCountsDifferentRulesWhenItHasACondition) {
  const auto ids = [](const std::string& bounds, const std::vector<std::string>& records) {
    const auto rules =
        rules_with(correlation("some",
                               "  type: temporal\n  rules: [a, b, c]\n  timespan: 10m\n"
                               "  condition: {" +
                                   bounds + "}\n"));
    return ids_of(find(*rules, {records}), "some");
  };
  EXPECT_THAT(ids("gte: 2", {call(1, "C"), call(2, "A")}), ElementsAre(ElementsAre("C1", "A2")));
  EXPECT_THAT(ids("gte: 2", {call(1, "C"), call(2, "C")}), IsEmpty());
  EXPECT_THAT(ids("gt: 2", {call(1, "C"), call(2, "A")}), IsEmpty());
  EXPECT_THAT(ids("lt: 2", {call(1, "C"), call(2, "A"), call(30, "B")}),
              ElementsAre(ElementsAre("B30")));
  EXPECT_THAT(ids("lte: 2, gte: 2", {call(1, "C"), call(2, "A"), call(3, "B")}), IsEmpty());
  EXPECT_THAT(ids("eq: 1", {call(1, "C"), call(2, "A"), call(30, "B")}).size(), 1U);
  EXPECT_THAT(ids("neq: 1", {call(1, "C"), call(2, "A"), call(30, "B")}).size(), 1U);
}

TEST(Firing, TemporalOrderedCountsDifferentRulesInOrderWhenItHasACondition) {
  const auto ids = [](const std::string& bounds, const std::vector<std::string>& records) {
    const auto rules =
        rules_with(correlation("some",
                               "  type: temporal_ordered\n  rules: [a, b, c]\n  timespan: 10m\n"
                               "  condition: {" +
                                   bounds + "}\n"));
    return ids_of(find(*rules, {records}), "some");
  };
  EXPECT_THAT(ids("gte: 2", {call(1, "A"), call(2, "C")}), ElementsAre(ElementsAre("A1", "C2")));
  EXPECT_THAT(ids("gte: 2", {call(1, "B"), call(2, "C")}).size(), 1U);
  EXPECT_THAT(ids("gte: 2", {call(1, "C"), call(2, "A")}), IsEmpty());
  EXPECT_THAT(ids("gte: 3", {call(1, "A"), call(2, "C")}), IsEmpty());
  EXPECT_THAT(ids("eq: 2", {call(1, "A"), call(2, "B"), call(3, "C")}), IsEmpty());
}

TEST(Firing, WithoutGroupByAllEventsAreOneGroup) {
  const std::string yaml = "title: burst\nname: burst\ncorrelation:\n" + kThreeInTen;
  for (const std::string group : {"", "  group-by:\n", "  group-by: []\n"}) {
    const auto rules = rules_with(yaml + group);
    EXPECT_EQ(
        find(*rules, {{call(0, "A", "1.1.1.1"), call(1, "A", "2.2.2.2"), call(2, "A", "3.3.3.3")}})
            .size(),
        1U)
        << group;
  }
  const auto scalar = rules_with(yaml + "  group-by: sourceIPAddress\n");
  EXPECT_THAT(
      find(*scalar, {{call(0, "A", "1.1.1.1"), call(1, "A", "2.2.2.2"), call(2, "A", "3.3.3.3")}}),
      IsEmpty());
}

TEST(Firing, TemporalOrderedWantsThemInOrder) {
  const auto rules = rules_with(
      correlation("order", "  type: temporal_ordered\n  rules: [a, b, c]\n  timespan: 10m\n"));
  EXPECT_THAT(ids_of(find(*rules, {{call(7, "C"), call(1, "A"), call(3, "B")}}), "order"),
              ElementsAre(ElementsAre("A1", "B3", "C7")));
  EXPECT_THAT(find(*rules, {{call(1, "A"), call(7, "B"), call(3, "C")}}), IsEmpty());
  EXPECT_EQ(find(*rules, {{call(3, "A"), call(3, "B"), call(3, "C")}}).size(), 1U) << "equal times";
}

TEST(Firing, ARuleOfItsOwnIsGeneratedOnRequest) {
  const auto rules = rules_with(correlation("burst", kThreeInTen + "  generate: true\n"));
  const auto findings = find(*rules, {{call(0, "A"), call(1, "A"), call(2, "A")}});
  EXPECT_EQ(ids_of(findings, "burst").size(), 1U);
  EXPECT_EQ(ids_of(findings, "a").size(), 1U);
}

// An event that several of the counted rules hit is one event.
TEST(Firing, OneEventCountsOnceHoweverManyRulesItHits) {
  const std::string also_a =
      rule_yaml("also_a", "  s:\n    eventName: A\n  condition: s") + "---\n";
  const auto rules =
      rules_with(also_a + correlation("burst",
                                      "  type: event_count\n  rules: [a, also_a]\n"
                                      "  timespan: 10m\n  condition:\n    gte: 3\n"));
  EXPECT_THAT(find(*rules, {{call(0, "A"), call(1, "A")}}), IsEmpty());
  const auto findings = find(*rules, {{call(0, "A"), call(1, "A"), call(2, "A")}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].count, 3U);
  EXPECT_EQ(findings[0].outcome.success, 3U);
}

TEST(Firing, AliasesJoinFieldsOfDifferentNames) {
  const auto rules = rules_with(
      "title: pair\nname: pair\ncorrelation:\n  type: temporal_ordered\n  rules: [a, b]\n"
      "  timespan: 10m\n  group-by: [key]\n  aliases:\n    key:\n"
      "      a: responseElements.accessKeyId\n      b: userIdentity.accessKeyId\n");
  const std::string made =
      call(1, "A", "1.1.1.1", R"(,"responseElements":{"accessKeyId":"AKIA1"})");
  const std::string used = call(2, "B", "2.2.2.2", R"(,"userIdentity":{"accessKeyId":"AKIA1"})");
  const std::string other = call(2, "B", "2.2.2.2", R"(,"userIdentity":{"accessKeyId":"AKIA2"})");
  EXPECT_EQ(find(*rules, {{made, used}}).size(), 1U);
  EXPECT_THAT(find(*rules, {{made, other}}), IsEmpty());
}

// A burst, and then a success: near to any part of the burst is near to the burst.
TEST(Firing, CorrelationsMayBuildOnCorrelations) {
  const auto rules = rules_with(
      correlation("burst", kThreeInTen) +
      correlation("then", "  type: temporal_ordered\n  rules: [burst, b]\n  timespan: 10m\n"));
  const std::vector<std::string> burst = {call(0, "A"), call(8, "A"), call(9, "A"), call(17, "A")};
  std::vector<std::string> with_success = burst;
  with_success.push_back(call(25, "B"));
  EXPECT_EQ(ids_of(find(*rules, {with_success}), "then").size(), 1U);
  std::vector<std::string> too_late = burst;
  too_late.push_back(call(28, "B"));
  EXPECT_THAT(ids_of(find(*rules, {too_late}), "then"), IsEmpty());
  const std::vector<std::string> no_burst = {call(0, "A"), call(1, "A"), call(2, "B")};
  EXPECT_THAT(ids_of(find(*rules, {no_burst}), "then"), IsEmpty());
}

TEST(Firing, ACorrelationThatFeedsAnotherIsNoFindingUnlessGenerated) {
  const std::string then = "  type: temporal_ordered\n  rules: [burst, b]\n  timespan: 10m\n";
  const std::vector<std::string> records = {call(0, "A"), call(1, "A"), call(2, "A"), call(3, "B")};
  const auto found = [&](const std::string& upper) {
    std::vector<std::string> names;
    const auto rules = rules_with(correlation("burst", kThreeInTen) + correlation("then", upper));
    for (const Finding& finding : find(*rules, {records})) names.push_back(finding.rule_name);
    std::sort(names.begin(), names.end());
    return names;
  };
  EXPECT_THAT(found(then), ElementsAre("then"));
  EXPECT_THAT(found(then + "  generate: true\n"), ElementsAre("b", "burst", "then"));
}

TEST(Firing, AFiringCountsOnceHoweverManyEventsItHas) {
  const auto rules =
      rules_with(correlation("burst", kThreeInTen) +
                 correlation("bursts",
                             "  type: event_count\n  rules: [burst]\n  timespan: 2h\n"
                             "  condition:\n    gte: 2\n"));
  std::vector<std::string> records = {call(0, "A"), call(1, "A"), call(2, "A"), call(3, "A")};
  EXPECT_THAT(ids_of(find(*rules, {records}), "bursts"), IsEmpty());
  for (const int minute : {60, 61, 62}) records.push_back(call(minute, "A"));
  EXPECT_THAT(ids_of(find(*rules, {records}), "bursts"),
              ElementsAre(ElementsAre("A0", "A1", "A2", "A3", "A60", "A61", "A62")));
}

}  // namespace
}  // namespace trailsift::detect::firing_test
