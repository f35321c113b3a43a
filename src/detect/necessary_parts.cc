// SPDX-License-Identifier: Apache-2.0
#include "detect/necessary_parts.h"

#include <string_view>

namespace trailsift::detect {
namespace {

using sigma::ValuePattern;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Two letters that Unicode calls the same differ in their bytes, but no such letter is the same as
// one of ASCII (case_folding.h): what is between them stands in the value as it stands here.
std::string_view longest_ascii_run(std::string_view text) {
  std::string_view longest;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_ascii(text[at])) continue;
    if (at - begin > longest.size()) longest = text.substr(begin, at - begin);
    begin = at + 1;
  }
  return longest;
}

std::string_view longest_part(const Literal& literal) {
  if (literal.kind != Literal::Kind::kText) return {};
  const bool by_bytes = literal.cased || literal.pattern.ascii;
  const auto part_of = [&](std::string_view text) {
    return by_bytes ? text : longest_ascii_run(text);
  };
  if (literal.pattern.shape != ValuePattern::Shape::kGlob) return part_of(literal.pattern.text);
  std::string_view longest;
  for (const ValuePattern::Piece& piece : literal.pattern.pieces) {
    if (piece.kind != ValuePattern::Piece::Kind::kText) continue;
    const std::string_view part = part_of(piece.text);
    if (part.size() > longest.size()) longest = part;
  }
  return longest;
}

}  // namespace

std::optional<std::vector<std::string>> necessary_parts(const Predicate& predicate) {
  if (predicate.subject != Predicate::Subject::kField) return std::nullopt;
  if (predicate.accepts_null) return std::nullopt;
  std::vector<std::string> parts(predicate.exact.texts().begin(), predicate.exact.texts().end());
  for (const Literal& literal : predicate.literals) parts.emplace_back(longest_part(literal));
  for (const std::string& part : parts) {
    if (part.size() < kShortestPart) return std::nullopt;
  }
  return parts;
}

}  // namespace trailsift::detect
