// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/case_folding.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "trailsift/base/utf8.h"

namespace trailsift {
namespace {

// From `first` to `last`, every `step`th character is a capital; its folding is `distance` on.
struct Capitals {
  char32_t first;
  char32_t last;
  std::int32_t step;
  std::int32_t distance;
};

constexpr Capitals kCapitals[] = {
    {0x0041, 0x005A, 1, 32},                           // Basic Latin
    {0x00B5, 0x00B5, 1, 775},                          // micro sign
    {0x00C0, 0x00D6, 1, 32},                           // Latin-1
    {0x00D8, 0x00DE, 1, 32},  {0x0100, 0x012E, 2, 1},  // Latin Extended-A
    {0x0132, 0x0136, 2, 1},   {0x0139, 0x0147, 2, 1},
    {0x014A, 0x0176, 2, 1},   {0x0178, 0x0178, 1, -121},
    {0x0179, 0x017D, 2, 1},   {0x01CD, 0x01DB, 2, 1},  // Latin Extended-B, where it is regular
    {0x01DE, 0x01EE, 2, 1},   {0x01F8, 0x021E, 2, 1},
    {0x0222, 0x0232, 2, 1},   {0x0246, 0x024E, 2, 1},
    {0x0370, 0x0372, 2, 1},  // Greek
    {0x0376, 0x0376, 1, 1},   {0x0386, 0x0386, 1, 38},
    {0x0388, 0x038A, 1, 37},  {0x038C, 0x038C, 1, 64},
    {0x038E, 0x038F, 1, 63},  {0x0391, 0x03A1, 1, 32},
    {0x03A3, 0x03AB, 1, 32},  {0x03C2, 0x03C2, 1, 1},   // final sigma
    {0x03D8, 0x03EE, 2, 1},   {0x0400, 0x040F, 1, 80},  // Cyrillic
    {0x0410, 0x042F, 1, 32},  {0x0460, 0x0480, 2, 1},
    {0x048A, 0x04BE, 2, 1},   {0x04C0, 0x04C0, 1, 15},
    {0x04C1, 0x04CD, 2, 1},   {0x04D0, 0x052E, 2, 1},
    {0x0531, 0x0556, 1, 48},                            // Armenian
    {0x1E00, 0x1E94, 2, 1},                             // Latin Extended Additional
    {0x1EA0, 0x1EFE, 2, 1},   {0x1F08, 0x1F0F, 1, -8},  // Greek Extended
    {0x1F18, 0x1F1D, 1, -8},  {0x1F28, 0x1F2F, 1, -8},
    {0x1F38, 0x1F3F, 1, -8},  {0x1F48, 0x1F4D, 1, -8},
    {0x1F68, 0x1F6F, 1, -8},  {0xFF21, 0xFF3A, 1, 32},  // full width
};

}  // namespace

char32_t fold_case(char32_t character) {
  const auto* const found =
      std::lower_bound(std::begin(kCapitals), std::end(kCapitals), character,
                       [](const Capitals& range, char32_t wanted) { return range.last < wanted; });
  if (found == std::end(kCapitals) || character < found->first) return character;
  const auto offset = static_cast<std::int32_t>(character - found->first);
  if (offset % found->step != 0) return character;
  return static_cast<char32_t>(static_cast<std::int32_t>(character) + found->distance);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool starts_with_folded(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  while (!prefix.empty()) {
    const char left = text.front();
    const char right = prefix.front();
    const char32_t here = take_character(text);
    const char32_t wanted = take_character(prefix);
    if (fold_case(here) != fold_case(wanted)) return false;
    // A bad byte is told as U+FFFD, whatever byte it is.
    if (here == 0xFFFD && left != right) return false;
  }
  return true;
}

bool equals_folded(std::string_view left, std::string_view right) {
  return left.size() == right.size() && starts_with_folded(left, right);
}

bool ends_with_folded(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         equals_folded(text.substr(text.size() - suffix.size()), suffix);
}

bool contains_folded(std::string_view text, std::string_view part) {
  for (; text.size() >= part.size(); text.remove_prefix(1)) {
    if (starts_with_folded(text, part)) return true;
    if (text.empty()) break;
  }
  return false;
}

}  // namespace trailsift
