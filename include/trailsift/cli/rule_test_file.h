// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/result.h"

namespace trailsift::cli {

// One line of a file of test events: {"expect": true, "event": {…}} or, for a correlation,
// {"expect": true, "events": [{…}, …]}. Where a rule file holds several rules, a key "rule" says
// which is meant.
struct RuleTest {
  std::uint32_t line = 0;
  bool expected = false;
  std::string rule;                 // name or id; empty: the only one, or the only one of its kind
  bool is_series = false;           // has "events", which are for a correlation
  std::vector<std::string> events;  // JSON objects
};

// Empty lines and a byte order mark at the beginning are passed over. Errors carry file:line:
// "bad-test" for a line that is no such test.
[[nodiscard]] Result<std::vector<RuleTest>> parse_rule_tests(std::string_view text,
                                                             const std::string& file);

inline constexpr std::string_view kTestEnding = ".test.jsonl";

// Where the tests of a rule file lie: "x.test.jsonl" beside "x.yml".
[[nodiscard]] std::string rule_test_path(const std::string& rule_file);

}  // namespace trailsift::cli
