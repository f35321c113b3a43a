// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "detect/compiled_rules.h"
#include "detect/correlation_compiler.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/sigma/filter.h"

namespace trailsift::detect {

// Compiles the filters and joins each to the event rules it is for, whose fates are settled. What
// is wrong goes to the diagnostics of `result`, which counts the filters, too. Errors, which refuse
// the filter: those of conditions, and "duplicate-filter". Warnings: "unknown-filter-rule" with the
// nearest name, "filtered-correlation" for a filter on a correlation, which has no events of its
// own to take away.
//
// A filter that needs a list which is not configured is joined to no rule: it takes nothing away.
void compile_filters(const std::vector<sigma::Filter>& filters,
                     const std::vector<sigma::Rule>& rules, const std::vector<RuleFate>& fates,
                     const Placeholders& placeholders, CompiledRules& compiled,
                     Compilation& result);

}  // namespace trailsift::detect
