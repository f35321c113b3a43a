// SPDX-License-Identifier: Apache-2.0
#include "detect/value_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::detect {
namespace {

TEST(ValueText, IsCutBetweenCharacters) {
  EXPECT_EQ(bounded_value("main"), "main");
  EXPECT_EQ(bounded_value(""), "");
  EXPECT_EQ(bounded_value(std::string(121, 'x')), std::string(120, 'x') + "…");
  EXPECT_EQ(bounded_value(std::string(119, 'x') + "éé"), std::string(119, 'x') + "…");
}

TEST(FirstTexts, NamesThemAndCountsTheRest) {
  const std::vector<std::string> texts = {"a", "b", "c"};
  EXPECT_EQ(first_texts({}, 2), "");
  EXPECT_EQ(first_texts(texts, 3), "a, b, c");
  EXPECT_EQ(first_texts(texts, 2), "a, b and 1 more");
  EXPECT_EQ(first_texts(texts, 1, "; "), "a and 2 more");
  EXPECT_EQ(first_texts(texts, 9, "; "), "a; b; c");
}

TEST(ValueText, IsOneWordForAShell) {
  EXPECT_EQ(shell_word("a+b=c,d.e@f_g-h:i/j"), "a+b=c,d.e@f_g-h:i/j");
  EXPECT_EQ(shell_word("x; rm -rf ~"), "'x; rm -rf ~'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("--region"), "'--region'");
}

}  // namespace
}  // namespace trailsift::detect
