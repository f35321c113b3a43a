// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/safe_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "trailsift/base/utf8.h"

namespace trailsift::report {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Characters that are not seen or that move others: soft hyphen, Arabic letter mark, Hangul
// fillers, variation selectors, zero-width and direction characters, line separators, tags.
constexpr Range kUnseen[] = {
    {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},   {0x115F, 0x1160},
    {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

constexpr Range kCombining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
    {0x064B, 0x065F}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F},
};

constexpr Range kWide[] = {
    {0x1100, 0x115E},   {0x231A, 0x231B},   {0x2E80, 0x303E},   {0x3041, 0x3247},
    {0x3250, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

template <std::size_t Count>
bool is_in(const Range (&ranges)[Count], char32_t value) {
  const auto* next =
      std::upper_bound(std::begin(ranges), std::end(ranges), value,
                       [](char32_t left, const Range& right) { return left < right.first; });
  return next != std::begin(ranges) && value <= std::prev(next)->last;
}

std::size_t columns_of_character(char32_t value) {
  if (is_in(kCombining, value)) return 0;
  return is_in(kWide, value) ? 2 : 1;
}

bool is_control(char32_t value) { return value < 0x20 || (value >= 0x7F && value < 0xA0); }

// How one character is shown.
std::string shown(char32_t character) {
  if (character == '\n') return "\\n";
  if (character == '\r') return "\\r";
  if (character == '\t') return "\\t";
  const auto number = static_cast<std::uint32_t>(character);
  if (is_control(character)) return fmt::format("\\x{:02x}", number);
  if (is_in(kUnseen, character)) {
    return number > 0xFFFF ? fmt::format("\\U{:08x}", number) : fmt::format("\\u{:04x}", number);
  }
  std::string text;
  append_utf8(text, character);
  return text;
}

}  // namespace

std::string safe_text(std::string_view text, std::size_t max_columns) {
  // Marks that take no column are bounded by bytes.
  const std::size_t max_bytes = 8 * max_columns;
  std::string safe;
  std::size_t columns = 0;
  std::size_t fits = 0;  // bytes of `safe` that leave a column for the "…"
  while (!text.empty()) {
    const std::string next = shown(take_character(text));
    const std::size_t width = columns_of(next);
    if (columns + width > max_columns || safe.size() + next.size() > max_bytes) {
      safe.resize(fits);
      return safe + "…";
    }
    safe += next;
    columns += width;
    if (columns < max_columns) fits = safe.size();
  }
  return safe;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += columns_of_character(take_character(text));
  return columns;
}

std::string_view head_of(std::string_view text, std::size_t columns) {
  std::string_view rest = text;
  std::size_t taken = 0;
  std::size_t used = 0;
  while (!rest.empty()) {
    used += columns_of_character(take_character(rest));
    if (used > columns && taken > 0) break;
    taken = text.size() - rest.size();
  }
  return text.substr(0, taken);
}

}  // namespace trailsift::report
