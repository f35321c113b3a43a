// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "trailsift/report/text_layout.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::report {

// How a level is coloured.
[[nodiscard]] constexpr Ink level_ink(sigma::Level level) {
  switch (level) {
    case sigma::Level::kInformational:
      return Ink::kDim;
    case sigma::Level::kLow:
      return Ink::kCyan;
    case sigma::Level::kMedium:
      return Ink::kYellow;
    case sigma::Level::kHigh:
      return Ink::kRed;
    case sigma::Level::kCritical:
      return Ink::kAlarm;
  }
  return Ink::kPlain;
}

// "CRITICAL"
[[nodiscard]] inline std::string level_word(sigma::Level level) {
  std::string word(sigma::to_string(level));
  for (char& letter : word) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - ('a' - 'A'));
  }
  return word;
}

}  // namespace trailsift::report
