// SPDX-License-Identifier: Apache-2.0
#include "detect/likeness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "detect/hit_data.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

std::string rule(const std::string& more) {
  return rule_yaml("call", "  s:\n    eventSource: ec2.amazonaws.com\n  condition: s", more) +
         "---\n";
}

std::vector<Likeness> likenesses_of(const std::string& yaml) {
  return compile_test_rules(yaml)->events.front().likenesses;
}

std::vector<Timestamp> periods_of(const std::string& yaml) {
  std::vector<Timestamp> periods;
  for (const Likeness& likeness : likenesses_of(yaml)) periods.push_back(likeness.period);
  return periods;
}

const std::string kOnce = "trailsift:\n  once_per: 1m\n";

TEST(AddSources, AppendsWhatIsNotThereYet) {
  std::vector<KeySource> sources = {{true, kActorSlot}};
  add_sources(std::vector<KeySource>{{true, kRegionSlot}, {true, kActorSlot}, {false, 0}}, sources);
  EXPECT_THAT(sources, ElementsAre(KeySource{true, kActorSlot}, KeySource{true, kRegionSlot},
                                   KeySource{false, 0}));
}

TEST(AssignLikenesses, RulesThatKeepEveryHitHaveNone) {
  EXPECT_THAT(likenesses_of(rule("")), IsEmpty());
  EXPECT_THAT(
      likenesses_of(rule("") + calls_of_actor_yaml("many", "event_count", "1h", "    gte: 3\n")),
      IsEmpty());
}

TEST(AssignLikenesses, AFindingOfARuleNeedsOneHitADay) {
  const std::vector<Likeness> likenesses = likenesses_of(rule(kOnce));
  ASSERT_EQ(likenesses.size(), 1U);
  EXPECT_EQ(likenesses[0].period, kDay);
  EXPECT_THAT(likenesses[0].sources, Contains(KeySource{true, kEventNameSlot}));
}

TEST(AssignLikenesses, ACorrelationNeedsOneHitInASixthOfItsTimespan) {
  EXPECT_THAT(
      periods_of(rule(kOnce) + calls_of_actor_yaml("many", "event_count", "1h", "    gte: 3\n")),
      ElementsAre(10 * kMinute));
  EXPECT_THAT(periods_of(rule("trailsift:\n  once_per: 15m\n") +
                         calls_of_actor_yaml("many", "event_count", "1h", "    gte: 3\n")),
              ElementsAre(15 * kMinute));
}

TEST(AssignLikenesses, ATermNeedsOneHitInItsTimespanAndIsAlikeByItsField) {
  const std::vector<Likeness> likenesses = likenesses_of(
      rule(kOnce) + calls_of_actor_yaml("first", "new_terms", "1d",
                                        "    field: eventName\n    min_history: 1d\n"));
  ASSERT_EQ(likenesses.size(), 1U);
  EXPECT_EQ(likenesses[0].period, kDay);
  EXPECT_THAT(likenesses[0].sources, Contains(KeySource{true, kEventNameSlot}));
  EXPECT_THAT(likenesses[0].sources, Not(Contains(KeySource{true, kRegionSlot})));
}

// Who is the first in an hour to make a call is the first in ten minutes, too.
TEST(AssignLikenesses, LeavesOutWhatAnotherKeeps) {
  const std::string names =
      calls_of_actor_yaml("names", "value_count", "1h", "    field: eventName\n    gte: 3\n");
  const std::string counts = calls_of_actor_yaml("many", "event_count", "6h", "    gte: 3\n");
  EXPECT_THAT(periods_of(rule(kOnce) + names + counts), ElementsAre(10 * kMinute));
  const std::string again =
      calls_of_actor_yaml("again", "value_count", "1h", "    field: eventName\n    gte: 9\n");
  EXPECT_THAT(periods_of(rule(kOnce) + names + again), ElementsAre(10 * kMinute));

  const std::string odd = calls_of_actor_yaml("many", "event_count", "90m", "    gte: 3\n");
  EXPECT_THAT(periods_of(rule(kOnce) + names + odd), ElementsAre(10 * kMinute, 15 * kMinute))
      << "ten minutes may lie in two pieces of fifteen";
  const std::string regions =
      calls_of_actor_yaml("regions", "value_count", "6h", "    field: awsRegion\n    gte: 3\n");
  EXPECT_THAT(periods_of(rule(kOnce) + names + regions), ElementsAre(10 * kMinute, kHour))
      << "a first call in another region is no first call by name";
}

// What is counted with what is said by the first, which stays even where another keeps as much.
TEST(AssignLikenesses, TheFirstStays) {
  EXPECT_THAT(
      periods_of(
          rule(kOnce) + calls_of_actor_yaml("many", "event_count", "6h", "    gte: 3\n") +
          calls_of_actor_yaml("names", "value_count", "1h", "    field: eventName\n    gte: 3\n")),
      ElementsAre(kHour, 10 * kMinute));
}

std::string spike(const std::string& name, const std::string& timespan, const std::string& more) {
  return calls_of_actor_yaml(name, "spike", timespan, "    factor: 5\n    floor: 10\n" + more);
}

TEST(AssignLikenesses, SpikesThatCountHaveOneTogetherThatIsAsFineAsAllOfThem) {
  EXPECT_THAT(periods_of(rule("") + spike("a", "10m", "") + spike("b", "15m", "")),
              ElementsAre(5 * kMinute));
}

TEST(AssignLikenesses, SpikesThatCountTellAddressesApart) {
  const std::vector<Likeness> likenesses = likenesses_of(rule("") + spike("a", "10m", ""));
  ASSERT_EQ(likenesses.size(), 1U);
  EXPECT_THAT(likenesses[0].sources, Contains(KeySource{true, kSourceIpSlot}));
  EXPECT_THAT(likenesses[0].sources, Not(Contains(KeySource{true, kCredentialSlot})));
}

TEST(AssignLikenesses, SpikesThatAddUpTellApartWhatIsNamed) {
  const auto rules = compile_test_rules(
      rule("") + spike("a", "10m",
                       "    sum: additionalEventData.bytes\ntrailsift:\n  summary: "
                       "'{requestParameters.bucketName} {awsRegion} {source_ip}'\n"));
  const CompiledRule& call = rules->events.front();
  ASSERT_EQ(call.likenesses.size(), 1U);
  ASSERT_EQ(call.keys.size(), 1U);
  EXPECT_EQ(call.keys[0].name, "requestParameters.bucketName");
  EXPECT_THAT(call.likenesses[0].sources,
              IsSupersetOf({KeySource{true, kSourceIpSlot}, KeySource{true, kCredentialSlot},
                            KeySource{true, kRegionSlot}, KeySource{false, 0}}));
}

TEST(AssignLikenesses, WhatSpikesCountStandsFirst) {
  EXPECT_THAT(periods_of(rule("") + spike("values", "1h", "    field: eventName\n") +
                         spike("count", "10m", "")),
              ElementsAre(10 * kMinute, kHour));
}

TEST(AssignLikenesses, ARuleThatFeedsMoreThanSpikesKeepsEveryHit) {
  EXPECT_THAT(likenesses_of(rule("") + spike("count", "10m", "") +
                            calls_of_actor_yaml("many", "event_count", "1h", "    gte: 3\n")),
              IsEmpty());
}

}  // namespace
}  // namespace trailsift::detect
