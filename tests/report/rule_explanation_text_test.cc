// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/rule_explanation_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/sample_report.h"

namespace trailsift::report {
namespace {

using detect::Verdict;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(RenderExplanation, ShowsEveryTestWithItsValues) {
  detect::RuleExplanation explanation;
  explanation.verdict = Verdict::kNo;
  explanation.condition = "(call and not agent)";
  explanation.selections = {
      {"call", Verdict::kYes, {{{"eventName: 'A'", Verdict::kYes, {"A"}, ""}}}},
      {"agent",
       Verdict::kUnknown,
       {{{"userAgent: 'x'", Verdict::kNo, {}, ""}, {"keyword: 'y'", Verdict::kNo, {}, ""}},
        {{"userAgent|expand: '%z%'", Verdict::kUnknown, {"a", "b"}, "z"}}}}};
  EXPECT_EQ(render_explanation(explanation),
            "does not match: (call and not agent)\n"
            "  yes call\n"
            "      yes eventName: 'A'  <- \"A\"\n"
            "  ?   agent\n"
            "      no  userAgent: 'x'  <- not there\n"
            "      no  keyword: 'y'  <- looked for in the whole record\n"
            "          or\n"
            "      ?   userAgent|expand: '%z%'  <- the list is not configured\n");
}

TEST(RenderExplanation, SaysWhyItDoesNotKnow) {
  detect::RuleExplanation explanation;
  explanation.verdict = Verdict::kUnknown;
  EXPECT_THAT(render_explanation(explanation), HasSubstr("home regions"));
  explanation.missing_list = "nets";
  EXPECT_THAT(render_explanation(explanation), HasSubstr("the list nets is not configured"));
}

TEST(RenderExplanation, LetsNothingThroughToTheTerminal) {
  const std::string bad(kHostile);
  detect::RuleExplanation explanation;
  explanation.condition = bad;
  explanation.selections = {{bad, Verdict::kYes, {{{bad, Verdict::kYes, {bad}, ""}}}}};
  const std::string text = render_explanation(explanation);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\x9b")));
}

}  // namespace
}  // namespace trailsift::report
