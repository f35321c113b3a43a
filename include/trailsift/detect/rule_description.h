// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/detect/rule_compiler.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// How a rule was compiled, in words. Text is that of the rules: whoever shows it escapes it.
struct RuleDescription {
  std::string index;                 // what leads to it: "eventName is StopLogging"
  std::string program;               // its questions, one a line; see docs/rules.md
  std::vector<std::string> fed_by;   // of a correlation: the event rules behind it
  std::vector<std::string> feeds;    // of an event rule: the correlations that it enters
  std::vector<std::string> filters;  // that are joined to it
  bool is_finding = true;            // false: it only feeds correlations
  std::string missing_list;          // for want of which it stays silent
};

// Precondition: `rule` is one of those that were compiled. All but is_finding is empty for a rule
// that was not loaded.
[[nodiscard]] RuleDescription describe_rule(const CompiledRules& rules, const sigma::Rule& rule);

}  // namespace trailsift::detect
