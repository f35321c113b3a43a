// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <random>
#include <string>

namespace trailsift::testing {

// JSON records that nobody would write and every reader must understand: any order of keys, unknown
// and repeated keys, escapes in keys and values, odd white space, deep and empty containers. The
// same for the same seed on every machine.
class RandomRecord {
 public:
  explicit RandomRecord(std::uint32_t seed) : engine_(seed) {}

  [[nodiscard]] std::string make();

  [[nodiscard]] std::size_t below(std::size_t bound) { return engine_() % bound; }

 private:
  [[nodiscard]] bool one_in(std::size_t n) { return below(n) == 0; }
  [[nodiscard]] std::string spaces();
  [[nodiscard]] std::string text(std::size_t size);
  [[nodiscard]] std::string key(const char* const* names, std::size_t count);
  [[nodiscard]] std::string scalar();
  [[nodiscard]] std::string value(int depth);
  [[nodiscard]] std::string object(const char* const* names, std::size_t count, int depth);

  std::mt19937 engine_;
  bool spaced_ = false;
};

}  // namespace trailsift::testing
