// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace trailsift {

// XXH3 in 64 bits: the same on every machine, fast, and not meant to resist an attacker. Where the
// keys come from the logs, compare them after comparing their hashes.
[[nodiscard]] std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0);

// A number that nobody knows beforehand: hashes that begin with it cannot be made to meet on
// purpose.
[[nodiscard]] std::uint64_t random_seed();

// Both numbers in one, so that each bit depends on all of them (splitmix64, Steele and others
// 2014).
[[nodiscard]] constexpr std::uint64_t mix_hashes(std::uint64_t state, std::uint64_t number) {
  std::uint64_t hash = (state ^ number) + 0x9E3779B97F4A7C15U;
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31);
}

}  // namespace trailsift
