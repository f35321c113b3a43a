// SPDX-License-Identifier: Apache-2.0
#include "corpus/text_template.h"

#include <charconv>
#include <cstdlib>
#include <iostream>

namespace corpus {
namespace {

[[noreturn]] void refuse(std::string_view placeholder) {
  std::cerr << "corpus: no such placeholder: ${" << placeholder << "}\n";
  std::abort();
}

std::string_view take_field(std::string_view& text) {
  const std::size_t colon = text.find(':');
  const std::string_view field = text.substr(0, colon);
  text = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  return field;
}

std::uint32_t number_of(std::string_view digits) {
  std::uint32_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

void fill_list(std::string& out, const Scene& scene, const Piece& piece) {
  const std::uint32_t count = scene.random.between(piece.low, piece.high);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    piece.item->append_to(out, scene);
  }
}

Piece parse_piece(std::string_view literal, std::string_view placeholder) {
  Piece piece;
  piece.literal = literal;
  std::string_view rest = placeholder;
  const std::string_view name = take_field(rest);
  if (name == "list") {
    piece.item = find_list_item(take_field(rest));
    if (piece.item == nullptr) refuse(placeholder);
    piece.fill = &fill_list;
  } else {
    piece.fill = find_slot(name);
    if (piece.fill == nullptr) refuse(placeholder);
  }
  piece.low = number_of(take_field(rest));
  piece.high = rest.empty() ? piece.low : number_of(rest);
  return piece;
}

}  // namespace

TextTemplate::TextTemplate(std::string_view text) {
  while (!text.empty()) {
    const std::size_t open = text.find("${");
    if (open == std::string_view::npos) {
      pieces_.emplace_back().literal = text;
      return;
    }
    const std::size_t close = text.find('}', open);
    pieces_.push_back(parse_piece(text.substr(0, open), text.substr(open + 2, close - open - 2)));
    text.remove_prefix(close + 1);
  }
}

void TextTemplate::append_to(std::string& out, const Scene& scene) const {
  for (const Piece& piece : pieces_) {
    out += piece.literal;
    if (piece.fill != nullptr) piece.fill(out, scene, piece);
  }
}

}  // namespace corpus
