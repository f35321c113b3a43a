// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_ledger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

#include "tests/detect/rule_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::hit_ledger_test {
namespace {

constexpr Timestamp kStart = 19'000 * kDay;

struct Call {
  Timestamp time = 0;
  std::string name;
  std::string address;
  std::string region = "eu-west-1";
};

std::string record(const Call& call, std::size_t number) {
  return R"({"eventTime":")" + format_timestamp(call.time) + R"(","eventName":")" + call.name +
         R"(","eventID":")" + std::to_string(number) + R"(","sourceIPAddress":")" + call.address +
         R"(","awsRegion":")" + call.region + R"(","recipientAccountId":"111122223333"})";
}

std::string event_rule(const std::string& name) {
  return rule_yaml(name, "  s:\n    eventName: " + name + "\n  condition: s") + "---\n";
}

std::string correlation(const std::string& name, const std::string& body) {
  return correlation_yaml(name, body + "  group-by: [sourceIPAddress]\n");
}

// About calls of which the end of the scan tells whether they are hits.
std::string away_rule(const std::string& name, const std::string& more = "") {
  return rule_yaml(name, "  h:\n    awsRegion|expand: '%home_regions%'\n  condition: not h", more) +
         "---\n";
}

// A finding, counts of the same calls with several windows, first times of what is a finding and of
// what is only counted, sequences on top of counts and of first times, and the same of calls of
// which it is not known yet whether they count.
std::shared_ptr<const CompiledRules> many_rules() {
  return compile_test_rules(
      event_rule("Alone") + event_rule("Counted") + event_rule("Success") +
      correlation("burst",
                  "  type: event_count\n  rules: [Counted]\n  timespan: 10m\n"
                  "  condition:\n    gte: 4\n") +
      correlation("slow",
                  "  type: event_count\n  rules: [Counted, Success]\n  timespan: 2d\n"
                  "  condition:\n    gt: 12\n") +
      correlation("new",
                  "  type: new_terms\n  rules: [Counted]\n  timespan: 1d\n"
                  "  condition:\n    field: eventName\n") +
      correlation("first",
                  "  type: event_count\n  rules: [Counted]\n  timespan: 10m\n"
                  "  condition:\n    gte: 4\n") +
      correlation("then",
                  "  type: temporal_ordered\n  rules: [first, Success]\n  timespan: 30m\n") +
      correlation("known",
                  "  type: new_terms\n  rules: [Alone]\n  timespan: 1h\n"
                  "  generate: true\n  condition:\n    field: eventName\n") +
      correlation("after_new",
                  "  type: temporal_ordered\n  rules: [new, Success]\n  timespan: 1d\n"
                  "  generate: true\n") +
      away_rule("Away") + away_rule("AwayOnce", "trailsift:\n  once_per: 10m\n") +
      correlation("away_burst",
                  "  type: event_count\n  rules: [Away]\n  timespan: 10m\n"
                  "  condition:\n    gte: 3\n") +
      correlation("away_new",
                  "  type: new_terms\n  rules: [Away]\n  timespan: 1d\n"
                  "  condition:\n    field: eventName\n") +
      correlation("away_then",
                  "  type: temporal_ordered\n  rules: [Away, Success]\n  timespan: 20m\n") +
      correlation("away_before",
                  "  type: temporal_ordered\n  rules: [Success, AwayOnce]\n  timespan: 5m\n") +
      correlation("away_below",
                  "  type: new_terms\n  rules: [Away]\n  timespan: 2d\n"
                  "  condition:\n    field: eventName\n") +
      correlation("away_both",
                  "  type: temporal\n  rules: [Away, away_below, Alone]\n  timespan: 30m\n") +
      correlation("away_names",
                  "  type: value_count\n  rules: [AwayOnce]\n  timespan: 30m\n"
                  "  condition:\n    field: eventName\n    gte: 3\n") +
      correlation("away_once_new",
                  "  type: new_terms\n  rules: [AwayOnce]\n  timespan: 1d\n"
                  "  condition:\n    field: eventName\n"));
}

std::vector<Call> random_calls(std::mt19937& random, std::size_t count) {
  std::vector<Call> calls;
  Timestamp time = kStart;
  for (std::size_t i = 0; i < count; ++i) {
    // Bursts and pauses.
    time += (random() % 8 == 0 ? random() % (kDay / kSecond) : random() % 300) * kSecond;
    const char* names[] = {"Counted", "Counted", "Counted", "Success", "Alone"};
    calls.push_back({time, names[random() % 5],
                     "203.0.113." + std::to_string(random() % 2 + (i % 997 == 0 ? 2 + i / 997 : 0)),
                     i > count / 2 && random() % 3 == 0 ? "ap-south-1" : "eu-west-1"});
  }
  return calls;
}

