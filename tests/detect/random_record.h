// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <random>

#include <nlohmann/json.hpp>

namespace trailsift::detect {

using Random = std::mt19937;

template <typename T, std::size_t N>
[[nodiscard]] const T& one_of(Random& random, const T (&items)[N]) {
  return items[random() % N];
}

// Records of few fields and values, so that rules of the same few often meet them.
[[nodiscard]] nlohmann::ordered_json random_record(Random& random);

}  // namespace trailsift::detect
