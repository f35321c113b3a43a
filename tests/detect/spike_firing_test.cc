// SPDX-License-Identifier: Apache-2.0
#include "detect/spike_firing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "detect/hit_ledger.h"
#include "tests/detect/rule_scan.h"
#include "tests/detect/spike_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Measure = SpikeQuestion::Measure;

constexpr Timestamp kStart = 19'000 * kDay;

std::vector<SpikeEvent> random_events(std::mt19937& random) {
  std::vector<SpikeEvent> events;
  const auto add = [&](Timestamp from, Timestamp length, int count) {
    for (int i = 0; i < count; ++i) {
      const auto second =
          static_cast<Timestamp>(random() % static_cast<unsigned>(length / kSecond));
      events.push_back({from + second * kSecond, random() % 2 == 0 ? "mallory" : "oscar",
                        "Get" + std::to_string(random() % 9), random() % 4,
                        "192.0.2." + std::to_string(random() % 3),
                        "bucket" + std::to_string(random() % 3)});
    }
  };
  add(kStart - 2 * kDay, 5 * kDay, 300);
  if (random() % 2 == 0) {
    for (int i = 0; i < 6; ++i)
      events.push_back({kStart + i * kMinute, "trent", "Get", 3, "192.0.2.7", "bucket"});
  }
  for (int i = 0; i < 100; ++i) {
    const auto minute = static_cast<Timestamp>(random() % 3000);
    events.push_back({kStart + minute * kMinute, "Admin", "Get", 1, "192.0.2.7", "bucket",
                      random() % 3 == 0 ? "ann" : "bob"});
  }
  for (int burst = 0; burst < 4; ++burst) {
    add(kStart + static_cast<Timestamp>(random() % 100) * kHour - 50 * kHour, 2 * kHour, 40);
  }
  return events;
}

// What two workers find that hand over at random times.
SpikeOutcome outcome(const std::string& rules_text, const std::vector<SpikeEvent>& events,
                     std::mt19937& random, bool keeps_all = false) {
  std::vector<std::size_t> order(events.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), random);
  const auto rules = compile_test_rules(rules_text);
  HitLedger ledger(*rules, 2, {.keeps_all = keeps_all});
  HitStore hits[2];
  Matcher matchers[2] = {Matcher(*rules, hits[0]), Matcher(*rules, hits[1])};
  for (const std::size_t number : order) {
    TestEvent event(spike_record(events[number], number));
    const unsigned worker = random() % 2;
    matchers[worker].match(event.event, event.arena);
    if (random() % 50 == 0) ledger.hand_over(worker, kNoTime, hits[worker]);
  }
  for (const unsigned worker : {0U, 1U}) ledger.hand_over(worker, kEndOfTime, hits[worker]);
  return outcome_of(*rules, ledger);
}

// All measures at once on one rule, whose hits then have to serve them all; with other users of the
// same hits and without.
TEST(SpikeFiring, AgreesWithThePlainEvaluatorInAnyOrderAndParts) {
  const std::string spikes = spike_of("events", condition_of(Measure::kEvents)) +
                             spike_of("values", condition_of(Measure::kDifferentValues)) +
                             spike_of("sum", condition_of(Measure::kSum));
  const std::string other =
      "title: o\nname: other\ncorrelation:\n  type: event_count\n  rules: [called]\n"
      "  timespan: 1m\n  condition: {gte: 1000}\n";
  const std::string rules[] = {called() + spikes,
                               called("trailsift:\n  once_per: 2d\n") + spikes + other,
                               called() + spikes + other};
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same events each time
  std::size_t found = 0;
  for (int round = 0; round < 30; ++round) {
    const std::vector<SpikeEvent> events = random_events(random);
    SpikeOutcome expected;
    add_expected("events", events, question_of(Measure::kEvents), expected);
    add_expected("values", events, question_of(Measure::kDifferentValues), expected);
    add_expected("sum", events, question_of(Measure::kSum), expected);
    found += expected.findings.size();
    const SpikeOutcome actual = outcome(rules[round % 3], events, random, round % 2 == 0);
    EXPECT_EQ(actual.findings, expected.findings) << "round " << round;
    EXPECT_EQ(actual.silent, expected.silent) << "round " << round;
  }
  EXPECT_GT(found, 100U);
}