// What the findings are, in a form that two runs can be compared by.
std::vector<std::string> told(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  for (const Finding& finding : findings) {
    std::string line = finding.rule_name + " " + finding.id;
    for (const std::string& id : finding.event_ids) line += " " + id;
    lines.push_back(line);
  }
  return lines;
}

CorrelationInput known_account() {
  CorrelationInput input;
  input.accounts["111122223333"] = {kStart - 100 * kDay, kStart + 500 * kDay, {"eu-west-1"}};
  return input;
}

// The plain twin: every hit kept to the end.
std::vector<Finding> find_plainly(const CompiledRules& rules, const std::vector<Call>& calls) {
  std::vector<std::string> records;
  for (std::size_t i = 0; i < calls.size(); ++i) records.push_back(record(calls[i], i));
  return find(rules, {records}, known_account());
}

// Workers that take up files of three calls each, in order of delivery, and hand over at random.
std::vector<Finding> find_by_ledger(const CompiledRules& rules, const std::vector<Call>& calls,
                                    std::size_t workers, std::mt19937& random) {
  HitLedger ledger(rules, static_cast<unsigned>(workers), {.sweep_at = 700});
  std::vector<HitStore> stores(workers);
  for (std::size_t i = 0; i < calls.size(); i += 3) {
    const auto worker = static_cast<unsigned>(random() % workers);
    if (random() % 4 == 0) ledger.hand_over(worker, calls[i].time, stores[worker]);
    Matcher matcher(rules, stores[worker]);
    for (std::size_t j = i; j < std::min(i + 3, calls.size()); ++j) {
      TestEvent event(record(calls[j], j));
      matcher.match(event.event, event.arena);
    }
  }
  for (unsigned i = 0; i < workers; ++i) ledger.hand_over(i, kEndOfTime, stores[i]);
  std::vector<HitStore> left = ledger.take_all(random() % 2 == 0);
  return correlate(rules, left, known_account());
}

