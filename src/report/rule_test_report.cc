// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/rule_test_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "trailsift/report/safe_text.h"
#include "trailsift/report/text_layout.h"

namespace trailsift::report {
namespace {

constexpr std::size_t kMostUntestedShown = 20;

std::string failure_text(const RuleTestCase& test) {
  return fmt::format(
      "{} {}", safe_text(test.rule),
      test.expected ? "did not fire, but should have" : "fired, but should have been silent");
}

std::string indented(const std::string& text) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    result += "    " + text.substr(begin, end - begin);
    begin = end;
  }
  return result;
}

// For text and attribute values alike. Everything beyond printable ASCII and line ends is '?': a
// safe text has no other control characters.
std::string xml_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '&':
        result += "&amp;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += (c >= ' ' && c <= '~') || c == '\n' ? c : '?';
    }
  }
  return result;
}

std::string junit_case(const RuleTestCase& test) {
  const std::string head = fmt::format(
      "    <testcase classname=\"{}\" name=\"{}:{}\" file=\"{}\" line=\"{}\"", xml_text(test.rule),
      xml_text(test.file), test.line, xml_text(test.file), test.line);
  if (test.passed()) return head + "/>\n";
  return fmt::format("{}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n", head,
                     xml_text(failure_text(test)), xml_text(test.explanation));
}

}  // namespace

std::size_t RuleTestReport::failures() const {
  return static_cast<std::size_t>(std::count_if(
      cases.begin(), cases.end(), [](const RuleTestCase& test) { return !test.passed(); }));
}

std::string render_rule_tests_text(const RuleTestReport& report) {
  std::string text;
  for (const RuleTestCase& test : report.cases) {
    if (test.passed()) continue;
    text += fmt::format("{}:{}: {}\n{}", safe_text(test.file), test.line, failure_text(test),
                        indented(test.explanation));
  }
  const std::size_t shown = std::min(report.untested.size(), kMostUntestedShown);
  for (std::size_t i = 0; i < shown; ++i) {
    text += fmt::format("no tests: {}\n", safe_text(report.untested[i]));
  }
  if (shown < report.untested.size()) {
    text += fmt::format("no tests: {} more\n", with_commas(report.untested.size() - shown));
  }
  return text + fmt::format("{}: {} passed, {} failed; {} without tests\n",
                            counted(report.cases.size(), "test"),
                            report.cases.size() - report.failures(), report.failures(),
                            counted(report.untested.size(), "rule"));
}

std::string render_rule_tests_junit(const RuleTestReport& report) {
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      "  <testsuite name=\"trailsift rules\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">\n",
      report.cases.size() + report.untested.size(), report.failures(), report.untested.size());
  for (const RuleTestCase& test : report.cases) text += junit_case(test);
  for (const std::string& rule : report.untested) {
    text += fmt::format(
        "    <testcase classname=\"{}\" name=\"no tests\">\n      <skipped/>\n    "
        "</testcase>\n",
        xml_text(rule));
  }
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace trailsift::report
