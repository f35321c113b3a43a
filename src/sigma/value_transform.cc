// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/value_transform.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "sigma/value_encoding.h"
#include "trailsift/base/base64.h"

namespace trailsift::sigma {
namespace {

using Piece = ValuePattern::Piece;
using Pieces = std::vector<Piece>;
using PieceKind = Piece::Kind;

std::optional<Utf16Form> utf16_form(const FieldTest& test) {
  if (test.has(Modifier::kUtf16)) return Utf16Form::kMarked;
  if (test.has(Modifier::kUtf16be)) return Utf16Form::kHighFirst;
  if (test.has(Modifier::kUtf16le) || test.has(Modifier::kWide)) return Utf16Form::kLowFirst;
  return std::nullopt;
}

// The text with its dashes as pieces of their own.
void split_at_dashes(std::string_view text, Pieces& pieces) {
  Piece plain;
  while (!text.empty()) {
    const std::size_t dash = dash_size(text);
    if (dash == 0) {
      plain.text += text.front();
      text.remove_prefix(1);
      continue;
    }
    if (!plain.text.empty()) pieces.push_back(std::exchange(plain, {}));
    pieces.push_back({PieceKind::kAnyDash, {}});
    text.remove_prefix(dash);
  }
  if (!plain.text.empty()) pieces.push_back(std::move(plain));
}

Pieces with_any_dash(const Pieces& pieces) {
  Pieces result;
  for (const Piece& piece : pieces) {
    if (piece.kind == PieceKind::kText) {
      split_at_dashes(piece.text, result);
    } else {
      result.push_back(piece);
    }
  }
  return result;
}

// One value for each way to choose the dashes, as encoded text has none left to choose.
std::vector<Pieces> with_each_dash(const Pieces& pieces) {
  std::vector<Pieces> results = {{}};
  for (const Piece& piece : pieces) {
    std::vector<Pieces> longer;
    for (const Pieces& result : results) {
      for (const std::string_view dash : kDashes) {
        longer.push_back(result);
        const bool chosen = piece.kind == PieceKind::kAnyDash;
        const Piece next = chosen ? Piece{PieceKind::kText, std::string(dash)} : piece;
        const bool joins = next.kind == PieceKind::kText && !result.empty() &&
                           result.back().kind == PieceKind::kText;
        if (joins) {
          longer.back().back().text += next.text;
        } else {
          longer.back().push_back(next);
        }
        if (!chosen) break;
      }
    }
    results = std::move(longer);
  }
  return results;
}

// A '?' is one character, which UTF-16 writes in two bytes.
Pieces in_utf16(const Pieces& pieces, Utf16Form form) {
  Pieces result;
  for (const Piece& piece : pieces) {
    result.push_back(piece);
    if (piece.kind == PieceKind::kAnyOne) result.push_back(piece);
    if (piece.kind == PieceKind::kText) result.back().text = encode_utf16(piece.text, form);
  }
  if (form != Utf16Form::kMarked) return result;
  const std::string mark(kByteOrderMark);
  if (!result.empty() && result.front().kind == PieceKind::kText) {
    result.front().text.insert(0, mark);
  } else {
    result.insert(result.begin(), {PieceKind::kText, mark});
  }
  return result;
}

class Transformation {
 public:
  explicit Transformation(const FieldTest& test) : test_(test) {}

  TransformedValue apply(std::string_view text) {
    for (Pieces& pieces : written_anew(split_value(text))) {
      if (test_.has(Modifier::kBase64) || test_.has(Modifier::kBase64Offset)) {
        add_base64(pieces);
      } else {
        add(std::move(pieces));
      }
    }
    if (!result_.problem.empty()) result_.patterns.clear();
    return std::move(result_);
  }

 private:
  std::vector<Pieces> written_anew(Pieces pieces) {
    const std::optional<Utf16Form> form = utf16_form(test_);
    const bool encodes = form || test_.has(Modifier::kBase64) || test_.has(Modifier::kBase64Offset);
    std::vector<Pieces> results = {std::move(pieces)};
    if (test_.has(Modifier::kWindash)) {
      results.front() = with_any_dash(results.front());
      if (encodes) results = choose_dashes(results.front());
    }
    if (form) {
      for (Pieces& one : results) one = in_utf16(one, *form);
    }
    return results;
  }

  std::vector<Pieces> choose_dashes(const Pieces& pieces) {
    const auto dashes = std::count_if(pieces.begin(), pieces.end(), [](const Piece& piece) {
      return piece.kind == PieceKind::kAnyDash;
    });
    if (static_cast<std::size_t>(dashes) <= kMostEncodedDashes) return with_each_dash(pieces);
    result_.problem = "a value with more than " + std::to_string(kMostEncodedDashes) +
                      " dashes cannot be encoded in all its forms";
    result_.hint = "Leave 'windash' away, or look for a shorter part of the value.";
    return {};
  }

  void add_base64(const Pieces& pieces) {
    const bool plain = pieces.empty() || (pieces.size() == 1 && pieces[0].kind == PieceKind::kText);
    if (!plain) {
      result_.problem = "a wildcard cannot be encoded in base64";
      result_.hint = "Write it with a backslash, or put 'contains' behind 'base64offset'.";
      return;
    }
    const std::string bytes = pieces.empty() ? std::string() : pieces[0].text;
    if (test_.has(Modifier::kBase64)) {
      add({{PieceKind::kText, encode_base64(bytes)}});
    } else if (bytes.size() < kShortestInBase64) {
      result_.problem = "a value of less than " + std::to_string(kShortestInBase64) +
                        " bytes leaves no trace of its own in base64";
      result_.hint = "Look for a longer text.";
    } else {
      for (std::string& part : encoded_at_each_offset(bytes))
        add({{PieceKind::kText, std::move(part)}});
    }
  }

  void add(Pieces pieces) {
    const bool contains = test_.field.empty() || test_.has(Modifier::kContains);
    result_.patterns.push_back(make_pattern(std::move(pieces),
                                            contains || test_.has(Modifier::kEndsWith),
                                            contains || test_.has(Modifier::kStartsWith)));
  }

  const FieldTest& test_;
  TransformedValue result_;
};

}  // namespace

bool may_refuse_values(const FieldTest& test) {
  return test.has(Modifier::kBase64) || test.has(Modifier::kBase64Offset) ||
         test.has(Modifier::kWindash);
}

TransformedValue transform_value(const FieldTest& test, std::string_view text) {
  return Transformation(test).apply(text);
}

}  // namespace trailsift::sigma
