// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trailsift {

// What stands for what is none of the characters of a text.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// What a file in UTF-8 may begin with.
inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// UTF-8 as the Unicode standard defines it (chapter 3, table 3-7): no overlong forms, no
// surrogates, nothing above U+10FFFF. Thread-safe, like every function without state.
[[nodiscard]] bool is_valid_utf8(std::string_view text);

// In valid UTF-8; elsewhere every byte that continues no character counts.
[[nodiscard]] std::size_t count_characters(std::string_view text);

// What comes behind so many characters, counted in the same way; empty where there are fewer.
[[nodiscard]] std::string_view skip_characters(std::string_view text, std::size_t characters);

// At most `bytes` of the text, not ending within a character.
[[nodiscard]] std::string_view front_characters(std::string_view text, std::size_t bytes);

// Takes the first character off a text that is not empty. A byte that begins none counts for one by
// itself and gives U+FFFD.
[[nodiscard]] char32_t take_character(std::string_view& text);

// Appends one character. What is no character (a surrogate, or above U+10FFFF) becomes U+FFFD.
void append_utf8(std::string& text, char32_t character);

// The same into bytes, of which there must be kMostUtf8Bytes. Returns the end of what it wrote.
inline constexpr std::size_t kMostUtf8Bytes = 4;
char* write_utf8(char32_t character, char* out);

// The two units of UTF-16 that stand for one character above U+FFFF together.
[[nodiscard]] constexpr bool is_high_surrogate(char32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
[[nodiscard]] constexpr bool is_low_surrogate(char32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}
[[nodiscard]] constexpr char32_t join_surrogates(char32_t high, char32_t low) {
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

// The text with U+FFFD in place of whatever is not UTF-8. A sequence that breaks off counts as one
// and every other bad byte for itself (Unicode standard, chapter 3, "U+FFFD Substitution of Maximal
// Subparts").
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

}  // namespace trailsift
