// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "trailsift/detect/correlator.h"

namespace trailsift::detect {

// What the end of the scan must find out about the event's region before a hit counts.
enum class HomeCondition : std::uint8_t { kNone, kInside, kOutside };

// What is left to find out where the answer is `if_home` in a home region and `if_away` elsewhere.
// Precondition: not both are false.
[[nodiscard]] constexpr HomeCondition home_condition_of(bool if_home, bool if_away) {
  if (if_home == if_away) return HomeCondition::kNone;
  return if_home ? HomeCondition::kInside : HomeCondition::kOutside;
}

// False where the home regions of the account are not what the condition asks for, or not known.
[[nodiscard]] bool home_condition_holds(HomeCondition condition, std::string_view account,
                                        std::string_view region, const CorrelationInput& input);

}  // namespace trailsift::detect
