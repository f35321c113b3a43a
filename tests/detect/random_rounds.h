// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace trailsift::detect {

// Always the same seeds, and TRAILSIFT_SEED where it is set: a failure names its seed.
[[nodiscard]] inline std::vector<unsigned> random_seeds() {
  std::vector<unsigned> seeds = {20230710, 1, 2, 3};
  if (const char* more = std::getenv("TRAILSIFT_SEED")) {
    seeds.push_back(static_cast<unsigned>(std::strtoul(more, nullptr, 10)));
  }
  return seeds;
}

// How many times as many draws as usual: TRAILSIFT_ROUNDS.
[[nodiscard]] inline int random_rounds() {
  const char* more = std::getenv("TRAILSIFT_ROUNDS");
  return more == nullptr ? 1 : std::max(1, std::atoi(more));
}

}  // namespace trailsift::detect
