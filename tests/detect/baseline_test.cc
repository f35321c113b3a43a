// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "detect/compiled_rules.h"
#include "tests/detect/rule_scan.h"
#include "trailsift/detect/baseline_file.h"
#include "trailsift/detect/correlator.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::baseline_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Timestamp kStart = 19'000 * kDay;
constexpr char kAccount[] = "111122223333";

std::string record(Timestamp time, const std::string& user, const std::string& name) {
  static int number = 0;
  return R"({"eventTime":")" + format_timestamp(time) + R"(","eventName":")" + name +
         R"(","eventSource":"s3.amazonaws.com","eventID":"e)" + std::to_string(++number) +
         R"(","recipientAccountId":"111122223333","userIdentity":{"type":"IAMUser","arn":)" +
         R"("arn:aws:iam::111122223333:user/)" + user + "\"}}";
}

std::string rules_text(const std::string& source = "s3.amazonaws.com") {
  return rule_yaml("called", "  s:\n    eventSource: " + source + "\n  condition: s") + "---\n" +
         "title: more\nname: more\ncorrelation:\n  type: spike\n  rules: [called]\n"
         "  group-by: [derived.actor]\n  timespan: 1h\n"
         "  condition: {factor: 5, floor: 10, history: 10d, min_history: 2d}\n---\n"
         "title: new\nname: new\ncorrelation:\n  type: new_terms\n  rules: [called]\n"
         "  group-by: [derived.account]\n  timespan: 1h\n"
         "  condition: {field: [derived.actor, eventName], min_history: 2d}\n---\n";
}

// The events of days [from, to): mallory's calls each noon, and on day 5 twelve more, by another
// name.
std::vector<std::string> days(int from, int to) {
  std::vector<std::string> records;
  for (int day = from; day < to; ++day) {
    const Timestamp noon = kStart + day * kDay + 12 * kHour;
    for (int i = 0; i < 2; ++i) records.push_back(record(noon + i * kMinute, "mallory", "Get"));
    for (int i = 0; day == 5 && i < 12; ++i) {
      records.push_back(record(noon + i * kSecond, "mallory", "Put"));
    }
  }
  return records;
}

struct Logs {
  std::vector<HitStore> stores;
  CorrelationInput input;
};

Logs read(const CompiledRules& rules, const std::vector<std::string>& records) {
  Logs logs;
  logs.stores.resize(1);
  Matcher matcher(rules, logs.stores.front());
  AccountFacts facts;
  for (const std::string& json : records) {
    TestEvent event(json);
    const Timestamp time = event.event.time;
    facts.first = facts.first == kNoTime ? time : std::min(facts.first, time);
    facts.last = std::max(facts.last, time);
    matcher.match(event.event, event.arena);
  }
  logs.input.accounts[kAccount] = facts;
  return logs;
}

Baseline learnt(const CompiledRules& rules, const std::vector<std::string>& records) {
  Logs logs = read(rules, records);
  return learn(rules, logs.stores, logs.input);
}

std::vector<std::string> found(const CompiledRules& rules, const std::vector<std::string>& records,
                               const Baseline& baseline) {
  Logs logs = read(rules, records);
  logs.input.baseline = &baseline;
  std::vector<std::string> names;
  for (const Finding& finding : correlate(rules, logs.stores, logs.input)) {
    names.push_back(finding.rule_name + " " + std::to_string(finding.count));
  }
  std::sort(names.begin(), names.end());
  return names;
}

TEST(Baseline, StandsForTheLogsThatItWasLearntFrom) {
  const auto rules = compile_test_rules(rules_text());
  EXPECT_THAT(found(*rules, days(0, 7), {}), ElementsAre("more 14", "new 12"));
  EXPECT_THAT(found(*rules, days(5, 7), {}), IsEmpty()) << "two days know nothing";
  const Baseline before = learnt(*rules, days(0, 5));
  EXPECT_THAT(found(*rules, days(5, 7), before), ElementsAre("more 14", "new 12"));
  EXPECT_THAT(found(*rules, days(6, 7), learnt(*rules, days(0, 6))), IsEmpty())
      << "what was found then is no news now";
}

TEST(Baseline, KnowsSinceWhenAGroupIsThere) {
  const auto rules_asking = [](const std::string& own_history) {
    std::string text = rules_text();
    text.replace(text.rfind("min_history: 2d"), 15, "min_history: 2d, own_history: " + own_history);
    return compile_test_rules(text);
  };
  for (const auto& [own_history, told] : {std::pair("5d", true), std::pair("6d", false)}) {
    const auto rules = rules_asking(own_history);
    const std::vector<std::string> names = found(*rules, days(4, 7), learnt(*rules, days(0, 4)));
    EXPECT_EQ(std::count(names.begin(), names.end(), "new 12"), told ? 1 : 0) << own_history;
  }
}

TEST(Baseline, TheSameLogsCountOnce) {
  const auto rules = compile_test_rules(rules_text());
  const Baseline all = learnt(*rules, days(0, 7));
  EXPECT_THAT(found(*rules, days(0, 7), all), ElementsAre("more 14", "new 12"));
  Baseline merged;
  for (const auto& [from, to] : {std::pair(3, 7), std::pair(0, 4), std::pair(0, 4)}) {
    for (const auto& [rule, part] : learnt(*rules, days(from, to))) merged[rule].merge(part);
  }
  EXPECT_EQ(write_baseline(*rules, merged), write_baseline(*rules, all));
}

TEST(Baseline, AVersionChangesWithWhatIsLearnt) {
  const auto rules = compile_test_rules(rules_text());
  const std::string version = rule_version(*rules, rules->correlations[0]);
  EXPECT_EQ(version.size(), 16U);
  EXPECT_NE(version, rule_version(*rules, rules->correlations[1]));
  const auto again = compile_test_rules(rules_text());
  EXPECT_EQ(version, rule_version(*again, again->correlations[0]));
  const auto others = compile_test_rules(rules_text("ec2.amazonaws.com"));
  EXPECT_NE(version, rule_version(*others, others->correlations[0]));
  std::string stricter = rules_text();
  stricter.replace(stricter.find("factor: 5"), 9, "factor: 9");
  const auto same = compile_test_rules(stricter);
  EXPECT_EQ(version, rule_version(*same, same->correlations[0])) << "only the verdict changes";
}

}  // namespace
}  // namespace trailsift::detect::baseline_test
