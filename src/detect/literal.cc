// SPDX-License-Identifier: Apache-2.0
#include "detect/literal.h"

#include <cmath>
#include <optional>

#include "trailsift/base/ascii.h"

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

bool starts_with(std::string_view text, std::string_view prefix, bool cased) {
  return cased ? text.starts_with(prefix) : starts_with_ignore_case(text, prefix);
}

// Takes one piece from the front of `text`; kAnyRun is not for here.
bool take_piece(const Piece& piece, bool cased, std::string_view& text) {
  if (piece.kind == Piece::Kind::kAnyOne) {
    if (text.empty()) return false;
    text.remove_prefix(character_size(text));
    return true;
  }
  if (!starts_with(text, piece.text, cased)) return false;
  text.remove_prefix(piece.text.size());
  return true;
}

// The usual two-pointer match: on a mismatch only the last '*' may take more, because a later '*'
// can do all that an earlier one could.
bool matches_glob(const std::vector<Piece>& pieces, bool cased, std::string_view text) {
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
    if (next == pieces.size() ? text.empty() : take_piece(pieces[next], cased, text)) {
      if (next == pieces.size()) return true;
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

std::optional<double> number_of(const Value& value) {
  if (value.kind != ValueKind::kNumber && value.kind != ValueKind::kString) return std::nullopt;
  return parse_double(value.text());
}

// Above 2^53 doubles no longer tell neighbouring integers apart, so there the digits decide.
bool equals_number(const Literal& literal, const Value& value) {
  const std::optional<double> number = number_of(value);
  if (!number) return value.kind == ValueKind::kString && value.text() == literal.text;
  if (*number != literal.number) return false;
  constexpr double kExact = 9007199254740992.0;
  return std::fabs(*number) < kExact || !is_integer(value.text()) || !is_integer(literal.text) ||
         value.text() == literal.text;
}

bool in_network(const IpRange& network, std::string_view text) {
  const std::optional<IpRange> range = parse_ip_range(text);
  return range && network.contains(*range);
}

bool equals_bool(const Literal& literal, const Value& value) {
  return !value.is_container() && equals_ignore_case(value.text(), literal.text);
}

}  // namespace

bool matches_pattern(const sigma::ValuePattern& pattern, bool cased, std::string_view text) {
  using Shape = sigma::ValuePattern::Shape;
  switch (pattern.shape) {
    case Shape::kExact:
      return cased ? text == pattern.text : equals_ignore_case(text, pattern.text);
    case Shape::kPrefix:
      return starts_with(text, pattern.text, cased);
    case Shape::kSuffix:
      return cased ? text.ends_with(pattern.text) : ends_with_ignore_case(text, pattern.text);
    case Shape::kContains:
      return cased ? text.find(pattern.text) != std::string_view::npos
                   : contains_ignore_case(text, pattern.text);
    case Shape::kAny:
      return true;
    case Shape::kGlob:
      return matches_glob(pattern.pieces, cased, text);
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
      return in_network(literal.network, value.text());
    default:
      break;
  }
  const std::optional<double> number = number_of(value);
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
