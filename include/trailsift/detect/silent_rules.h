// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "trailsift/detect/correlator.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/detect/scan_report.h"

namespace trailsift::detect {

// Rules that could not speak in a scan at all, or about whole accounts, for want of a list, of home
// regions or of a history; by name. Safe to call from any thread.
[[nodiscard]] std::vector<SilentRule> silent_rules(const CompiledRules& rules,
                                                   const CorrelationInput& input);

}  // namespace trailsift::detect
