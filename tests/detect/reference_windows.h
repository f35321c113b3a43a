// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect::reference {

// An event in a group of a correlation.
struct Point {
  Timestamp time = 0;
  std::size_t slot = 0;    // of the correlation's rules
  std::string counted_as;  // event_count, value_count: what is counted once
  double number = 0;       // where numbers are computed with
  std::size_t input = 0;   // whose point it is, for the caller
};

// The points of each burst: of every longest window that keeps the bounds, those that share a point
// taken together. Precondition: `points` is sorted by time and not empty.
[[nodiscard]] std::vector<std::vector<Point>> satisfied(const sigma::Correlation& correlation,
                                                        const std::vector<Point>& points);

}  // namespace trailsift::detect::reference
