// SPDX-License-Identifier: Apache-2.0
#include "detect/value_text.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

TEST(ValueText, IsCutBetweenCharacters) {
  EXPECT_EQ(bounded_value("main"), "main");
  EXPECT_EQ(bounded_value(""), "");
  EXPECT_EQ(bounded_value(std::string(121, 'x')), std::string(120, 'x') + "…");
  EXPECT_EQ(bounded_value(std::string(119, 'x') + "éé"), std::string(119, 'x') + "…");
}

TEST(ValueText, IsOneWordForAShell) {
  EXPECT_EQ(shell_word("a+b=c,d.e@f_g-h:i/j"), "a+b=c,d.e@f_g-h:i/j");
  EXPECT_EQ(shell_word("x; rm -rf ~"), "'x; rm -rf ~'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("--region"), "'--region'");
}

}  // namespace
}  // namespace trailsift::detect
