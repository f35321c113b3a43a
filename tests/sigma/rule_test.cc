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

TEST(FieldTest, ReadsAsItWasWritten) {
  FieldTest test;
  test.field = "eventName";
  EXPECT_EQ(test.to_string(), "eventName: []");
  test.values.resize(1);
  test.values[0].type = Scalar::Type::kNull;
  EXPECT_EQ(test.to_string(), "eventName: null");
  test.modifiers = {Modifier::kContains, Modifier::kAll};
  test.values = {{Scalar::Type::kString, "a", false, false, 0, {}},
                 {Scalar::Type::kNumber, "12", false, false, 12, {}}};
  EXPECT_EQ(test.to_string(), "eventName|contains|all: 'a', 12");
  test.field.clear();
  test.modifiers.clear();
  test.values.resize(9, test.values[0]);
  EXPECT_EQ(test.to_string(), "keyword: 'a', 12, 'a', 'a', 'a', 'a' and 3 more");
}

TEST(LogSource, IsCloudTrailByProductOrService) {
  const auto is_for_cloudtrail = [](LogSource source) { return source.is_for_cloudtrail(); };
  EXPECT_TRUE(is_for_cloudtrail({"", "aws", "cloudtrail"}));
  EXPECT_TRUE(is_for_cloudtrail({"", "AWS", ""}));
  EXPECT_TRUE(is_for_cloudtrail({"", "", "CloudTrail"}));
  EXPECT_FALSE(is_for_cloudtrail({"", "", ""}));
  EXPECT_FALSE(is_for_cloudtrail({"", "aws", "route53"}));
  EXPECT_FALSE(is_for_cloudtrail({"", "windows", "cloudtrail"}));
  EXPECT_FALSE(is_for_cloudtrail({"network", "aws", "cloudtrail"}));
}

TEST(LogSource, IsForAnotherLogWhenItNamesOne) {
  const auto is_for_another_log = [](LogSource source) { return source.is_for_another_log(); };
  EXPECT_TRUE(is_for_another_log({"", "windows", ""}));
  EXPECT_TRUE(is_for_another_log({"network", "", ""}));
  EXPECT_FALSE(is_for_another_log({"", "aws", ""}));
  EXPECT_FALSE(is_for_another_log({"", "", ""}));
}

}  // namespace
}  // namespace trailsift::sigma
