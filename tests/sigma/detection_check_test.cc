// SPDX-License-Identifier: Apache-2.0
#include "sigma/detection_check.h"

#include <gtest/gtest.h>

#include "tests/sigma/read_one_rule.h"

namespace trailsift::sigma {
namespace {

std::string codes(const std::string& first_map, const std::string& condition) {
  return codes_of("title: T\nlogsource: {product: aws}\ndetection:\n  a: " + first_map +
                  "\n  b: {g: 2}\n  c: {h: 3}\n  condition: " + condition + "\n");
}

TEST(DetectionCheck, SeesConditionsThatDependOnNothing) {
  struct Case {
    const char* condition;
    const char* codes;
  };
  const Case cases[] = {
      {"a and b and c", ""},
      {"a and not b or c", ""},
      {"(a or not a) and (b or not b) and (c or not c)", "always-true:7"},
      {"not (a and not a and b and c)", "always-true:7"},
      {"a and not 1 of them and b and c", "never-matches:7"},
      {"b and c and a and not a", "never-matches:7"},
      {"[a, 'not a and (b or c)', not a]", "always-true:7"},
  };
  for (const Case& one : cases)
    EXPECT_EQ(codes("{f: 1}", one.condition), one.codes) << one.condition;
}

TEST(DetectionCheck, SeesSelectionsThatContradictThemselves) {
  struct Case {
    const char* map;
    const char* codes;
  };
  const Case cases[] = {
      {"{f|exists: false, f: 1}", "never-matches:4"},
      {"{f|exists: false, f|contains: x}", "never-matches:4"},
      {"{f|exists: 'false', e: 1}", "wrong-value-type:4"},
      {"{f|exists: true, f: 1}", ""},
      {"{f|exists: false, g: 1}", ""},
      {"{f|exists: false, f|neq: 1}", ""},
      {"{f|exists: false, f: null}", ""},
      {"{f|exists: false, f: [null, 1]}", ""},
      {"[{f|exists: false, f: 1}, {f: 1}]", ""},
      {"[{f|exists: false, f: 1}, {e|exists: no, e|re: x}]", "never-matches:4"},
  };
  for (const Case& one : cases) EXPECT_EQ(codes(one.map, "a or b and c"), one.codes) << one.map;
  EXPECT_EQ(codes("{f|exists: false, f: 1}", "a and b and c"), "never-matches:4 never-matches:7");
}

// Thirteen selections would take 8192 tries; a rule may name thousands.
TEST(DetectionCheck, LetsLargeConditionsPass) {
  std::string yaml = "title: T\nlogsource: {product: aws}\ndetection:\n";
  for (int i = 0; i < 40; ++i) yaml += "  s" + std::to_string(i) + ": {f: 1}\n";
  EXPECT_EQ(codes_of(yaml + "  condition: 1 of s* or not 1 of s*\n"), "");
}

}  // namespace
}  // namespace trailsift::sigma
