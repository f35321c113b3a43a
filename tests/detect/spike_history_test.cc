// SPDX-License-Identifier: Apache-2.0
#include "detect/spike_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"
#include "tests/detect/spike_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::spike_history_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Measure = SpikeQuestion::Measure;

constexpr Timestamp kStart = 19'000 * kDay;

// Users who come and go, with bursts, over many times the history.
std::vector<SpikeEvent> long_log(std::mt19937& random, int days) {
  std::vector<SpikeEvent> events;
  const auto add = [&](Timestamp from, Timestamp length, int count, const char* user) {
    for (int i = 0; i < count; ++i) {
      const auto second =
          static_cast<Timestamp>(random() % static_cast<unsigned>(length / kSecond));
      events.push_back({from + second * kSecond, user, "Get" + std::to_string(random() % 9),
                        random() % 4, "192.0.2." + std::to_string(random() % 3),
                        "bucket" + std::to_string(random() % 3)});
    }
  };
  for (int day = 0; day < days; ++day) {
    const Timestamp begin = kStart + day * kDay;
    add(begin, kDay, 60, "mallory");
    if (day % 11 < 4) add(begin, kDay, 20, "oscar");
    if (day == days / 2) {
      add(begin, kHour, 1, "trent");
      add(begin + kHour, kHour, 10, "trent");
      add(begin + 2 * kHour, 30 * kHour, 15, "trent");
    }
    if (random() % 3 == 0) {
      add(begin + static_cast<Timestamp>(random() % 20) * kHour, 2 * kHour, 40,
          random() % 2 == 0 ? "mallory" : "oscar");
    }
  }
  std::sort(events.begin(), events.end(),
            [](const SpikeEvent& left, const SpikeEvent& right) { return left.time < right.time; });
  return events;
}

std::string all_spikes() {
  return called() + spike_of("events", condition_of(Measure::kEvents)) +
         spike_of("values", condition_of(Measure::kDifferentValues)) +
         spike_of("sum", condition_of(Measure::kSum)) +
         spike_of("short", "factor: 2.5, floor: 4, history: 6h, min_history: 2d");
}

// Workers that take up one event after the other in order of delivery, and hand over at random.
class Workers {
 public:
  Workers(const CompiledRules& rules, unsigned count, std::mt19937& random)
      : ledger(rules, count, {.sweep_at = 200}), random_(random), hits_(count) {
    for (HitStore& hits : hits_) matchers_.emplace_back(rules, hits);
  }

  void read(const std::vector<SpikeEvent>& events) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto worker = static_cast<unsigned>(random_() % hits_.size());
      if (random_() % 8 == 0) ledger.hand_over(worker, events[i].time, hits_[worker]);
      most_held = std::max(most_held, ledger.size());
      TestEvent event(spike_record(events[i], i));
      matchers_[worker].match(event.event, event.arena);
    }
    for (unsigned i = 0; i < hits_.size(); ++i) ledger.hand_over(i, kEndOfTime, hits_[i]);
  }

  HitLedger ledger;
  std::size_t most_held = 0;

 private:
  std::mt19937& random_;
  std::vector<HitStore> hits_;
  std::deque<Matcher> matchers_;
};

TEST(SpikeHistory, WhatIsLetGoChangesNoFinding) {
  const auto rules = compile_test_rules(all_spikes());
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same events each time
  std::size_t found = 0;
  for (int round = 0; round < 6; ++round) {
    const std::vector<SpikeEvent> events = long_log(random, 40);
    SpikeOutcome expected;
    add_expected("events", events, question_of(Measure::kEvents), expected);
    add_expected("values", events, question_of(Measure::kDifferentValues), expected);
    add_expected("sum", events, question_of(Measure::kSum), expected);
    add_expected("short", events, {kHour, 6 * kHour, 2 * kDay, 2.5, 4, Measure::kEvents}, expected);
    found += expected.findings.size();
    std::sort(expected.silent.begin(), expected.silent.end());
    Workers workers(*rules, 1 + static_cast<unsigned>(round) % 3, random);
    workers.read(events);
    SpikeOutcome actual = outcome_of(*rules, workers.ledger, round % 2 == 0);
    std::sort(actual.silent.begin(), actual.silent.end());
    EXPECT_EQ(actual.findings, expected.findings) << "round " << round;
    EXPECT_EQ(actual.silent, expected.silent) << "round " << round;
    EXPECT_LT(workers.ledger.size(), events.size() / 2);
  }
  EXPECT_GT(found, 30U);
}

