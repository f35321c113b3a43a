// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trailsift::io {

enum class TextEncoding : std::uint8_t { kUtf8, kUtf16Little, kUtf16Big };

struct EncodingGuess {
  TextEncoding encoding = TextEncoding::kUtf8;
  std::size_t mark_bytes = 0;  // length of the byte-order mark, which is not part of the text
};

// Enough to tell.
inline constexpr std::size_t kEncodingHeadBytes = 3;

// From a byte-order mark, or, without one, from the zero byte beside the bracket with which JSON
// begins. PowerShell's `>` writes UTF-16 with a mark.
[[nodiscard]] EncodingGuess guess_encoding(std::string_view head);

// Converts UTF-16 to UTF-8 in steps of any size. A surrogate without its partner, and half a unit
// at the end, become U+FFFD. Not thread-safe.
class Utf16Text {
 public:
  struct Progress {
    std::size_t taken = 0;
    std::size_t given = 0;
  };

  // Nothing is written into less room than this.
  static constexpr std::size_t kSmallestRoom = 6;

  void start(TextEncoding encoding);
  // Goes on until the input is used up or less than kSmallestRoom is left.
  [[nodiscard]] Progress convert(std::string_view input, char* out, std::size_t room);
  // What is held back when the input has ended. Writes at most kSmallestRoom bytes; 0 afterwards.
  [[nodiscard]] std::size_t finish(char* out);

 private:
  char* add_unit(char32_t unit, char* out);

  bool is_big_ = false;
  bool has_half_ = false;
  unsigned char half_ = 0;
  char32_t high_surrogate_ = 0;  // 0: none waits
};

}  // namespace trailsift::io
