// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "detect/predicate.h"

namespace trailsift::detect {

// Shorter texts are in too many values to tell anything.
inline constexpr std::size_t kShortestPart = 3;

// Texts of which every value that satisfies the predicate contains at least one, without regard to
// the case of A-Z; each is at least kShortestPart long. Nothing where there are no such texts: when
// null or any value satisfies it, or when some alternative is an expression, a number, a network or
// a pattern with too little text. Of letters whose case Unicode alone knows nothing is taken.
[[nodiscard]] std::optional<std::vector<std::string>> necessary_parts(const Predicate& predicate);

}  // namespace trailsift::detect
