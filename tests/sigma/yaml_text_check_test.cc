// SPDX-License-Identifier: Apache-2.0
#include "sigma/yaml_text_check.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::sigma::yaml_text_check_test {
namespace {

using namespace std::string_view_literals;
using Kind = YamlProblem::Kind;

TEST(CheckYamlText, TakesPlainTextInEveryScript) {
  for (const std::string_view text : {""sv, "title: a\r\n\tb\n"sv, "\xC3\xA4\xC2\xA0"sv,
                                      "\xF0\x9F\x92\xA9"sv, "\xEF\xBB\xBFmark"sv}) {
    EXPECT_FALSE(check_yaml_text(text)) << text;
  }
}

// YAML 1.2.2, sections 5.1 and 5.4.
TEST(CheckYamlText, SaysWhereAForbiddenCharacterStands) {
  for (const std::string_view bad : {"\0"sv, "\x1b"sv, "\x7F"sv, "\xC2\x80"sv, "\xC2\x85"sv,
                                     "\xE2\x80\xA8"sv, "\xE2\x80\xA9"sv, "\xEF\xBF\xBE"sv}) {
    const auto problem = check_yaml_text("one\n\xC3\xA4 " + std::string(bad) + "\n");
    ASSERT_TRUE(problem) << bad;
    EXPECT_EQ(problem->kind, Kind::kSyntax);
    EXPECT_EQ(problem->position.line, 2U);
    EXPECT_EQ(problem->position.column, 3U) << "counted in characters";
  }
}

TEST(CheckYamlText, OlderLineEndsAreToBeEscaped) {
  const auto problem = check_yaml_text("a\xE2\x80\xA8");
  ASSERT_TRUE(problem);
  EXPECT_NE(problem->message.find("\\L"), std::string::npos) << problem->message;
}

TEST(CheckYamlText, SaysWhichLineIsNotUtf8) {
  const auto problem = check_yaml_text("one\ntwo\n\xFF\n");
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->position.line, 3U);
  EXPECT_NE(problem->message.find("UTF-8"), std::string::npos);
}

TEST(CheckYamlText, BoundsLengthAndDirectives) {
  EXPECT_FALSE(check_yaml_text(std::string(kLongestYaml, 'x')));
  EXPECT_EQ(check_yaml_text(std::string(kLongestYaml + 1, 'x'))->kind, Kind::kTooComplex);
  std::string directives;
  for (int i = 0; i < 100; ++i) directives += "%TAG ! tag:x\n";
  EXPECT_FALSE(check_yaml_text(directives + "x: %TAG"));
  EXPECT_EQ(check_yaml_text(directives + "%TAG")->kind, Kind::kTooComplex);
}

}  // namespace
}  // namespace trailsift::sigma::yaml_text_check_test
