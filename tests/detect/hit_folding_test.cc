// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_folding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "detect/hit_ledger.h"
#include "tests/detect/rule_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::hit_folding_test {
namespace {

using ::testing::ElementsAre;

constexpr Timestamp kStart = 19'000 * kDay;

struct Call {
  Timestamp time = kStart;
  std::string name = "Describe";
  std::string user = "mallory";
  std::string error = "AccessDenied";
};

std::string record(const Call& call, std::size_t number) {
  return R"({"eventTime":")" + format_timestamp(call.time) + R"(","eventName":")" + call.name +
         R"(","errorCode":")" + call.error + R"(","eventID":"e)" + std::to_string(number) +
         R"(","recipientAccountId":"111122223333","userIdentity":{"type":"IAMUser","arn":)" +
         R"("arn:aws:iam::111122223333:user/)" + call.user + "\"}}";
}

std::string denied_rule() {
  return rule_yaml("denied", "  s:\n    errorCode|exists: true\n  condition: s") + "---\n";
}

std::string burst(int at_least, const std::string& rules = "[denied]") {
  return "title: burst\nname: burst\ncorrelation:\n  type: event_count\n  rules: " + rules +
         "\n  group-by: [derived.actor]\n  timespan: 10m\n  condition:\n    gte: " +
         std::to_string(at_least) + "\n---\n";
}

std::string spread(int at_least) {
  return "title: spread\nname: spread\ncorrelation:\n  type: value_count\n  rules: [denied]\n"
         "  group-by: [derived.actor]\n  timespan: 10m\n  condition:\n    field: eventName\n"
         "    gte: " +
         std::to_string(at_least) + "\n---\n";
}

// What is left after the calls were handed over in parts of random size.
struct Ledgered {
  std::size_t hits = 0;
  std::vector<Finding> findings;
};

Ledgered by_ledger(const CompiledRules& rules, const std::vector<Call>& calls,
                   std::mt19937& random) {
  HitLedger ledger(rules, 1, {.keeps_all = true, .sweep_at = 1});
  HitStore hits;
  Matcher matcher(rules, hits);
  for (std::size_t i = 0; i < calls.size(); ++i) {
    TestEvent event(record(calls[i], i));
    matcher.match(event.event, event.arena);
    if (random() % 700 == 0) ledger.hand_over(0, kNoTime, hits);
  }
  ledger.hand_over(0, kEndOfTime, hits);
  Ledgered outcome;
  std::vector<HitStore> left = folded(rules, ledger.take_all());
  outcome.hits = left.front().size();
  outcome.findings = correlate(rules, left, {});
  return outcome;
}

std::vector<Finding> plainly(const CompiledRules& rules, const std::vector<Call>& calls) {
  std::vector<std::string> records;
  for (std::size_t i = 0; i < calls.size(); ++i) records.push_back(record(calls[i], i));
  return find(rules, {records});
}

TEST(HitFolding, AThousandAlikeKeepTheirIdsAndMoreBecomeOne) {
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same parts each time
  const auto rules = compile_test_rules(denied_rule() + burst(10));
  const Ledgered few = by_ledger(*rules, std::vector<Call>(1000), random);
  EXPECT_EQ(few.hits, 1000U);
  ASSERT_EQ(few.findings.size(), 1U);
  EXPECT_EQ(few.findings[0].event_ids.size(), 1000U);
  EXPECT_FALSE(few.findings[0].truncated);
  const Ledgered many = by_ledger(*rules, std::vector<Call>(1001), random);
  EXPECT_EQ(many.hits, 1U);
  ASSERT_EQ(many.findings.size(), 1U);
  EXPECT_EQ(many.findings[0].count, 1001U);
  EXPECT_EQ(many.findings[0].outcome.denied, 1001U);
  EXPECT_THAT(many.findings[0].event_ids, ElementsAre("e0"));
  EXPECT_TRUE(many.findings[0].truncated);
}

