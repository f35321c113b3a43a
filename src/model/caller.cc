// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/caller.h"

#include <array>
#include <cstddef>

namespace trailsift {

std::string_view to_string(Caller caller) {
  constexpr auto kNames = std::to_array<std::string_view>({"user", "service", "console"});
  return kNames[static_cast<std::size_t>(caller)];
}

}  // namespace trailsift
