// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/rule_reader.h"

namespace trailsift::testing {

// One file under rules/, as the reader sees it.
struct BuiltinRule {
  std::string stem;      // path under rules/ without ".yml"
  sigma::RuleFile file;  // with exactly one rule, unless a test says otherwise
};

// All files under rules/, by stem. Read once.
[[nodiscard]] const std::vector<BuiltinRule>& builtin_rules();

// The rules in them. Gathered once.
[[nodiscard]] const std::vector<sigma::Rule>& all_rules();

// The rule itself and, for a correlation, all that it refers to, by whatever way.
[[nodiscard]] std::vector<sigma::Rule> with_referenced(const sigma::Rule& rule);

// True when a correlation refers to the rule.
[[nodiscard]] bool is_referenced(const sigma::Rule& rule);

// The records of one file of test events, and where they are from.
struct Scenario {
  std::string file;                  // path under testdata/rules/
  std::vector<std::string> records;  // one JSON text a line
};

// testdata/rules/<stem>.<kind>.jsonl and <stem>.<kind>-2.jsonl and so on. `kind` is "match" or
// "nomatch".
[[nodiscard]] std::vector<Scenario> scenarios(const std::string& stem, std::string_view kind);

// Stems of all files of test events, without duplicates.
[[nodiscard]] std::vector<std::string> stems_with_events();

}  // namespace trailsift::testing
