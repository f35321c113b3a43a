// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sigma/diagnostic_code.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::sigma {

struct ConditionProblem {
  Code code = Code::kBadCondition;
  std::size_t offset = 0;  // in the text of the condition
  std::string message;
  std::string hint;
};

struct ParsedCondition {
  Condition condition;                      // complete when there is no problem
  std::optional<ConditionProblem> problem;  // the first one
};

inline constexpr std::size_t kDeepestCondition = 64;      // parentheses and "not" within each other
inline constexpr std::size_t kLargestCondition = 10'000;  // selections named, patterns spelled out

// Reads one condition (specification 2.1.0, "Condition"): "or" binds weaker than "and", "and"
// weaker than "not"; keywords in any case; "1 of", "any of" and "all of" before a name, a pattern
// with '*' or "them". As in pySigma, names that begin with '_' are left out by "them" and by every
// pattern that does not begin with '_' itself. Every selection that is named sets its flag in
// `used`, which is as long as `selections`.
[[nodiscard]] ParsedCondition parse_condition(std::string_view text,
                                              const std::vector<Selection>& selections,
                                              std::vector<bool>& used);

}  // namespace trailsift::sigma
