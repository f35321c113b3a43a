// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "detect/firing.h"
#include "detect/merged_hits.h"

namespace trailsift::detect {

// Marks the firings of one correlation, or hits of one rule as such, that are what their group does
// usually: from each of the networks (a /24, or a /48 of IPv6) that a firing's hits come from, the
// group made it fire on three days or more that lie two weeks or more apart. What comes from
// anywhere else is not usual, whoever does it, and neither is anything in logs of less than two
// weeks.
void mark_usual(const MergedHits& hits, std::vector<Firing>& firings);

}  // namespace trailsift::detect
