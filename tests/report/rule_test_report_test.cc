// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/rule_test_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/report/sample_report.h"

namespace trailsift::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

RuleTestReport sample() {
  return {{{"a.test.jsonl", 1, "rule-a", true, true, ""},
           {"a.test.jsonl", 2, "rule-a", true, false, "does not match: s\n  no  s\n"},
           {"a.test.jsonl", 3, "rule-a", false, true, ""}},
          {"rule-b"}};
}

TEST(RuleTestReport, ShowsFailuresWithTheirPlace) {
  EXPECT_EQ(render_rule_tests_text(sample()),
            "a.test.jsonl:2: rule-a did not fire, but should have\n"
            "    does not match: s\n"
            "      no  s\n"
            "a.test.jsonl:3: rule-a fired, but should have been silent\n"
            "no tests: rule-b\n"
            "3 tests: 1 passed, 2 failed; 1 rule without tests\n");
  EXPECT_EQ(render_rule_tests_text({}), "0 tests: 0 passed, 0 failed; 0 rules without tests\n");
}

TEST(RuleTestReport, NamesTheFirstRulesWithoutTests) {
  const std::string text = render_rule_tests_text({{}, std::vector<std::string>(1'021, "rule")});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 22);
  EXPECT_NE(text.find("no tests: 1,001 more\n"), text.npos);
}

TEST(RuleTestReport, WritesJunit) {
  EXPECT_EQ(render_rule_tests_junit(sample()),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
            "  <testsuite name=\"trailsift rules\" tests=\"4\" failures=\"2\" skipped=\"1\">\n"
            "    <testcase classname=\"rule-a\" name=\"a.test.jsonl:1\" file=\"a.test.jsonl\" "
            "line=\"1\"/>\n"
            "    <testcase classname=\"rule-a\" name=\"a.test.jsonl:2\" file=\"a.test.jsonl\" "
            "line=\"2\">\n"
            "      <failure message=\"rule-a did not fire, but should have\">does not match: s\n"
            "  no  s\n</failure>\n    </testcase>\n"
            "    <testcase classname=\"rule-a\" name=\"a.test.jsonl:3\" file=\"a.test.jsonl\" "
            "line=\"3\">\n"
            "      <failure message=\"rule-a fired, but should have been silent\"></failure>\n"
            "    </testcase>\n"
            "    <testcase classname=\"rule-b\" name=\"no tests\">\n      <skipped/>\n"
            "    </testcase>\n"
            "  </testsuite>\n</testsuites>\n");
}

TEST(RuleTestReport, EscapesForItsMedium) {
  const std::string bad(kHostile);
  const RuleTestReport report{{{bad + "<&\">", 1, bad, true, false, "<a&b>"}}, {bad}};
  for (const std::string& text :
       {render_rule_tests_text(report), render_rule_tests_junit(report)}) {
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  }
  EXPECT_THAT(render_rule_tests_junit(report), HasSubstr("&lt;&amp;&quot;&gt;"));
  EXPECT_THAT(render_rule_tests_junit(report), HasSubstr(">&lt;a&amp;b&gt;<"));
}

}  // namespace
}  // namespace trailsift::report
