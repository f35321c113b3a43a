// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace corpus {

// Mixes two numbers into a seed. The same inputs give the same seed on every machine.
[[nodiscard]] std::uint64_t mix(std::uint64_t left, std::uint64_t right);

// A seed from a name, so that a principal has the same identifiers wherever it appears.
[[nodiscard]] std::uint64_t seed_of(std::string_view name);

// A small, fast source of pseudo-random numbers (splitmix64). All arithmetic is on integers, so a
// seed gives the same tree with every compiler and C library. Not for use by two threads at once.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  [[nodiscard]] std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t value = state_;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
  }

  // A number in [0, limit); 0 when `limit` is 0.
  [[nodiscard]] std::uint32_t below(std::uint32_t limit) {
    return static_cast<std::uint32_t>(((next() >> 32U) * limit) >> 32U);
  }

  // A number in [low, high].
  [[nodiscard]] std::uint32_t between(std::uint32_t low, std::uint32_t high) {
    return low + below(high - low + 1);
  }

  // True `share` times in 1,000,000.
  [[nodiscard]] bool chance(std::uint32_t share) { return below(1'000'000) < share; }

  // An index in [0, size) that favours the low ones, as real traffic favours a few resources.
  [[nodiscard]] std::uint32_t skewed(std::uint32_t size) { return below(below(size) + 1); }

 private:
  std::uint64_t state_;
};

// A number whose mean is `mean` and whose spread is that of events in real CloudTrail files: half
// of the files hold less than 0.4 times the mean, one in ten more than 2.5 times. At least 1.
[[nodiscard]] std::uint32_t spread_around(Random& random, std::uint32_t mean);

}  // namespace corpus
