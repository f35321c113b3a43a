// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// A number that changes with what a detection says: its fields, modifiers, values and condition.
// The lists of the site behind %names% do not count, nor does where in the file something stands.
[[nodiscard]] std::uint64_t hash_detection(const sigma::Detection& detection);

}  // namespace trailsift::detect
