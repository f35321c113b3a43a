// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "trailsift/detect/rule_explanation.h"

namespace trailsift::report {

// The verdict, the condition, and under each selection its tests with what the event holds, one a
// line. What comes from rules and logs is made safe for a terminal. Ends with a newline.
[[nodiscard]] std::string render_explanation(const detect::RuleExplanation& explanation);

}  // namespace trailsift::report
