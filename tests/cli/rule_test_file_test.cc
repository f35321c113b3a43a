// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rule_test_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trailsift::cli {
namespace {

using ::testing::ElementsAre;

TEST(ParseRuleTests, ReadsALineATest) {
  const auto tests = parse_rule_tests(
      "{\"expect\": true, \"event\": {\"eventName\": \"A\"}}\n"
      "\n"
      "{\"events\": [{\"a\":1}, {\"b\":[2]}], \"rule\": \"r\", \"expect\": false}\r\n",
      "x.test.jsonl");
  ASSERT_TRUE(tests) << tests.error().to_string();
  ASSERT_EQ(tests.value().size(), 2U);
  EXPECT_EQ(tests.value()[0].line, 1U);
  EXPECT_TRUE(tests.value()[0].expected);
  EXPECT_EQ(tests.value()[0].rule, "");
  EXPECT_THAT(tests.value()[0].events, ElementsAre(R"({"eventName": "A"})"));
  EXPECT_EQ(tests.value()[1].line, 3U);
  EXPECT_FALSE(tests.value()[1].expected);
  EXPECT_EQ(tests.value()[1].rule, "r");
  EXPECT_THAT(tests.value()[1].events, ElementsAre(R"({"a":1})", R"({"b":[2]})"));
}

TEST(ParseRuleTests, PassesOverAByteOrderMark) {
  const std::string test = "{\"expect\": true, \"event\": {}}\n";
  EXPECT_TRUE(parse_rule_tests("\xEF\xBB\xBF" + test, "x.test.jsonl"));
  EXPECT_FALSE(parse_rule_tests(test + "\xEF\xBB\xBF" + test, "x.test.jsonl"));
}

TEST(ParseRuleTests, RefusesEverythingElseWithItsPlace) {
  for (const char* line :
       {"[]", "text", "{\"expect\": true}", "{\"event\": {}}", "{\"expect\": 1, \"event\": {}}",
        "{\"expect\": \"true\", \"event\": {}}", "{\"expect\": true, \"event\": 1}",
        "{\"expect\": true, \"events\": []}", "{\"expect\": true, \"events\": [1]}",
        "{\"expect\": true, \"event\": {\"a\": }}", "{\"expect\": true, \"event\": {}} x"}) {
    const auto tests = parse_rule_tests("\n" + std::string(line) + "\n", "x.test.jsonl");
    ASSERT_FALSE(tests) << line;
    EXPECT_EQ(tests.error().code, "bad-test");
    EXPECT_EQ(tests.error().location.to_string(), "x.test.jsonl:2") << line;
  }
}

TEST(RuleTestPath, LiesBesideTheRule) {
  EXPECT_EQ(rule_test_path("a/x.yml"), "a/x.test.jsonl");
  EXPECT_EQ(rule_test_path("x.yaml"), "x.test.jsonl");
  EXPECT_EQ(rule_test_path("x"), "x.test.jsonl");
}

}  // namespace
}  // namespace trailsift::cli
