// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/ascii.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <numeric>
#include <vector>

namespace trailsift {
namespace {

// Words longer than this are not misspelt words but something else, and would cost time.
constexpr std::size_t kLongestWord = 64;

bool equal_letters(char left, char right) { return to_lower(left) == to_lower(right); }

std::uint64_t load8(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

constexpr std::uint64_t kOnes = 0x0101010101010101;

// Sets the top bit of each byte that is zero, and no other.
std::uint64_t zero_bytes(std::uint64_t word) {
  constexpr std::uint64_t kLowBits = 0x7F * kOnes;
  return ~(((word & kLowBits) + kLowBits) | word | kLowBits);
}

// to_lower() of eight bytes at once. Adding to the low seven bits of a byte carries into its top
// bit where the byte is at least a letter, so that the top bits tell A-Z from the rest.
std::uint64_t to_lower8(std::uint64_t word) {
  const std::uint64_t low_bits = word & (0x7F * kOnes);
  const std::uint64_t from_a = low_bits + (0x80 - 'A') * kOnes;
  const std::uint64_t beyond_z = low_bits + (0x80 - 'Z' - 1) * kOnes;
  const std::uint64_t is_upper = from_a & ~beyond_z & ~word & (0x80 * kOnes);
  return word | (is_upper >> 2);
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// RFC 8259, section 6. std::from_chars alone would also take "inf", "nan", ".5" and "007".
bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t integer = at;
  at = skip_digits(text, at);
  if (at == integer || (text[integer] == '0' && at - integer > 1)) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = at + 1;
    at = skip_digits(text, fraction);
    if (at == fraction) return false;
  }
  if (at < text.size() && to_lower(text[at]) == 'e') {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(text, exponent);
    if (at == exponent) return false;
  }
  return at == text.size();
}

// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const bool same = equal_letters(left[i - 1], right[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && equal_letters(left[i - 1], right[j - 2]) &&
                           equal_letters(left[i - 2], right[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last.back();
}

}  // namespace

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = to_lower(c);
  return lower;
}

bool equals_ignore_case(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  std::size_t at = 0;
  for (; at + 8 <= left.size(); at += 8) {
    const std::uint64_t one = load8(left.data() + at);
    const std::uint64_t other = load8(right.data() + at);
    if (one != other && to_lower8(one) != to_lower8(other)) return false;
  }
  return std::equal(left.begin() + static_cast<std::ptrdiff_t>(at), left.end(),
                    right.begin() + static_cast<std::ptrdiff_t>(at), equal_letters);
}

bool starts_with_ignore_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equals_ignore_case(text.substr(0, prefix.size()), prefix);
}

bool ends_with_ignore_case(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         equals_ignore_case(text.substr(text.size() - suffix.size()), suffix);
}

bool contains(std::string_view text, std::string_view part) {
  if (part.empty() || part.size() > text.size()) return part.empty();  // data() may be null
  return ::memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

bool contains_ignore_case(std::string_view text, std::string_view part) {
  if (part.empty()) return true;
  if (part.size() > text.size()) return false;
  const std::size_t to_last = part.size() - 1;
  const std::uint64_t first = kOnes * static_cast<std::uint8_t>(to_lower(part.front()));
  const std::uint64_t last = kOnes * static_cast<std::uint8_t>(to_lower(part.back()));
  std::size_t at = 0;
  for (; std::endian::native == std::endian::little && at + to_last + 8 <= text.size(); at += 8) {
    // Of eight places at once: those where the first and the last letter of the part are.
    const char* const place = text.data() + at;
    std::uint64_t begins =
        zero_bytes((to_lower8(load8(place)) ^ first) | (to_lower8(load8(place + to_last)) ^ last));
    for (; begins != 0; begins &= begins - 1) {
      const auto ahead = static_cast<std::size_t>(std::countr_zero(begins)) / 8;
      if (equals_ignore_case(text.substr(at + ahead, part.size()), part)) return true;
    }
  }
  return std::search(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), part.begin(),
                     part.end(), equal_letters) != text.end();
}

std::optional<std::uint64_t> parse_unsigned(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

std::optional<double> parse_double(std::string_view text) {
  if (!is_json_number(text)) return std::nullopt;
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

std::string_view trim(std::string_view text, std::string_view characters) {
  const std::size_t first = text.find_first_not_of(characters);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(characters) + 1 - first);
}

std::optional<std::string> nearest_word(std::string_view word,
                                        std::span<const std::string> candidates) {
  if (word.empty() || word.size() > kLongestWord) return std::nullopt;
  const std::string* nearest = nullptr;
  std::size_t nearest_distance = kLongestWord;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongestWord) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance * 3 > std::max(word.size(), candidate.size())) continue;
    if (distance < nearest_distance) {
      nearest = &candidate;
      nearest_distance = distance;
    }
  }
  if (nearest == nullptr) return std::nullopt;
  return *nearest;
}

}  // namespace trailsift
