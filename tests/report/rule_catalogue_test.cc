// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/rule_catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trailsift::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

sigma::Rule rule(const std::string& name, std::vector<std::string> serves) {
  sigma::Rule rule;
  rule.name = name;
  rule.title = "Title of " + name;
  rule.description = "What it is.";
  rule.level = sigma::Level::kHigh;
  rule.tags = {"attack.impact", "attack.ta0040", "attack.t1078.004", "attack.t1098"};
  rule.presentation.serves = std::move(serves);
  return rule;
}

TEST(RuleCatalogue, DescribesARuleOnceAndNamesItWhereElseItServes) {
  sigma::Rule trail = rule("trail", {"A3", "C1"});
  trail.presentation.refused_level = sigma::Level::kMedium;
  trail.presentation.usual_level = sigma::Level::kLow;
  EXPECT_EQ(render_rule_catalogue({rule("own", {}), trail, rule("root", {"A3"})}),
            "## A. What must never be missed\n\n"
            "### A3 Trails stopped or blinded\n\n"
            "| rule | what it finds | level | technique |\n"
            "| --- | --- | --- | --- |\n"
            "| trail | **Title of trail.** What it is. | high; refused: medium; usual: low | "
            "T1078.004, T1098 |\n"
            "| root | **Title of root.** What it is. | high | T1078.004, T1098 |\n\n"
            "## C. Sign-in\n\n"
            "### C1 Sign-in without MFA\n\n"
            "Also: trail (A3).\n\n"
            "## Other rules\n\n"
            "| rule | what it finds | level | technique |\n"
            "| --- | --- | --- | --- |\n"
            "| own | **Title of own.** What it is. | high | T1078.004, T1098 |\n");
}

TEST(RuleCatalogue, IsNothingWithoutRules) { EXPECT_EQ(render_rule_catalogue({}), ""); }

TEST(RuleCatalogue, AnIndicatorOfTheSitesOwnIsAmongTheOthers) {
  EXPECT_THAT(render_rule_catalogue({rule("own", {"Z9"})}), HasSubstr("## Other rules\n\n"));
}

TEST(RuleCatalogue, WhatAnAuthorWroteIsShownAndNotDone) {
  sigma::Rule hostile = rule("a|b", {"A1"});
  hostile.title = "<b>\x1b[31m";
  hostile.description = "One line\nand [another](https://example.com) with * and _under_.";
  const std::string text = render_rule_catalogue({hostile});
  EXPECT_THAT(text, HasSubstr("| a\\|b | **\\<b\\>"));
  EXPECT_THAT(
      text, HasSubstr("One line and \\[another\\](https://example.com) with \\* and \\_under\\_."));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace trailsift::report