TEST(HitFolding, KeepsApartWhatACorrelationTellsApart) {
  std::mt19937 random(2);  // NOLINT(cert-msc51-cpp): the same parts each time
  const auto rules = compile_test_rules(denied_rule() + burst(10) + spread(3));
  std::vector<Call> calls;
  for (int i = 0; i < 6000; ++i) {
    calls.push_back({kStart, "Describe" + std::to_string(i % 3), i % 2 == 0 ? "mallory" : "oscar",
                     i % 5 == 0 ? "NoSuchEntity" : "AccessDenied"});
  }
  // 2 users, 3 names, 2 outcomes; those of 200 calls each stay as they are.
  const Ledgered outcome = by_ledger(*rules, calls, random);
  EXPECT_EQ(outcome.hits, 6000U);
  std::vector<Call> more = calls;
  for (int i = 0; i < 5; ++i) more.insert(more.end(), calls.begin(), calls.end());
  const Ledgered folded = by_ledger(*rules, more, random);
  EXPECT_EQ(folded.hits, 6U + 6U);
  ASSERT_EQ(folded.findings.size(), 4U);
  for (const Finding& finding : folded.findings) {
    EXPECT_EQ(finding.count, 18'000U);
    EXPECT_EQ(finding.outcome.failed, 3'600U);
    EXPECT_EQ(finding.events.size(), 3U);
  }
}

TEST(HitFolding, LeavesAloneWhatIsAFindingOrCountedByTwoWays) {
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same parts each time
  const std::vector<Call> calls(1500);
  EXPECT_EQ(by_ledger(*compile_test_rules(denied_rule()), calls, random).hits, 1500U);
  const auto two_ways = compile_test_rules(
      denied_rule() + rule_yaml("other", "  s:\n    eventName: None\n  condition: s") + "---\n" +
      burst(10, "[denied, other]"));
  EXPECT_EQ(by_ledger(*two_ways, calls, random).hits, 1500U);
}

std::vector<std::string> told(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  for (const Finding& finding : findings) {
    lines.push_back(
        finding.rule_name + " " + std::to_string(finding.count) + " " +
        std::to_string(finding.outcome.denied) + " " + format_timestamp(finding.first_seen) + " " +
        format_timestamp(finding.last_seen) + " " + std::to_string(finding.events.size()));
  }
  return lines;
}

// The plain twin: nothing is folded. Counts, times and the number of different calls are the same,
// however the flood is cut.
TEST(HitFolding, CountsWhatIsCountedWithoutIt) {
  std::mt19937 random(4);  // NOLINT(cert-msc51-cpp): the same calls each time
  const auto rules = compile_test_rules(denied_rule() + burst(1500) + spread(4));
  for (int round = 0; round < 3; ++round) {
    std::vector<Call> calls;
    Timestamp time = kStart;
    while (calls.size() < 12'000) {
      time += random() % 3 == 0 ? static_cast<Timestamp>(random() % 900) * kSecond : kSecond;
      for (std::size_t i = random() % 1500; i > 0; --i) {
        calls.push_back({time, "Describe" + std::to_string(random() % 5 == 0 ? i % 6 : 0)});
      }
    }
    const std::vector<Finding> plain = plainly(*rules, calls);
    const Ledgered one = by_ledger(*rules, calls, random);
    EXPECT_EQ(told(one.findings), told(plain)) << "round " << round;
    EXPECT_LT(one.hits, calls.size() / 2);
    EXPECT_EQ(told(by_ledger(*rules, calls, random).findings), told(plain));
  }
}

// Numbers of a flood weigh as much as its events, and those of an event that two rules hit once.
TEST(HitFolding, ComputesWithEveryNumberOfAFlood) {
  std::mt19937 random(5);  // NOLINT(cert-msc51-cpp): the same parts each time
  std::vector<Call> calls(1200, Call{kStart, "Describe", "mallory", "0.25"});
  calls.insert(calls.end(), 1201, Call{kStart + kSecond, "Describe", "mallory", "4"});
  const std::string other =
      rule_yaml("other", "  s:\n    errorCode: '4'\n  condition: s") + "---\n";
  const auto found = [&](bool two_rules, const std::string& type, const std::string& condition) {
    const auto rules = compile_test_rules(
        denied_rule() + (two_rules ? other : "") + "title: c\nname: c\ncorrelation:\n  type: " +
        type + "\n  rules: " + (two_rules ? "[denied, other]" : "[denied]") +
        "\n  timespan: 1h\n  condition: {field: errorCode, " + condition + "}\n---\n");
    const Ledgered outcome = by_ledger(*rules, calls, random);
    EXPECT_EQ(outcome.hits, two_rules ? 3602U : 2U);
    return outcome.findings.size() == 1;
  };
  for (const bool two_rules : {false, true}) {
    EXPECT_TRUE(found(two_rules, "value_sum", "eq: 5104"));
    EXPECT_TRUE(found(two_rules, "value_avg", "gt: 2.125, lt: 2.127"));
    EXPECT_TRUE(found(two_rules, "value_median", "eq: 4"));
    EXPECT_TRUE(found(two_rules, "value_percentile", "percentile: 49, eq: 0.25"));
  }
}

// A flood takes as many hits as it has seconds, not as it has calls.
TEST(HitFolding, AFloodIsBoundedByItsSeconds) {
  const auto rules = compile_test_rules(denied_rule() + burst(10));
  HitLedger ledger(*rules, 1, {.keeps_all = true, .sweep_at = 1U << 17});
  std::size_t number = 0;
  std::size_t most = 0;
  for (int second = 0; second < 45; ++second) {
    HitStore hits;
    Matcher matcher(*rules, hits);
    for (int i = 0; i < 3000; ++i) {
      TestEvent event(record({kStart + second * kSecond}, number++));
      matcher.match(event.event, event.arena);
    }
    ledger.hand_over(0, kNoTime, hits);
    most = std::max(most, ledger.size());
  }
  EXPECT_LE(most, 1U << 17);
  std::vector<HitStore> left = folded(*rules, ledger.take_all());
  EXPECT_EQ(left.front().size(), 45U);
  const std::vector<Finding> findings = correlate(*rules, left, {});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].count, 135'000U);
  EXPECT_EQ(findings[0].event_ids.size(), 45U);
}

}  // namespace
}  // namespace trailsift::detect::hit_folding_test
