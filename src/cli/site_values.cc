// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/site_values.h"

#include <algorithm>
#include <limits>

#include "trailsift/base/ascii.h"

namespace trailsift::cli {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool all_letters(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

unsigned shift_of(char unit) {
  switch (to_lower(unit)) {
    case 'k':
      return 10;
    case 'm':
      return 20;
    case 'g':
      return 30;
    default:
      return 0;
  }
}

}  // namespace

// Two or more words of letters and a number, joined by dashes; the first has two letters or more.
bool is_region_name(std::string_view text) {
  if (text.size() > 32) return false;
  const std::size_t number = text.rfind('-');
  if (number == std::string_view::npos || !all_digits(text.substr(number + 1))) return false;
  std::string_view words = text.substr(0, number);
  std::size_t count = 0;
  for (std::size_t dash = 0; dash != std::string_view::npos; ++count) {
    dash = words.find('-');
    const std::string_view word = words.substr(0, dash);
    if (!all_letters(word) || (count == 0 && word.size() < 2)) return false;
    if (dash != std::string_view::npos) words.remove_prefix(dash + 1);
  }
  return count >= 2;
}

bool is_account_id(std::string_view text) { return text.size() == 12 && all_digits(text); }

std::optional<std::uint64_t> parse_size(std::string_view text) {
  const unsigned shift = text.empty() ? 0 : shift_of(text.back());
  if (shift > 0) text.remove_suffix(1);
  const auto number = parse_unsigned(text);
  if (!number || *number > std::numeric_limits<std::uint64_t>::max() >> shift) return std::nullopt;
  return *number << shift;
}

}  // namespace trailsift::cli