std::size_t windows_held(const SpikeHistory& history) {
  std::size_t count = 0;
  for (const auto& [key, group] : history.groups(0)) count += group.windows.size();
  return count;
}

// Ten times the days, and the same memory, while nothing happens.
TEST(SpikeHistory, HoldsNoMoreForALongerLog) {
  const auto rules = compile_test_rules(
      called() + spike_of("events", "factor: 50, floor: 50, history: 2d, min_history: 1d"));
  const auto held = [&](int days) {
    std::vector<SpikeEvent> events;
    for (int hour = 0; hour < days * 24; ++hour) {
      events.push_back({kStart + hour * kHour, "mallory", "Get", 1});
    }
    std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same parts each time
    Workers workers(*rules, 1, random);
    workers.read(events);
    EXPECT_THAT(outcome_of(*rules, workers.ledger).findings, IsEmpty());
    return std::pair(workers.most_held, windows_held(workers.ledger.spikes()));
  };
  const auto few_days = held(40);
  const auto many_days = held(400);
  EXPECT_GT(few_days.second, 24U);
  EXPECT_LE(few_days.second, 200U);
  EXPECT_LE(many_days.first, few_days.first + 24);
  EXPECT_LE(many_days.second, few_days.second + 200);
}

TEST(AllWindows, ASettledTotalStandsAndIsNotJudgedAgain) {
  SettledGroup group;
  group.windows = {{3, 10, true}, {5, 7, true}};
  EXPECT_THAT(all_windows({{5, 1}, {6, 2}}, &group, nullptr, 4),
              ElementsAre(WindowTotal{3, 10, true}, WindowTotal{5, 7, true}, WindowTotal{6, 2}));
}

TEST(AllWindows, LateHitsAreNotJudgedWhereTheHistoryIsForgotten) {
  SettledGroup group;
  group.windows = {{1, 1, true}, {30, 1, true}};
  group.spikes = {12};
  group.forgotten_until = 20;
  EXPECT_THAT(all_windows({{12, 9}, {15, 9}, {23, 9}, {24, 9}}, &group, nullptr, 4),
              ElementsAre(WindowTotal{1, 1, true}, WindowTotal{12, 9}, WindowTotal{15, 9, true},
                          WindowTotal{23, 9, true}, WindowTotal{24, 9}, WindowTotal{30, 1, true}));
}

TEST(AllWindows, OfAnOwnAndALearntTotalTheHigherHolds) {
  const std::map<std::int64_t, std::uint64_t> learnt = {{1, 5}, {2, 9}, {4, 1}};
  EXPECT_THAT(
      all_windows({{1, 7}, {2, 3}, {3, 3}}, nullptr, &learnt, 4),
      ElementsAre(WindowTotal{1, 7}, WindowTotal{2, 9}, WindowTotal{3, 3}, WindowTotal{4, 1}));
}

// What was learnt before may be what lets a short log be judged at all.
TEST(SpikeHistory, GoesByWhatWasLearntBefore) {
  const auto rules = compile_test_rules(
      called() + spike_of("events", "factor: 5, floor: 20, history: 2d, min_history: 1d"));
  std::vector<SpikeEvent> events;
  for (int i = 0; i < 20; ++i) events.push_back({kStart + i, "mallory", "Get", 1});
  for (int hour = 1; hour < 12 * 24; ++hour) {
    events.push_back({kStart + hour * kHour, "mallory", "Get", 1});
  }
  Baseline baseline;
  auto& learnt = baseline[rule_key(rules->correlations[0])];
  const RuleBaseline::Key mallory = {"arn:aws:iam::111122223333:user/mallory"};
  for (int hour = 1; hour < 48; ++hour) learnt.windows[mallory][kStart / kHour - hour] = 1;
  for (const Baseline* known :
       {static_cast<const Baseline*>(nullptr), static_cast<const Baseline*>(&baseline)}) {
    HitLedger ledger(*rules, 1, {.baseline = known, .sweep_at = 10});
    HitStore hits;
    Matcher matcher(*rules, hits);
    for (std::size_t i = 0; i < events.size(); ++i) {
      TestEvent event(spike_record(events[i], i));
      matcher.match(event.event, event.arena);
      if (i % 30 == 29) ledger.hand_over(0, events[i].time, hits);
    }
    ledger.hand_over(0, kEndOfTime, hits);
    std::vector<HitStore> left = ledger.take_all();
    CorrelationInput input;
    input.baseline = known;
    input.settled = &ledger.spikes();
    EXPECT_THAT(correlate(*rules, left, input), SizeIs(known == nullptr ? 0 : 1));
  }
}

}  // namespace
}  // namespace trailsift::detect::spike_history_test
