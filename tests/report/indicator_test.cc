// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/indicator.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::report {
namespace {

TEST(Indicator, EachGroupCountsFromOneWithoutGaps) {
  std::string expected = "A1";
  for (const Indicator& indicator : indicators()) {
    if (indicator.id != expected) expected = std::string(1, expected[0] + 1) + "1";
    EXPECT_EQ(indicator.id, expected);
    EXPECT_FALSE(indicator.title.empty()) << indicator.id;
    expected = expected[0] + std::to_string(std::stoi(expected.substr(1)) + 1);
  }
}

TEST(Indicator, EachGroupHasATitleAndIndicators) {
  std::string letters;
  for (const IndicatorGroup& group : indicator_groups()) {
    letters += group.letter;
    EXPECT_FALSE(group.title.empty()) << group.letter;
  }
  std::string used;
  for (const Indicator& indicator : indicators()) {
    if (used.empty() || used.back() != indicator.id.front()) used += indicator.id.front();
  }
  EXPECT_EQ(letters, used);
}

}  // namespace
}  // namespace trailsift::report
