// SPDX-License-Identifier: Apache-2.0
#include "detect/regex.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::detect {
namespace {

bool found(const std::string& pattern, RegexFlags flags, std::string_view text) {
  const auto regex = Regex::compile(pattern, flags);
  EXPECT_TRUE(regex.ok()) << pattern;
  return regex.ok() && regex.value()->found_in(text);
}

TEST(Regex, SearchesAnywhereAndMindsCase) {
  EXPECT_TRUE(found("b+", {}, "abba"));
  EXPECT_FALSE(found("^b", {}, "abba"));
  EXPECT_FALSE(found("B", {}, "abba"));
  EXPECT_TRUE(found("", {}, ""));
}

TEST(Regex, FlagsDoWhatTheyAreNamedFor) {
  EXPECT_TRUE(found("B", {.ignore_case = true}, "abba"));
  EXPECT_FALSE(found("^two$", {}, "one\ntwo"));
  EXPECT_TRUE(found("^two$", {.multi_line = true}, "one\ntwo"));
  EXPECT_FALSE(found("one.two", {}, "one\ntwo"));
  EXPECT_TRUE(found("one.two", {.dot_all = true}, "one\ntwo"));
  EXPECT_TRUE(found("ONE.TWO$", {.ignore_case = true, .dot_all = true}, "one\ntwo"));
  EXPECT_TRUE(found("a|B", {.ignore_case = true}, "b")) << "the flags reach every alternative";
}

TEST(Regex, RefusesWhatItCannotRun) {
  for (const char* pattern : {"(", "[a", "a(?!b)", "(a)\\1", "*", "a{1001}"}) {
    const auto regex = Regex::compile(pattern, {});
    ASSERT_FALSE(regex.ok()) << pattern;
    EXPECT_EQ(regex.error().code, "invalid-regex");
    EXPECT_FALSE(regex.error().message.empty());
  }
}

// A backtracking engine would take longer than the universe is old.
TEST(Regex, TakesLinearTimeWhereOthersBlowUp) {
  const std::string text(20000, 'a');
  EXPECT_FALSE(found("(a+)+$", {}, text + "b"));
  EXPECT_FALSE(found("(a|aa)*c", {}, text));
  const std::string longer(std::size_t{64} << 10, 'a');
  for (const char* pattern : {"(a+)+$", "^(a|aa)*b", "^(a*)*(a*)*$", "(.*a){12}"}) {
    EXPECT_EQ(found(pattern, {}, longer + "c"), std::string_view(pattern) == "(.*a){12}")
        << pattern;
  }
}

TEST(Regex, CopesWithNulBytesAndInvalidUtf8) {
  EXPECT_TRUE(found("b", {}, std::string_view("a\0b", 3)));
  EXPECT_TRUE(found("b", {}, "\xFF\xFE b"));
}

TEST(Regex, OfEqualExpressionsThereIsOne) {
  const auto one = Regex::compile("a+", {}).value();
  EXPECT_EQ(Regex::compile("a+", {}).value(), one);
  EXPECT_NE(Regex::compile("a+", {.ignore_case = true}).value(), one);
}

}  // namespace
}  // namespace trailsift::detect
