// SPDX-License-Identifier: Apache-2.0
#include "detect/literal.h"

#include <cmath>
#include <optional>

#include "trailsift/base/ascii.h"
#include "trailsift/base/case_folding.h"

namespace trailsift::detect {
namespace {

using Piece = sigma::ValuePattern::Piece;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The length of the character at the front of a text that is not empty.
std::size_t character_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && is_continuation(text[size])) ++size;
  return size;
}

// Which letters are the same letter.
enum class Casing : std::uint8_t { kNone, kAscii, kUnicode };

bool starts_with(std::string_view text, std::string_view prefix, Casing casing) {
  if (casing == Casing::kAscii) return starts_with_ignore_case(text, prefix);
  return casing == Casing::kNone ? text.starts_with(prefix) : starts_with_folded(text, prefix);
}

bool ends_with(std::string_view text, std::string_view suffix, Casing casing) {
  if (casing == Casing::kAscii) return ends_with_ignore_case(text, suffix);
  return casing == Casing::kNone ? text.ends_with(suffix) : ends_with_folded(text, suffix);
}

bool contains(std::string_view text, std::string_view part, Casing casing) {
  if (casing == Casing::kAscii) return contains_ignore_case(text, part);
  return casing == Casing::kNone ? trailsift::contains(text, part) : contains_folded(text, part);
}

// The length of what the piece takes from the front of `text`, or npos; kAnyRun is not for here.
std::size_t taken_by(const Piece& piece, Casing casing, std::string_view text) {
  constexpr std::size_t kNothing = std::string_view::npos;
  switch (piece.kind) {
    case Piece::Kind::kAnyOne:
      return text.empty() ? kNothing : character_size(text);
    case Piece::Kind::kAnyDash: {
      const std::size_t size = sigma::dash_size(text);
      return size == 0 ? kNothing : size;
    }
    default:
      return starts_with(text, piece.text, casing) ? piece.text.size() : kNothing;
  }
}

// The usual two-pointer match: on a mismatch only the last '*' may take more, because a later '*'
// can do all that an earlier one could.
bool matches_glob(const std::vector<Piece>& pieces, Casing casing, std::string_view text) {
  std::size_t next = 0;
  std::size_t after_star = 0;  // 0: no star yet
  std::string_view star_text;
  for (;;) {
    if (next < pieces.size() && pieces[next].kind == Piece::Kind::kAnyRun) {
      after_star = ++next;
      star_text = text;
      if (next == pieces.size()) return true;
      continue;
    }
    if (next == pieces.size()) {
      if (text.empty()) return true;
    } else if (const std::size_t size = taken_by(pieces[next], casing, text);
               size != std::string_view::npos) {
      text.remove_prefix(size);
      ++next;
      continue;
    }
    if (after_star == 0 || star_text.empty()) return false;
    star_text.remove_prefix(1);
    text = star_text;
    next = after_star;
  }
}

bool is_integer(std::string_view text) {
  return text.find_first_of(".eE") == std::string_view::npos;
}

std::optional<double> number_of(const Literal& literal, const Value& value) {
  if (literal.part != TimePart::kNone) return read_time_part(literal.part, value);
  if (value.kind != ValueKind::kNumber && value.kind != ValueKind::kString) return std::nullopt;
  return parse_double(value.text());
}

// Above 2^53 doubles no longer tell neighbouring integers apart, so there the digits decide.
bool equals_number(const Literal& literal, const Value& value) {
  const std::optional<double> number = number_of(literal, value);
  if (literal.part != TimePart::kNone) return number == literal.number;
  if (!number) return value.kind == ValueKind::kString && value.text() == literal.text;
  if (*number != literal.number) return false;
  constexpr double kExact = 9007199254740992.0;
  return std::fabs(*number) < kExact || !is_integer(value.text()) || !is_integer(literal.text) ||
         value.text() == literal.text;
}

bool in_network(const IpRangeSet& networks, std::string_view text) {
  const std::optional<IpRange> range = parse_ip_range(text);
  return range && networks.contains(*range);
}

bool is_within(const BusinessHours& hours, const Value& value) {
  if (value.kind != ValueKind::kString) return false;
  const std::optional<Timestamp> time = parse_timestamp(value.text());
  return time && hours.contains(*time);
}

bool equals_bool(const Literal& literal, const Value& value) {
  return !value.is_container() && equals_ignore_case(value.text(), literal.text);
}

}  // namespace

bool matches_pattern(const sigma::ValuePattern& pattern, bool cased, std::string_view text) {
  using Shape = sigma::ValuePattern::Shape;
  const Casing casing = cased ? Casing::kNone : pattern.ascii ? Casing::kAscii : Casing::kUnicode;
  switch (pattern.shape) {
    case Shape::kExact:
      return text.size() == pattern.text.size() && starts_with(text, pattern.text, casing);
    case Shape::kPrefix:
      return starts_with(text, pattern.text, casing);
    case Shape::kSuffix:
      return ends_with(text, pattern.text, casing);
    case Shape::kContains:
      return contains(text, pattern.text, casing);
    case Shape::kAny:
      return true;
    case Shape::kGlob:
      return matches_glob(pattern.pieces, casing, text);
  }
  return false;
}

bool matches(const Literal& literal, const Value& value) {
  switch (literal.kind) {
    case Literal::Kind::kText:
      return matches_pattern(literal.pattern, literal.cased, value.text());
    case Literal::Kind::kNumber:
      return equals_number(literal, value);
    case Literal::Kind::kBool:
      return equals_bool(literal, value);
    case Literal::Kind::kRegex:
      return literal.regex->found_in(value.text());
    case Literal::Kind::kNetwork:
      return in_network(*literal.networks, value.text());
    case Literal::Kind::kBusinessHours:
      return is_within(*literal.hours, value);
    default:
      break;
  }
  const std::optional<double> number = number_of(literal, value);
  if (!number) return false;
  switch (literal.kind) {
    case Literal::Kind::kLess:
      return *number < literal.number;
    case Literal::Kind::kLessOrEqual:
      return *number <= literal.number;
    case Literal::Kind::kGreater:
      return *number > literal.number;
    default:
      return *number >= literal.number;
  }
}

}  // namespace trailsift::detect
