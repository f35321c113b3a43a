// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>

namespace trailsift::detect {

// Where random rules and records take their choices from: a seed, or bytes that somebody chose.
class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}

  // One byte a choice, so that a change of one byte changes little; 0 when they are used up. Keeps
  // the view.
  explicit Random(std::string_view bytes) : from_bytes_(true), bytes_(bytes) {}

  std::uint32_t operator()() {
    if (!from_bytes_) return static_cast<std::uint32_t>(engine_());
    if (bytes_.empty()) return 0;
    const auto choice = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return choice;
  }

 private:
  bool from_bytes_ = false;
  std::string_view bytes_;
  std::mt19937 engine_;
};

template <typename T, std::size_t N>
[[nodiscard]] const T& one_of(Random& random, const T (&items)[N]) {
  return items[random() % N];
}

}  // namespace trailsift::detect
