// SPDX-License-Identifier: Apache-2.0
#include "detect/filter_tally.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

ListQuestion is_home(const char* region) {
  return {InferredList::kHomeRegions, "111122223333", region};
}

TEST(FilterTally, CountsByFilter) {
  const ListQuestion event = is_home("eu-west-1");
  FilterTally tally;
  tally.add(2, ListCondition::kNone, event);
  tally.add(0, ListCondition::kNone, event);
  tally.add(2, ListCondition::kNone, event);
  EXPECT_EQ(tally.totals(4, {}), (std::vector<std::uint64_t>{1, 0, 2, 0}));
  EXPECT_EQ(FilterTally().totals(1, {}), std::vector<std::uint64_t>{0});
}

TEST(FilterTally, CountsWhatTurnsOutToHaveBeenAHit) {
  CorrelationInput input;
  input.accounts["111122223333"].home_regions = {"eu-west-1"};
  const ListQuestion home = is_home("eu-west-1");
  const ListQuestion away = is_home("us-east-1");
  FilterTally tally;
  for (int i = 0; i < 3; ++i) tally.add(0, ListCondition::kOutside, home);
  for (int i = 0; i < 2; ++i) tally.add(0, ListCondition::kOutside, away);
  tally.add(1, ListCondition::kInside, home);
  tally.add(1, ListCondition::kInside, away);
  EXPECT_EQ(tally.totals(2, input), (std::vector<std::uint64_t>{2, 1}));
  EXPECT_EQ(tally.totals(2, {}), (std::vector<std::uint64_t>{0, 0}));
}

TEST(FilterTally, KeepsListsApart) {
  CorrelationInput input;
  input.accounts["111122223333"].home_regions = {"eu-west-1"};
  input.log_buckets = {"trail"};
  FilterTally tally;
  tally.add(0, ListCondition::kInside, {InferredList::kLogBuckets, "111122223333", "trail"});
  tally.add(0, ListCondition::kInside, {InferredList::kLogBuckets, "111122223333", "eu-west-1"});
  tally.add(1, ListCondition::kInside, {InferredList::kHomeRegions, "111122223333", "trail"});
  EXPECT_EQ(tally.totals(2, input), (std::vector<std::uint64_t>{1, 0}));
}

TEST(FilterTally, IsTheSameInParts) {
  const ListQuestion event = is_home("eu-west-1");
  CorrelationInput input;
  input.accounts["111122223333"].home_regions = {"eu-west-1"};
  FilterTally whole;
  FilterTally left;
  FilterTally right;
  for (std::uint32_t i = 0; i < 20; ++i) {
    const auto condition = i % 3 == 0 ? ListCondition::kInside : ListCondition::kNone;
    whole.add(i % 7, condition, event);
    (i % 2 == 0 ? left : right).add(i % 7, condition, event);
  }
  left.merge(right);
  EXPECT_EQ(left.totals(7, input), whole.totals(7, input));
}

}  // namespace
}  // namespace trailsift::detect