TEST(HitLedger, FindsWhatIsFoundWhenEveryHitIsKept) {
  std::mt19937 random(20260711);  // NOLINT(cert-msc51-cpp): the same calls each time
  const auto rules = many_rules();
  for (int round = 0; round < 2; ++round) {
    const std::vector<Call> calls = random_calls(random, 12'000);
    const std::vector<std::string> plain = told(find_plainly(*rules, calls));
    EXPECT_EQ(told(find_by_ledger(*rules, calls, 1, random)), plain);
    EXPECT_EQ(told(find_by_ledger(*rules, calls, 3, random)), plain);
    for (const char* rule : {"Alone ", "burst ", "slow ", "new ", "then ", "known ", "after_new ",
                             "away_burst ", "away_new ", "away_then ", "away_before ", "away_both ",
                             "away_names ", "away_once_new "}) {
      EXPECT_TRUE(std::any_of(plain.begin(), plain.end(), [&](const std::string& line) {
        return line.starts_with(rule);
      })) << rule;
    }
  }
}

// The same by threads, which go on while one of them looks for what it can let go of.
std::vector<Finding> find_by_threads(const CompiledRules& rules, const std::vector<Call>& calls,
                                     unsigned workers) {
  HitLedger ledger(rules, workers, {.sweep_at = 512});
  std::atomic<std::size_t> next = 0;
  const auto work = [&](unsigned worker) {
    HitStore hits;
    Matcher matcher(rules, hits);
    for (std::size_t i = next.fetch_add(3); i < calls.size(); i = next.fetch_add(3)) {
      ledger.hand_over(worker, calls[i].time, hits);
      for (std::size_t j = i; j < std::min(i + 3, calls.size()); ++j) {
        TestEvent event(record(calls[j], j));
        matcher.match(event.event, event.arena);
      }
    }
    ledger.hand_over(worker, kEndOfTime, hits);
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < workers; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
  std::vector<HitStore> left = ledger.take_all();
  return correlate(rules, left, known_account());
}

TEST(HitLedger, FindsTheSameWhileAThreadIsSweeping) {
  std::mt19937 random(20260712);  // NOLINT(cert-msc51-cpp): the same calls each time
  const auto rules = many_rules();
  const std::vector<Call> calls = random_calls(random, 9'000);
  const std::vector<std::string> plain = told(find_plainly(*rules, calls));
  EXPECT_FALSE(plain.empty());
  EXPECT_EQ(told(find_by_threads(*rules, calls, 3)), plain);
}

void record_calls(const CompiledRules& rules, const std::vector<Call>& calls, HitStore& hits) {
  Matcher matcher(rules, hits);
  for (std::size_t i = 0; i < calls.size(); ++i) {
    TestEvent event(record(calls[i], i));
    matcher.match(event.event, event.arena);
  }
}

// Ten times the days, and the same memory.
TEST(HitLedger, HoldsNoMoreForALongerLog) {
  const auto rules = many_rules();
  const auto most_held = [&](int days) {
    HitLedger ledger(*rules, 1, {.sweep_at = 4096});
    HitStore hits;
    std::size_t most = 0;
    for (int day = 0; day < days; ++day) {
      std::vector<Call> calls;
      for (int i = 0; i < 300; ++i) {
        const Timestamp time = kStart + day * kDay + i * 4 * kMinute;
        const std::string region = day > 5 && day % 2 == 1 ? "ap-south-1" : "eu-west-1";
        calls.push_back({time, "Counted", "198.51.100." + std::to_string(i), region});
      }
      record_calls(*rules, calls, hits);
      ledger.hand_over(0, kStart + (day + 1) * kDay, hits);
      most = std::max(most, ledger.size());
    }
    return most;
  };
  const std::size_t few_days = most_held(40);
  EXPECT_GT(few_days, 300U * 5);
  EXPECT_EQ(most_held(400), few_days);
}

TEST(HitLedger, KeepsWhatIsNotOnlyCounted) {
  const std::vector<Call> calls = {{kStart, "Counted", "1.1.1.1"}};
  const auto count = [](const std::string& bound, const std::string& more = "") {
    return correlation("count", "  type: event_count\n  rules: [Counted]\n  timespan: 10m\n" +
                                    more + "  condition:\n    " + bound + "\n");
  };
  const auto left = [&](const std::string& correlations, bool keeps_all) {
    const auto rules = compile_test_rules(event_rule("Counted") + correlations);
    HitLedger ledger(*rules, 1, {.keeps_all = keeps_all, .sweep_at = 1});
    HitStore hits;
    record_calls(*rules, calls, hits);
    ledger.hand_over(0, kEndOfTime, hits);
    return ledger.size();
  };
  EXPECT_EQ(left(count("gte: 2"), false), 0U);
  EXPECT_EQ(left(count("gte: 2"), true), 1U) << "asked to keep all";
  EXPECT_EQ(left(count("gte: 2", "  generate: true\n"), false), 1U) << "a finding of its own";
  EXPECT_EQ(left(count("gte: 1"), false), 1U) << "fires";
  EXPECT_EQ(left(count("neq: 1"), false), 1U) << "more hits could end it";
  const auto statistic = [&](const std::string& type) {
    return left(correlation("number", "  type: " + type +
                                          "\n  rules: [Counted]\n  timespan: 10m\n  condition:\n"
                                          "    field: requestParameters.size\n    gte: 5\n"),
                false);
  };
  EXPECT_EQ(statistic("value_avg"), 1U) << "more hits could end it, too";
  EXPECT_EQ(statistic("value_sum"), 0U) << "never comes near to it";
}

TEST(HitLedger, WaitsForTheSlowestWorker) {
  const auto rules = compile_test_rules(event_rule("Counted") +
                                        correlation("count",
                                                    "  type: event_count\n  rules: [Counted]\n"
                                                    "  timespan: 10m\n  condition:\n    gte: 2\n"));
  std::vector<Call> calls;
  for (int i = 0; i < 4999; ++i) calls.push_back({kStart, "Counted", std::to_string(i)});
  const auto left_when_other_is_at = [&](Timestamp delivery) {
    HitLedger ledger(*rules, 2, {.sweep_at = 5000});
    HitStore hits;
    HitStore other;
    record_calls(*rules, calls, hits);
    record_calls(*rules, {{kStart, "Counted", "other"}}, other);
    ledger.hand_over(0, kStart + 20 * kDay, hits);
    ledger.hand_over(1, delivery, other);
    return ledger.size();
  };
  EXPECT_EQ(left_when_other_is_at(kNoTime), 5000U);
  EXPECT_EQ(left_when_other_is_at(kStart + 4 * kDay), 5000U) << "the day may still get events";
  EXPECT_EQ(left_when_other_is_at(kStart + 5 * kDay), 0U);
}

}  // namespace
}  // namespace trailsift::detect::hit_ledger_test