std::size_t kept_hits(const std::string& rules_text, const std::vector<SpikeEvent>& events) {
  const auto rules = compile_test_rules(rules_text);
  HitStore hits;
  Matcher matcher(*rules, hits);
  for (std::size_t i = 0; i < events.size(); ++i) {
    TestEvent event(spike_record(events[i], i));
    matcher.match(event.event, event.arena);
  }
  return hits.size();
}

TEST(SpikeFiring, KeepsOneHitForEachGroupAndWindow) {
  std::vector<SpikeEvent> events;
  for (int i = 0; i < 600; ++i) {
    events.push_back({kStart + i * kMinute, i % 2 == 0 ? "mallory" : "oscar", "Get", 1});
  }
  const std::string count = spike_of("events", condition_of(Measure::kEvents));
  const std::string sum = spike_of("sum", condition_of(Measure::kSum));
  const std::string others =
      "title: t\nname: t\ncorrelation:\n  type: event_count\n  rules: [called]\n"
      "  timespan: 1m\n  condition: {gte: 1}\n";
  EXPECT_EQ(kept_hits(called() + count, events), 20U);
  EXPECT_EQ(kept_hits(called() + count + sum, events), 20U);
  EXPECT_EQ(kept_hits(called() + count + others, events), 600U)
      << "somebody else counts every one of them";
}

TEST(SpikeFiring, KeepsAHitForEachAddressAndOfSumsForEachPlaceThatIsNamed) {
  std::vector<SpikeEvent> events;
  for (int i = 0; i < 600; ++i) {
    events.push_back({kStart + i * kMinute, "mallory", "Get", 1, "192.0.2." + std::to_string(i % 2),
                      "bucket" + std::to_string(i % 3)});
  }
  const std::string count = spike_of("events", condition_of(Measure::kEvents));
  const std::string sum = spike_of("sum", condition_of(Measure::kSum));
  EXPECT_EQ(kept_hits(called() + count, events), 20U);
  EXPECT_EQ(kept_hits(called() + sum, events), 60U);
}

TEST(SpikeFiring, TellsWhereMostCameFrom) {
  std::vector<SpikeEvent> events;
  const auto add = [&](Timestamp time, std::uint64_t number, const char* address,
                       const char* place) {
    events.push_back({kStart + time, "mallory", "Get", number, address, place});
  };
  for (int hour = 0; hour < 48; ++hour) add(hour * kHour, 1, "192.0.2.1", "assets");
  add(48 * kHour, 2, "192.0.2.1", "assets");
  for (int i = 1; i < 300; ++i) add(48 * kHour + i, 10, "203.0.113.9", "exports");
  add(48 * kHour + 300, 9, "192.0.2.1", "exports");
  const auto rules = compile_test_rules(called() + spike_of("sum", condition_of(Measure::kSum)));
  std::vector<std::string> records;
  for (const SpikeEvent& event : events) records.push_back(spike_record(event, records.size()));
  const std::vector<Finding> findings = find(*rules, {records});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].summary, "203.0.113.9 +1 more exports");
  EXPECT_THAT(findings[0].source_ips, ElementsAre("192.0.2.1", "203.0.113.9"));
  EXPECT_THAT(findings[0].resources, ElementsAre("assets", "exports"));
  EXPECT_THAT(findings[0].event_ids, ElementsAre("e48", "e49", "e348"));
  EXPECT_EQ(findings[0].count, 301U);
}

// They share a role of IAM Identity Center, and an office.
TEST(SpikeFiring, TellsOfThePersonWhomMostCameFrom) {
  std::vector<SpikeEvent> events;
  const auto add = [&](Timestamp time, const char* person) {
    events.push_back({kStart + time, "Admin", "Get", 1, "192.0.2.1", "bucket", person});
  };
  for (int hour = 0; hour < 48; ++hour) add(hour * kHour, "ann");
  add(48 * kHour, "ann");
  for (int i = 1; i < 300; ++i) add(48 * kHour + i, "bob");
  for (const Measure measure : {Measure::kEvents, Measure::kSum}) {
    const auto rules = compile_test_rules(called() + spike_of("spike", condition_of(measure)));
    std::vector<std::string> records;
    for (const SpikeEvent& event : events) records.push_back(spike_record(event, records.size()));
    const std::vector<Finding> findings = find(*rules, {records});
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].actor.name, "bob (Admin)");
  }
}

