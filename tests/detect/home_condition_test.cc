// SPDX-License-Identifier: Apache-2.0
#include "detect/home_condition.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

TEST(HomeCondition, IsWhatTheTwoAnswersLeaveOpen) {
  EXPECT_EQ(home_condition_of(true, true), HomeCondition::kNone);
  EXPECT_EQ(home_condition_of(true, false), HomeCondition::kInside);
  EXPECT_EQ(home_condition_of(false, true), HomeCondition::kOutside);
}

TEST(HomeCondition, IsAskedOfTheAccount) {
  CorrelationInput input;
  input.accounts["1"].home_regions = {"eu-west-1"};
  input.accounts["2"];
  const struct {
    HomeCondition condition;
    const char* account;
    const char* region;
    bool holds;
  } cases[] = {
      {HomeCondition::kNone, "nobody", "", true},
      {HomeCondition::kInside, "1", "EU-west-1", true},
      {HomeCondition::kInside, "1", "us-east-1", false},
      {HomeCondition::kOutside, "1", "us-east-1", true},
      {HomeCondition::kOutside, "1", "eu-west-1", false},
      // Not known: nothing holds.
      {HomeCondition::kInside, "2", "eu-west-1", false},
      {HomeCondition::kOutside, "2", "eu-west-1", false},
      {HomeCondition::kOutside, "nobody", "eu-west-1", false},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(home_condition_holds(test.condition, test.account, test.region, input), test.holds)
        << test.account << " " << test.region;
  }
}

}  // namespace
}  // namespace trailsift::detect
