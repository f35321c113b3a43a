// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "trailsift/detect/finding.h"

namespace trailsift::detect {

// The places of findings that belong together, see find_incidents(): each place in one group, in
// order within it, and the groups by their first place.
[[nodiscard]] std::vector<std::vector<std::size_t>> linked_findings(
    std::span<const Finding* const> findings);

}  // namespace trailsift::detect
