// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

// The indicators that the built-in rules look for, by which docs/detections.md is ordered. Rules
// name those that they are for under `trailsift: serves`.
namespace trailsift::report {

struct IndicatorGroup {
  char letter = 'A';
  std::string_view title;
};

struct Indicator {
  std::string_view id;  // the letter of its group and a number: "A2"
  std::string_view title;
};

// By letter.
[[nodiscard]] std::span<const IndicatorGroup> indicator_groups();

// By group, then number.
[[nodiscard]] std::span<const Indicator> indicators();

}  // namespace trailsift::report
