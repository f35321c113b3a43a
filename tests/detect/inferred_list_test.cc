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

TEST(HomeConditionHolds, AsksTheAccount) {
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
    EXPECT_EQ(home_condition_holds(test.condition, test.account, test.region, input), test.holds)
        << test.account << " " << test.region;
  }
}

TEST(BucketConditionHolds, AsksAllLogs) {
  CorrelationInput input;
  EXPECT_TRUE(bucket_condition_holds(ListCondition::kNone, "a", input));
  EXPECT_FALSE(bucket_condition_holds(ListCondition::kInside, "a", input)) << "not known";
  EXPECT_FALSE(bucket_condition_holds(ListCondition::kOutside, "a", input)) << "not known";
  input.log_buckets = {"a"};
  EXPECT_TRUE(bucket_condition_holds(ListCondition::kInside, "a", input));
  EXPECT_FALSE(bucket_condition_holds(ListCondition::kInside, "b", input));
  EXPECT_FALSE(bucket_condition_holds(ListCondition::kOutside, "a", input));
  EXPECT_TRUE(bucket_condition_holds(ListCondition::kOutside, "b", input));
}

}  // namespace
}  // namespace trailsift::detect
