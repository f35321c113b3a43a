// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/value_pattern.h"

#include <utility>

namespace trailsift::sigma {
namespace {

using Piece = ValuePattern::Piece;
using Shape = ValuePattern::Shape;

void add_char(std::vector<Piece>& pieces, char c) {
  if (pieces.empty() || pieces.back().kind != Piece::Kind::kText) pieces.emplace_back();
  pieces.back().text += c;
}

void add_any_run(std::vector<Piece>& pieces) {
  if (!pieces.empty() && pieces.back().kind == Piece::Kind::kAnyRun) return;
  pieces.push_back({Piece::Kind::kAnyRun, {}});
}

bool is_special(char c) { return c == '*' || c == '?' || c == '\\'; }

void add_pieces(std::vector<Piece>& pieces, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size() && is_special(text[i + 1])) {
      add_char(pieces, text[++i]);
    } else if (c == '*') {
      add_any_run(pieces);
    } else if (c == '?') {
      pieces.push_back({Piece::Kind::kAnyOne, {}});
    } else {
      add_char(pieces, c);
    }
  }
}

// Pieces in one letter each: 't' text, '*' any run, '?' any one.
std::string outline(const std::vector<Piece>& pieces) {
  std::string letters;
  for (const Piece& piece : pieces) letters += "t*?"[static_cast<int>(piece.kind)];
  return letters;
}

ValuePattern shape(std::vector<Piece> pieces) {
  constexpr std::pair<std::string_view, Shape> kShapes[] = {
      {"", Shape::kExact},    {"t", Shape::kExact},      {"t*", Shape::kPrefix},
      {"*t", Shape::kSuffix}, {"*t*", Shape::kContains}, {"*", Shape::kAny},
  };
  ValuePattern pattern;
  pattern.shape = Shape::kGlob;
  if (pieces.size() <= 3) {
    const std::string letters = outline(pieces);
    for (const auto& [form, simple] : kShapes) {
      if (letters == form) pattern.shape = simple;
    }
  }
  if (pattern.shape == Shape::kGlob) {
    pattern.pieces = std::move(pieces);
    return pattern;
  }
  for (Piece& piece : pieces) pattern.text += piece.text;
  return pattern;
}

}  // namespace

ValuePattern parse_value_pattern(std::string_view text) {
  return with_wildcards(text, false, false);
}

ValuePattern with_wildcards(std::string_view text, bool before, bool after) {
  std::vector<Piece> pieces;
  if (before) add_any_run(pieces);
  add_pieces(pieces, text);
  if (after) add_any_run(pieces);
  return shape(std::move(pieces));
}

}  // namespace trailsift::sigma
