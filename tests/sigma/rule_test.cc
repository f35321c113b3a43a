// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule.h"

#include <gtest/gtest.h>

namespace trailsift::sigma {
namespace {

TEST(Level, HasTheNamesOfTheStandard) {
  for (const Level level :
       {Level::kInformational, Level::kLow, Level::kMedium, Level::kHigh, Level::kCritical}) {
    EXPECT_EQ(parse_level(to_string(level)), level);
  }
  EXPECT_EQ(to_string(Level::kInformational), "informational");
  EXPECT_EQ(to_string(Level::kCritical), "critical");
  for (const std::string_view bad : {"", "High", "severe", "high "}) {
    EXPECT_EQ(parse_level(bad), std::nullopt) << bad;
  }
}

TEST(FieldTest, KnowsItsModifiers) {
  FieldTest test;
  EXPECT_FALSE(test.has(Modifier::kAll));
  test.modifiers = {Modifier::kContains, Modifier::kAll};
  EXPECT_TRUE(test.has(Modifier::kAll));
  EXPECT_FALSE(test.has(Modifier::kRe));
}

}  // namespace
}  // namespace trailsift::sigma
