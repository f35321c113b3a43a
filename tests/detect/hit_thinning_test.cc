// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_thinning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "detect/hit_ledger.h"
#include "tests/detect/rule_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::hit_thinning_test {
namespace {

constexpr Timestamp kStart = 19'000 * kDay;

struct Call {
  Timestamp time = kStart;
  std::string name = "Describe";
  std::string user = "mallory";
};

std::string record(const Call& call, std::size_t number) {
  return R"({"eventTime":")" + format_timestamp(call.time) + R"(","eventName":")" + call.name +
         R"(","eventSource":"ec2.amazonaws.com","eventID":"e)" + std::to_string(number) +
         R"(","recipientAccountId":"111122223333","userIdentity":{"type":"IAMUser","arn":)" +
         R"("arn:aws:iam::111122223333:user/)" + call.user + "\"}}";
}

std::string rule(const std::string& once_per) {
  const std::string more = once_per.empty() ? "" : "trailsift:\n  once_per: " + once_per + "\n";
  return rule_yaml("call", "  s:\n    eventSource: ec2.amazonaws.com\n  condition: s",
                   "level: informational\n" + more) +
         "---\n";
}

std::string spread() {
  return calls_of_actor_yaml("spread", "value_count", "10m", "    field: eventName\n    gte: 3\n");
}

std::string first_time() {
  return calls_of_actor_yaml("first", "new_terms", "1d",
                             "    field: eventName\n    min_history: 1d\n");
}

struct Outcome {
  std::size_t hits = 0;
  std::vector<std::string> findings;
};

// What two workers, who hand over at random times, leave.
Outcome outcome(const std::string& rules_text, std::vector<std::pair<std::size_t, Call>> calls,
                unsigned seed) {
  std::mt19937 random(seed);
  std::shuffle(calls.begin(), calls.end(), random);
  const auto rules = compile_test_rules(rules_text);
  HitLedger ledger(*rules, 2, {.keeps_all = true});
  HitStore hits[2];
  Matcher matchers[2] = {Matcher(*rules, hits[0]), Matcher(*rules, hits[1])};
  for (const auto& [number, call] : calls) {
    TestEvent event(record(call, number));
    const unsigned worker = random() % 2;
    matchers[worker].match(event.event, event.arena);
    if (random() % 100 == 0) ledger.hand_over(worker, kNoTime, hits[worker]);
  }
  for (unsigned worker : {0U, 1U}) ledger.hand_over(worker, kEndOfTime, hits[worker]);
  std::vector<HitStore> left = folded(*rules, ledger.take_all());
  Outcome result;
  result.hits = left.front().size();
  CorrelationInput input;
  input.accounts["111122223333"] = {kStart - 30 * kDay, kStart + 30 * kDay, {}};
  for (const Finding& finding : correlate(*rules, left, input)) {
    std::string line = finding.rule_name + " " + std::to_string(finding.count) + " " +
                       format_timestamp(finding.first_seen);
    for (const std::string& id : finding.event_ids) line += " " + id;
    result.findings.push_back(line + (finding.truncated ? " truncated" : ""));
  }
  return result;
}

std::vector<std::pair<std::size_t, Call>> numbered(const std::vector<Call>& calls) {
  std::vector<std::pair<std::size_t, Call>> pairs;
  for (std::size_t i = 0; i < calls.size(); ++i) pairs.emplace_back(i, calls[i]);
  return pairs;
}

TEST(HitThinning, OneForEachPeriodAndWhatACorrelationTellsApart) {
  std::vector<Call> calls;
  for (int i = 0; i < 300; ++i) {
    calls.push_back({kStart + i * kSecond, "Describe" + std::to_string(i % 3)});
  }
  const Outcome thinned = outcome(rule("1m") + spread(), numbered(calls), 1);
  EXPECT_EQ(thinned.hits, 3U * 3U);
  ASSERT_EQ(thinned.findings.size(), 1U);
  EXPECT_EQ(thinned.findings[0].substr(0, 12), "spread 300 2");
  EXPECT_TRUE(thinned.findings[0].ends_with(" truncated"));
  EXPECT_EQ(outcome(rule("") + spread(), numbered(calls), 1).hits, 300U);
}

TEST(HitThinning, ANewTermNeedsOneHitInItsTimespan) {
  std::vector<Call> calls;
  for (int i = 0; i < 48; ++i) calls.push_back({kStart + i * kHour});
  const Outcome thinned = outcome(rule("1m") + first_time(), numbered(calls), 2);
  EXPECT_EQ(thinned.hits, 2U);
  ASSERT_EQ(thinned.findings.size(), 1U);
}

TEST(HitThinning, IsTheSameInAnyOrderAndParts) {
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same calls each time
  std::vector<Call> calls;
  for (int i = 0; i < 1500; ++i) {
    calls.push_back({kStart + static_cast<Timestamp>(random() % 20'000) * kSecond,
                     "Describe" + std::to_string(random() % 5),
                     random() % 2 == 0 ? "mallory" : "oscar"});
  }
  const std::string rules = rule("5m") + spread() + first_time();
  const Outcome once = outcome(rules, numbered(calls), 4);
  EXPECT_LT(once.hits, 800U);
  EXPECT_GT(once.findings.size(), 2U);
  for (unsigned seed = 5; seed < 15; ++seed) {
    const Outcome again = outcome(rules, numbered(calls), seed);
    EXPECT_EQ(again.hits, once.hits);
    EXPECT_EQ(again.findings, once.findings);
  }
}

TEST(HitThinning, FindingsOfTheRuleKeepOneOfEachKindADay) {
  std::vector<Call> calls;
  for (int i = 0; i < 200; ++i) {
    calls.push_back({kStart + i * kMinute, "Describe" + std::to_string(i % 4)});
  }
  const Outcome thinned = outcome(rule("1m"), numbered(calls), 6);
  EXPECT_EQ(thinned.hits, 4U);
  ASSERT_EQ(thinned.findings.size(), 1U);
  EXPECT_EQ(thinned.findings[0].substr(0, 9), "call 200 ");
}

}  // namespace
}  // namespace trailsift::detect::hit_thinning_test
