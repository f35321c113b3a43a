// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/value_pattern.h"

#include <algorithm>
#include <utility>

#include "trailsift/base/case_folding.h"

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

// Pieces in one letter each: 't' text, '*' any run, '?' any one, '-' any dash.
std::string outline(const std::vector<Piece>& pieces) {
  std::string letters;
  for (const Piece& piece : pieces) letters += "t*?-"[static_cast<int>(piece.kind)];
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
  pattern.ascii = std::all_of(pieces.begin(), pieces.end(),
                              [](const Piece& piece) { return is_ascii(piece.text); });
  if (pattern.shape == Shape::kGlob) {
    pattern.pieces = std::move(pieces);
    return pattern;
  }
  for (Piece& piece : pieces) pattern.text += piece.text;
  return pattern;
}

}  // namespace

std::size_t dash_size(std::string_view text) {
  for (const std::string_view dash : kDashes) {
    if (text.starts_with(dash)) return dash.size();
  }
  return 0;
}

ValuePattern parse_value_pattern(std::string_view text) { return shape(split_value(text)); }

std::vector<ValuePattern::Piece> split_value(std::string_view text) {
  std::vector<Piece> pieces;
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
  return pieces;
}

ValuePattern make_pattern(std::vector<Piece> pieces, bool before, bool after) {
  const auto any_run = [](const Piece& piece) { return piece.kind == Piece::Kind::kAnyRun; };
  if (before && (pieces.empty() || !any_run(pieces.front()))) {
    pieces.insert(pieces.begin(), {Piece::Kind::kAnyRun, {}});
  }
  if (after) add_any_run(pieces);
  return shape(std::move(pieces));
}

}  // namespace trailsift::sigma
