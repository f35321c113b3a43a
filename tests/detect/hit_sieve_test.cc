// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_sieve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "detect/firing.h"
#include "detect/hit_folding.h"
#include "detect/merged_hits.h"
#include "tests/detect/rule_scan.h"
#include "trailsift/detect/correlator.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::hit_sieve_test {
namespace {

constexpr Timestamp kStart = 19'000 * kDay;

struct Call {
  Timestamp time = kStart;
  std::string name = "Counted";
  std::string address = "203.0.113.1";
  int bytes = 1;
};

std::string record(const Call& call, std::size_t number) {
  return R"({"eventTime":")" + format_timestamp(call.time) + R"(","eventName":")" + call.name +
         R"(","eventID":"e)" + std::to_string(number) + R"(","sourceIPAddress":")" + call.address +
         R"(","recipientAccountId":"111122223333","additionalEventData":{"bytes":)" +
         std::to_string(call.bytes) + R"(},"userAgent":"client-)" + std::to_string(number % 3) +
         "\"}";
}

std::string event_rule(const std::string& name, const std::string& more = "") {
  return rule_yaml(name, "  s:\n    eventName: " + name + "\n  condition: s",
                   "level: informational\n" + more) +
         "---\n";
}

std::string correlation(const std::string& name, const std::string& body) {
  return correlation_yaml(name, body + "  group-by: [sourceIPAddress]\n");
}

std::string count(const std::string& bound) {
  return correlation("count",
                     "  type: event_count\n  rules: [Counted]\n  timespan: 10m\n"
                     "  condition:\n    " +
                         bound + "\n");
}

std::string sum(const std::string& bound) {
  return correlation("sum",
                     "  type: value_sum\n  rules: [Counted]\n  timespan: 10m\n"
                     "  condition:\n    field: additionalEventData.bytes\n    " +
                         bound + "\n");
}

std::string values(int at_least) {
  return correlation("values",
                     "  type: value_count\n  rules: [Counted]\n  timespan: 10m\n"
                     "  condition:\n    field: userAgent\n    gte: " +
                         std::to_string(at_least) + "\n");
}

std::string sequence() {
  return correlation("sequence",
                     "  type: temporal_ordered\n  rules: [Counted, Other]\n  timespan: 10m\n");
}

std::string first_time() {
  return correlation("first",
                     "  type: new_terms\n  rules: [Counted]\n  timespan: 10m\n"
                     "  condition:\n    field: userAgent\n");
}

std::vector<HitStore> stores_of(const CompiledRules& rules, const std::vector<Call>& calls,
                                std::size_t workers = 1) {
  std::vector<HitStore> stores(workers);
  std::vector<std::unique_ptr<Matcher>> matchers;
  for (HitStore& store : stores) matchers.push_back(std::make_unique<Matcher>(rules, store));
  for (std::size_t i = 0; i < calls.size(); ++i) {
    TestEvent event(record(calls[i], i));
    matchers[i % workers]->match(event.event, event.arena);
  }
  return stores;
}

std::size_t count_of(const MergedHits::Wanted& wanted) {
  std::size_t count = 0;
  for (const std::vector<bool>& store : wanted) {
    count += static_cast<std::size_t>(std::count(store.begin(), store.end(), true));
  }
  return count;
}

std::size_t left_of(const std::string& rules_text, const std::vector<Call>& calls,
                    Timestamp open_from = kEndOfTime) {
  const auto rules = compile_test_rules(rules_text);
  return count_of(HitSieve(*rules).needed(stores_of(*rules, calls), open_from));
}

TEST(HitSieve, LetsGoOfGroupsThatHaveTooLittle) {
  const std::vector<Call> three = {{kStart}, {kStart + kMinute}, {kStart + 2 * kMinute}};
  const std::string rule = event_rule("Counted");
  EXPECT_EQ(left_of(rule + count("gte: 3"), three), 3U);
  EXPECT_EQ(left_of(rule + count("gte: 4"), three), 0U);
  EXPECT_EQ(left_of(rule + count("gt: 3"), three), 0U);
  EXPECT_EQ(left_of(rule + count("gt: 2"), three), 3U);
  EXPECT_EQ(left_of(rule + sum("gte: 3"), three), 3U);
  EXPECT_EQ(left_of(rule + sum("gte: 4"), three), 0U);
  EXPECT_EQ(left_of(rule + values(3), three), 3U);
  EXPECT_EQ(left_of(rule + values(4), three), 0U);
  EXPECT_EQ(left_of(rule + first_time(), three), 3U);
  EXPECT_EQ(left_of(rule + event_rule("Other") + sequence(), three), 0U);
}

TEST(HitSieve, KeepsWhatMoreHitsCouldEnd) {
  const std::string rule = event_rule("Counted");
  EXPECT_EQ(left_of(rule + count("lt: 3"), {{kStart}}), 1U);
  EXPECT_EQ(left_of(rule + sum("lt: 3"), {{kStart}}), 1U);
  EXPECT_EQ(left_of(rule, {{kStart}}), 1U) << "a finding";
}

TEST(HitSieve, KeepsWhatHasNotAllCome) {
  const std::string rules = event_rule("Counted") + count("gte: 3");
  const std::vector<Call> calls = {{kStart}, {kStart + kDay}};
  EXPECT_EQ(left_of(rules, calls, kStart + kDay), 1U);
  EXPECT_EQ(left_of(rules, calls, kStart), 2U);
  EXPECT_EQ(left_of(rules, calls, kNoTime), 2U);
}

