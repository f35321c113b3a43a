// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace trailsift::testing {

// A text in memory of its own, `shift` bytes behind its beginning, with exactly the padding behind
// it that the parser may read: the address sanitizer sees every byte too many.
class PlacedText {
 public:
  explicit PlacedText(std::string_view text, std::size_t shift = 0, char padding = '\0');

  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::string_view text_;
};

}  // namespace trailsift::testing
