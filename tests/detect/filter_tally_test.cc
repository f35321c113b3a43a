// SPDX-License-Identifier: Apache-2.0
#include "detect/filter_tally.h"

#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

TestEvent event_in(const std::string& region) {
  return TestEvent(R"({"recipientAccountId":"111122223333","awsRegion":")" + region + "\"}");
}

TEST(FilterTally, CountsByFilter) {
  const TestEvent event = event_in("eu-west-1");
  FilterTally tally;
  tally.add(2, ListCondition::kNone, event.event);
  tally.add(0, ListCondition::kNone, event.event);
  tally.add(2, ListCondition::kNone, event.event);
  EXPECT_EQ(tally.totals(4, {}), (std::vector<std::uint64_t>{1, 0, 2, 0}));
  EXPECT_EQ(FilterTally().totals(1, {}), std::vector<std::uint64_t>{0});
}

TEST(FilterTally, CountsWhatTurnsOutToHaveBeenAHit) {
  CorrelationInput input;
  input.accounts["111122223333"].home_regions = {"eu-west-1"};
  const TestEvent home = event_in("eu-west-1");
  const TestEvent away = event_in("us-east-1");
  FilterTally tally;
  for (int i = 0; i < 3; ++i) tally.add(0, ListCondition::kOutside, home.event);
  for (int i = 0; i < 2; ++i) tally.add(0, ListCondition::kOutside, away.event);
  tally.add(1, ListCondition::kInside, home.event);
  tally.add(1, ListCondition::kInside, away.event);
  EXPECT_EQ(tally.totals(2, input), (std::vector<std::uint64_t>{2, 1}));
  EXPECT_EQ(tally.totals(2, {}), (std::vector<std::uint64_t>{0, 0}));
}

TEST(FilterTally, IsTheSameInParts) {
  const TestEvent event = event_in("eu-west-1");
  CorrelationInput input;
  input.accounts["111122223333"].home_regions = {"eu-west-1"};
  FilterTally whole;
  FilterTally left;
  FilterTally right;
  for (std::uint32_t i = 0; i < 20; ++i) {
    const auto home = i % 3 == 0 ? ListCondition::kInside : ListCondition::kNone;
    whole.add(i % 7, home, event.event);
    (i % 2 == 0 ? left : right).add(i % 7, home, event.event);
  }
  left.merge(right);
  EXPECT_EQ(left.totals(7, input), whole.totals(7, input));
}

}  // namespace
}  // namespace trailsift::detect
