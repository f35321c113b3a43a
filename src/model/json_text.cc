// SPDX-License-Identifier: Apache-2.0
#include "model/json_text.h"

#include <cstring>
#include <optional>

#include "trailsift/base/ascii.h"
#include "trailsift/base/utf8.h"

namespace trailsift::model {
namespace {

std::optional<char32_t> read_hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return std::nullopt;
  char32_t code = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return std::nullopt;
    code = code * 16 + static_cast<char32_t>(digit);
  }
  return code;
}

// `at` is behind "\u"; moves it behind what was read, a second escape of a pair included.
std::optional<char32_t> read_unicode_escape(std::string_view text, std::size_t& at) {
  const auto first = read_hex4(text, at);
  if (!first) return std::nullopt;
  at += 4;
  if (!is_high_surrogate(*first)) return first;
  if (text.substr(at, 2) != "\\u") return kReplacementCharacter;
  const auto second = read_hex4(text, at + 2);
  if (!second || !is_low_surrogate(*second)) return kReplacementCharacter;
  at += 6;
  return join_surrogates(*first, *second);
}

char simple_escape(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case '"':
    case '\\':
    case '/':
      return c;
    default:
      return '\0';
  }
}

// `at` is at a backslash that has a byte behind it.
char* put_escape(std::string_view text, std::size_t& at, char* out) {
  const char kind = text[at + 1];
  if (kind == 'u') {
    std::size_t behind = at + 2;
    if (const auto code = read_unicode_escape(text, behind)) {
      at = behind;
      return write_utf8(*code, out);
    }
  } else if (const char plain = simple_escape(kind); plain != '\0') {
    at += 2;
    *out++ = plain;
    return out;
  }
  *out++ = text[at++];
  return out;
}

}  // namespace

std::string_view unescape(std::string_view text, Arena& arena) {
  if (text.find('\\') == std::string_view::npos) return text;
  char* const first = arena.allocate(text.size());  // no escape is shorter than what it stands for
  char* out = first;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == '\\' && at + 1 < text.size()) {
      out = put_escape(text, at, out);
    } else {
      *out++ = text[at++];
    }
  }
  arena.shrink_last(out);
  return {first, static_cast<std::size_t>(out - first)};
}

}  // namespace trailsift::model