TEST(SpikeFiring, EventsWithoutATimeAGroupOrANumberCountNothing) {
  const auto rules = compile_test_rules(
      called() + spike_of("sum",
                          "sum: additionalEventData.bytes, factor: 2, floor: 1, history: "
                          "1d, min_history: 1h"));
  std::vector<std::string> records;
  for (int hour = 0; hour < 3; ++hour) {
    records.push_back(spike_record({kStart + hour * kHour, "mallory", "Get", 7}, records.size()));
  }
  EXPECT_THAT(find(*rules, {records}), IsEmpty());
  const std::string base = R"({"eventSource":"s3.amazonaws.com","eventTime":")" +
                           format_timestamp(kStart + 2 * kHour) + "\"";
  const std::string user =
      R"(,"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/mallory"})";
  for (const char* const number : {"\"many\"", "-50", "null", "{}", "[]"}) {
    records.push_back(base + user + R"(,"additionalEventData":{"bytes":)" + number + "}}");
  }
  records.push_back(base + R"(,"additionalEventData":{"bytes":500}})");
  records.push_back(R"({"eventSource":"s3.amazonaws.com")" + user +
                    R"(,"additionalEventData":{"bytes":500}})");
  EXPECT_THAT(find(*rules, {records}), IsEmpty());
  records.push_back(base + user + R"(,"additionalEventData":{"bytes":"6.6"}})");
  const std::vector<Finding> findings = find(*rules, {records});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(value_of(findings[0], "spike.peak"), "14") << "numbers are rounded";
  EXPECT_EQ(value_of(findings[0], "spike.average"), "7.0");
}

TEST(SpikeFiring, IsTheSameFindingWhateverItsFiguresAre) {
  const auto rules =
      compile_test_rules(called() + spike_of("events",
                                             "factor: 2, floor: 2, history: 1d, "
                                             "min_history: 1h",
                                             "{spike.peak} calls, usually "
                                             "{spike.average}, from {spike.begin} to "
                                             "{spike.end}."));
  std::vector<std::string> records = {
      spike_record({kStart, "mallory", "Get", 0}, 0),
      spike_record({kStart + 2 * kHour, "mallory", "Get", 0}, 1),
      spike_record({kStart + 2 * kHour + 1, "mallory", "Get", 0}, 2)};
  const std::vector<Finding> two = find(*rules, {records});
  records.push_back(spike_record({kStart + 2 * kHour + 2, "mallory", "Get", 0}, 3));
  const std::vector<Finding> three = find(*rules, {records});
  ASSERT_THAT(two, SizeIs(1));
  ASSERT_THAT(three, SizeIs(1));
  EXPECT_EQ(two[0].id, three[0].id);
  EXPECT_EQ(two[0].summary,
            "2 calls, usually 1.0, from 2022-01-08T02:00:00Z to 2022-01-08T03:00:00Z.");
  EXPECT_EQ(three[0].count, 3U);
}

TEST(SpikeFiring, AnotherCorrelationMayBuildOnIt) {
  const std::string text =
      called() + spike_of("events", "factor: 2, floor: 5, history: 2d, min_history: 1d") +
      rule_yaml("left", "  s:\n    eventName: StopLogging\n  condition: s") + "---\n" +
      "title: Both\nname: both\ncorrelation:\n  type: temporal\n  rules: [events, left]\n"
      "  group-by: [derived.actor]\n  timespan: 2h\n";
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp)
  std::vector<SpikeEvent> events;
  for (int i = 0; i < 40; ++i) events.push_back({kStart + i * kHour, "mallory", "Get", 0});
  for (int i = 0; i < 9; ++i) events.push_back({kStart + 40 * kHour + i, "mallory", "Get", 0});
  EXPECT_THAT(outcome(text, events, random).findings, IsEmpty());
  events.push_back({kStart + 41 * kHour, "mallory", "StopLogging", 0});
  EXPECT_THAT(outcome(text, events, random).findings, SizeIs(1));
}

}  // namespace
}  // namespace trailsift::detect
