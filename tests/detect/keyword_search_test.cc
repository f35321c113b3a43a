// SPDX-License-Identifier: Apache-2.0
#include "detect/keyword_search.h"

#include <gtest/gtest.h>

#include "detect/compiled_rules.h"
#include "tests/detect/rule_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect {
namespace {

const std::string kRecord =
    R"({"eventName":"PutUserPolicy","userAgent":"Pacu/1","requestParameters":)"
    R"({"policyDocument":"{\"Effect\":\"Allow\"}","path":"C:\\temp","who":"\u00dcbung"}})";

bool hits(const std::string& selection) {
  return rule_hits("  k:\n" + selection + "\n  condition: k", kRecord);
}

TEST(KeywordSearch, AnyOfAListIsEnough) {
  EXPECT_TRUE(hits("    - nowhere\n    - pacu"));
  EXPECT_FALSE(hits("    - nowhere\n    - nobody"));
  EXPECT_TRUE(hits("    - 'userAgent'"));  // keys are a part of the event
  EXPECT_TRUE(hits("    - 'put*policy'"));
  EXPECT_TRUE(hits("    - 1"));
}

TEST(KeywordSearch, AllAsksForEveryOne) {
  EXPECT_TRUE(hits("    '|all': [pacu, putuserpolicy]"));
  EXPECT_FALSE(hits("    '|all': [pacu, nowhere]"));
}

TEST(KeywordSearch, ReadsTheEventWithAndWithoutItsEscapes) {
  EXPECT_TRUE(hits(R"(    - '"Effect":"Allow"')"));
  EXPECT_TRUE(hits(R"(    - '{\"Effect\"')"));
  EXPECT_TRUE(hits(R"(    - 'C:\temp')"));
  EXPECT_TRUE(hits("    - 'übung'"));
  EXPECT_TRUE(hits(R"(    '|re': '"Effect":"Allow"')"));
}

TEST(KeywordSearch, TakesModifiers) {
  EXPECT_TRUE(hits("    '|cased': Pacu"));
  EXPECT_FALSE(hits("    '|cased': pacu"));
  EXPECT_TRUE(hits("    '|re': 'Pacu/[0-9]'"));
  EXPECT_FALSE(hits("    '|re': 'pacu/[0-9]'"));
  EXPECT_TRUE(hits("    '|re|i': 'pacu/[0-9]'"));
}

// Each event is searched anew, and once for all rules.
TEST(KeywordSearch, TellsEventsApart) {
  const auto rules =
      compile_test_rules(rule_yaml("one", "  k:\n    - alpha\n  condition: k") + "---\n" +
                         rule_yaml("two", "  k:\n    - beta\n    - alphabet\n  condition: not k"));
  ASSERT_FALSE(rules->keywords.empty());
  HitStore hits;
  Matcher matcher(*rules, hits);
  const std::pair<const char*, std::size_t> events[] = {
      {R"({"a":"alpha"})", 2}, {R"({"a":"beta"})", 0}, {R"({"a":"alphabet"})", 1}, {R"({})", 1}};
  std::size_t before = 0;
  for (const auto& [record, added] : events) {
    TestEvent event(record);
    matcher.match(event.event, event.arena);
    EXPECT_EQ(hits.size() - before, added) << record;
    before = hits.size();
  }
}

TEST(TakeKeywords, LeavesPatternsAndExpressions) {
  const auto rules = compile_test_rules(
      rule_yaml("one", "  k:\n    - plain\n    - 'glo*b'\n    - 'übung'\n  condition: k"));
  ASSERT_EQ(rules->predicates.size(), 1U);
  EXPECT_EQ(rules->predicates[0].keywords.size(), 1U);
  EXPECT_EQ(rules->predicates[0].literals.size(), 2U);
}

}  // namespace
}  // namespace trailsift::detect
