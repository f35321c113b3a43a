// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// Sigma's taxonomy, "Log sources": AWS CloudTrail is product "aws", service "cloudtrail". One of
// the two may be left out.
[[nodiscard]] bool is_for_cloudtrail(const sigma::LogSource& source);

}  // namespace trailsift::detect