// A term that comes back later was not new any more.
TEST(HitSieve, KeepsTheFirstOfATerm) {
  EXPECT_EQ(left_of(event_rule("Counted") + first_time(),
                    {{kStart}, {kStart}, {kStart}, {kStart + kDay}, {kStart + 8 * kMinute}}),
            4U);
}

// Somebody who brings new terms without end takes no memory without end.
TEST(HitSieve, KeepsTheFirstTermsOfAGroup) {
  const auto rules = compile_test_rules(
      event_rule("Counted") + correlation("first",
                                          "  type: new_terms\n  rules: [Counted]\n  timespan: 10m\n"
                                          "  condition:\n    field: additionalEventData.bytes\n"));
  constexpr int kMost = HitDemand::kMostTerms;
  std::vector<Call> calls = {{kStart + 9 * kDay, "Counted", "203.0.113.2", 7}};
  for (int i = 0; i < kMost + 50; ++i) {
    calls.push_back({kStart + i * kSecond, "Counted", "203.0.113.1", i});
  }
  // These two come with the last one that is kept, and some time after it.
  calls.push_back({kStart + (kMost - 1) * kSecond, "Counted", "203.0.113.1", -1});
  calls.push_back({kStart + 8 * kDay, "Counted", "203.0.113.1", -2});
  std::vector<HitStore> stores = stores_of(*rules, calls, 2);
  EXPECT_EQ(count_of(HitSieve(*rules).needed(stores, kEndOfTime)), HitDemand::kMostTerms + 2U);

  std::vector<SilentRule> silent;
  CorrelationInput input;
  input.accounts["111122223333"] = {kStart, kStart + 9 * kDay, {}};
  (void)correlate(*rules, stores, input, &silent);
  ASSERT_EQ(silent.size(), 1U);
  EXPECT_EQ(silent[0].reason, "what is new is told of the first 10000 values; 1 had more");
}

// Rules have one bit each; of more rules than there are bits, nothing is let go that may be needed.
TEST(HitSieve, KeepsSequencesOfManyRules) {
  for (const int rules : {62, 63, 64, 70}) {
    std::string text;
    std::string names;
    std::vector<Call> calls;
    for (int i = 0; i < rules; ++i) {
      const std::string name = "R" + std::to_string(i);
      text += event_rule(name);
      names += (i == 0 ? "" : ", ") + name;
      calls.push_back({kStart + i * kSecond, name});
    }
    text +=
        correlation("sequence", "  type: temporal\n  rules: [" + names + "]\n  timespan: 10m\n");
    EXPECT_EQ(left_of(text, calls), calls.size()) << rules;
    calls.pop_back();
    EXPECT_EQ(left_of(text, calls), 0U) << rules;
  }
}

// What is found in words, so that two runs can be compared.
std::vector<std::string> firings_of(const CompiledRules& rules, MergedHits hits) {
  hits.sort(rules.events.size());
  HitFolding(rules).fold(hits);
  std::vector<std::string> lines;
  const std::vector<std::vector<Firing>> all = fire_all(rules, hits);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const Firing& firing : all[i]) {
      std::string line = rules.correlations[i].rule.name;
      std::uint64_t weight = 0;
      for (const std::uint32_t hit : firing.hits) {
        line += " " + hits.event_id(hits[hit]);
        weight += hits[hit].weight;
      }
      lines.push_back(line + " weight " + std::to_string(weight));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

// Without the sieve as the plain twin.
TEST(HitSieve, ChangesNothingThatFires) {
  std::mt19937 random(11);  // NOLINT(cert-msc51-cpp): the same calls each time
  const std::string nested =
      correlation("then", "  type: temporal_ordered\n  rules: [count, Other]\n  timespan: 30m\n");
  const std::string all = event_rule("Other") + count("gte: 5") + sum("gte: 40") + values(3) +
                          sequence() + first_time() + nested;
  std::size_t fired = 0;
  for (int round = 0; round < 12; ++round) {
    const bool thinned = round % 2 == 1;
    const auto rules = compile_test_rules(
        event_rule("Counted", thinned ? "trailsift:\n  once_per: 1m\n" : "") + all);
    std::vector<Call> calls;
    Timestamp time = kStart;
    for (int i = 0; i < 2000; ++i) {
      time += (random() % 20 == 0 ? random() % 7200 : random() % 240) * kSecond;
      calls.push_back({time, random() % 4 == 0 ? "Other" : "Counted",
                       "203.0.113." + std::to_string(random() % 5),
                       static_cast<int>(random() % 20) - 4});
    }
    std::vector<HitStore> all_stores = stores_of(*rules, calls, 3);
    const std::vector<std::string> plain = firings_of(*rules, MergedHits(all_stores));
    std::vector<HitStore> stores = stores_of(*rules, calls, 3);
    const MergedHits::Wanted needed = HitSieve(*rules).needed(stores, kEndOfTime);
    EXPECT_LT(count_of(needed), calls.size());
    EXPECT_EQ(firings_of(*rules, MergedHits(stores, needed)), plain);
    fired += plain.size();
  }
  EXPECT_GT(fired, 500U);
}

}  // namespace
}  // namespace trailsift::detect::hit_sieve_test
