// SPDX-License-Identifier: Apache-2.0
#include "detect/inferred_list.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

TEST(ListCondition, IsWhatTheTwoAnswersLeaveOpen) {
  EXPECT_EQ(list_condition_of(true, true), ListCondition::kNone);
  EXPECT_EQ(list_condition_of(true, false), ListCondition::kInside);
  EXPECT_EQ(list_condition_of(false, true), ListCondition::kOutside);
}

TEST(ListConditionHolds, AsksTheAccountForItsHomeRegions) {
  CorrelationInput input;
  input.accounts["1"].home_regions = {"eu-west-1"};
  input.accounts["2"];
  const struct {
    ListCondition condition;
    const char* account;
    const char* region;
    bool holds;
  } cases[] = {
      {ListCondition::kNone, "nobody", "", true},
      {ListCondition::kInside, "1", "EU-west-1", true},
      {ListCondition::kInside, "1", "us-east-1", false},
      {ListCondition::kOutside, "1", "us-east-1", true},
      {ListCondition::kOutside, "1", "eu-west-1", false},
      // Not known: nothing holds.
      {ListCondition::kInside, "2", "eu-west-1", false},
      {ListCondition::kOutside, "2", "eu-west-1", false},
      {ListCondition::kOutside, "nobody", "eu-west-1", false},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(list_condition_holds(test.condition,
                                   {InferredList::kHomeRegions, test.account, test.region}, input),
              test.holds)
        << test.account << " " << test.region;
  }
}

TEST(ListConditionHolds, AsksAllLogsForTheirBuckets) {
  CorrelationInput input;
  const auto holds = [&](ListCondition condition, const char* bucket) {
    return list_condition_holds(condition, {InferredList::kLogBuckets, "1", bucket}, input);
  };
  EXPECT_TRUE(holds(ListCondition::kNone, "a"));
  EXPECT_FALSE(holds(ListCondition::kInside, "a")) << "not known";
  EXPECT_FALSE(holds(ListCondition::kOutside, "a")) << "not known";
  input.log_buckets = {"a"};
  EXPECT_TRUE(holds(ListCondition::kInside, "a"));
  EXPECT_FALSE(holds(ListCondition::kInside, "b"));
  EXPECT_FALSE(holds(ListCondition::kOutside, "a"));
  EXPECT_TRUE(holds(ListCondition::kOutside, "b"));
}

}  // namespace
}  // namespace trailsift::detect
