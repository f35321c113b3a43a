// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "trailsift/detect/rule_compiler.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// Whether the rule at `index` gives a finding when the records, JSON objects all, are all that a
// scan reads. Only this rule and, for a correlation, those that it refers to are compiled: no
// filter has a say. Home regions that are not configured are inferred from the records. Nothing is
// said about a rule that does not compile: it does not fire.
[[nodiscard]] bool fires(const std::vector<sigma::Rule>& rules, std::size_t index,
                         const std::vector<std::string>& records, const Placeholders& placeholders);

}  // namespace trailsift::detect
