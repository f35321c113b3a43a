// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/rule_description.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(RuleDescription, SaysHowRulesWereCompiled) {
  const std::vector<sigma::Rule> rules = read_test_rules(
      rule_yaml("part", "  s:\n    eventName: [A, B]\n    errorCode: null\n  condition: s") +
      "---\n" + rule_yaml("tool", "  s:\n    userAgent|contains: [pacu, kali]\n  condition: s") +
      "---\n" + rule_yaml("wide", "  s:\n    userAgent|re: pacu\n  condition: s") +
      "---\ntitle: S\nname: series\ncorrelation:\n  type: event_count\n  rules: [part]\n"
      "  group-by: [derived.account]\n  timespan: 1m\n  condition: {gte: 2}\n");
  const Compilation compilation = compile_rules(rules, {});
  const RuleDescription part = describe_rule(*compilation.rules, rules[0]);
  EXPECT_EQ(part.index, "eventName is A, B");
  EXPECT_THAT(part.program, HasSubstr("eventName ? "));
  EXPECT_THAT(part.feeds, ElementsAre("series"));
  EXPECT_FALSE(part.is_finding);
  EXPECT_EQ(describe_rule(*compilation.rules, rules[1]).index, "userAgent contains pacu, kali");
  const RuleDescription wide = describe_rule(*compilation.rules, rules[2]);
  EXPECT_EQ(wide.index, "none: every event is run through it");
  EXPECT_TRUE(wide.is_finding);
  EXPECT_THAT(wide.feeds, IsEmpty());
  const RuleDescription series = describe_rule(*compilation.rules, rules[3]);
  EXPECT_THAT(series.fed_by, ElementsAre("part"));
  EXPECT_EQ(series.program, "");
}

}  // namespace
}  // namespace trailsift::detect
