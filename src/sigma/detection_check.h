// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sigma/diagnostic_log.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::sigma {

// Warns about a detection, read without an error, that cannot be meant: a selection that asks for a
// field to be there and not to be, a condition that holds or fails whatever the selections say.
// Conditions over more than kMostCheckedSelections are let pass, as the work doubles with each.
inline constexpr std::size_t kMostCheckedSelections = 12;

void check_detection(const Detection& detection, Position condition, DiagnosticLog& log);

}  // namespace trailsift::sigma
