// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/detect/random_choice.h"
#include "trailsift/base/time.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// When the first of the random calls may have been made; the last one is an hour later.
inline constexpr Timestamp kFirstCall = 1'688'947'200 * kSecond;  // 2023-07-10
inline constexpr const char* kCallAccount = "111122223333";

// Three rules of a single event each, some of which hit the same events, and up to three
// correlations of any type of them and of each other.
[[nodiscard]] std::vector<sigma::Rule> random_correlations(Random& random);

// Calls of few names, addresses and values within an hour, each with an id of its own.
[[nodiscard]] std::vector<std::string> random_calls(Random& random);

}  // namespace trailsift::detect
