// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace trailsift {

[[nodiscard]] constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
// The value of a hexadecimal digit of either case; -1 for anything else.
[[nodiscard]] constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}
// White space as JSON has it.
inline constexpr std::string_view kSpaces = " \t\n\r";
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// `text` without those of `characters` that stand at its ends.
[[nodiscard]] std::string_view trim(std::string_view text, std::string_view characters = kSpaces);

[[nodiscard]] std::string to_lower(std::string_view text);

// Whether `part` stands anywhere in `text`; std::string_view::find() is many times slower.
[[nodiscard]] bool contains(std::string_view text, std::string_view part);

// Comparisons that ignore the case of A-Z and look at nothing else; locale-free.
[[nodiscard]] bool equals_ignore_case(std::string_view left, std::string_view right);
[[nodiscard]] bool starts_with_ignore_case(std::string_view text, std::string_view prefix);
[[nodiscard]] bool ends_with_ignore_case(std::string_view text, std::string_view suffix);
[[nodiscard]] bool contains_ignore_case(std::string_view text, std::string_view part);

// For short lists: compares with one after the other.
[[nodiscard]] constexpr bool is_one_of(std::string_view text,
                                       std::span<const std::string_view> list) {
  for (const std::string_view item : list) {
    if (text == item) return true;
  }
  return false;
}

// A whole decimal number with nothing around it, or nothing.
[[nodiscard]] std::optional<std::uint64_t> parse_unsigned(std::string_view text);
// A JSON-like number ("12", "-3.5", "1e9") with nothing around it, or nothing.
[[nodiscard]] std::optional<double> parse_double(std::string_view text);

// The candidate nearest to `word` by edits, ignoring case; nothing when none is near (more than a
// third of its letters differ). For "did you mean".
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view word,
                                                      std::span<const std::string> candidates);

}  // namespace trailsift
