// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace trailsift::detect {

// The answers to numbered questions, as far as they were asked. Memory: two bits for each.
class KnownAnswers {
 public:
  // Forgets them all; from now on there are as many questions.
  void begin(std::uint32_t questions) { fours_.assign(questions / kPerByte + 1, 0); }

  // The answer to question `number`, for which `ask` is called the first time.
  template <typename Ask>
  bool answer(std::uint32_t number, const Ask& ask) {
    std::uint8_t& four = fours_[number / kPerByte];
    const unsigned shift = 2 * (number % kPerByte);
    unsigned state = (four >> shift) & 3U;
    if (state == kUnknown) {
      state = ask() ? kYes : kNo;
      four = static_cast<std::uint8_t>(four | (state << shift));
    }
    return state == kYes;
  }

 private:
  static constexpr std::uint32_t kPerByte = 4;
  static constexpr unsigned kUnknown = 0;
  static constexpr unsigned kNo = 1;
  static constexpr unsigned kYes = 2;

  std::vector<std::uint8_t> fours_;
};

}  // namespace trailsift::detect
