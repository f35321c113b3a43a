// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

// What came of the tests that lie beside rules.
namespace trailsift::report {

struct RuleTestCase {
  std::string file;  // of the test
  std::uint32_t line = 0;
  std::string rule;
  bool expected = false;  // that the rule fires
  bool fired = false;
  std::string explanation;  // of a failure, laid out and safe; may be empty

  [[nodiscard]] bool passed() const { return expected == fired; }
};

struct RuleTestReport {
  std::vector<RuleTestCase> cases;
  std::vector<std::string> untested;  // rules without a test

  [[nodiscard]] std::size_t failures() const;
};

// The failures with place and explanation, the first rules without tests, and a closing count.
[[nodiscard]] std::string render_rule_tests_text(const RuleTestReport& report);

// JUnit's XML, as CI systems read it: a test suite with one test case per line of a test file; a
// rule without tests is a skipped one. Only ASCII is written.
[[nodiscard]] std::string render_rule_tests_junit(const RuleTestReport& report);

}  // namespace trailsift::report
