// SPDX-License-Identifier: Apache-2.0
#include "model/json_text.h"

#include <cstdint>
#include <cstring>
#include <optional>

namespace trailsift::model {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

std::optional<std::uint32_t> read_hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return std::nullopt;
  std::uint32_t code = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = text[i];
    const char low = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9') {
      code = code * 16 + static_cast<std::uint32_t>(c - '0');
    } else if (low >= 'a' && low <= 'f') {
      code = code * 16 + static_cast<std::uint32_t>(low - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return code;
}

char* put_utf8(char* out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
  return out;
}

bool is_high_surrogate(std::uint32_t code) { return code >= 0xD800 && code < 0xDC00; }
bool is_low_surrogate(std::uint32_t code) { return code >= 0xDC00 && code < 0xE000; }

// `at` is behind "\u"; moves it behind what was read, a second escape of a pair included.
std::optional<std::uint32_t> read_unicode_escape(std::string_view text, std::size_t& at) {
  const auto first = read_hex4(text, at);
  if (!first) return std::nullopt;
  at += 4;
  if (is_low_surrogate(*first)) return kReplacement;
  if (!is_high_surrogate(*first)) return first;
  if (text.substr(at, 2) != "\\u") return kReplacement;
  const auto second = read_hex4(text, at + 2);
  if (!second || !is_low_surrogate(*second)) return kReplacement;
  at += 6;
  return 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00);
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
      return put_utf8(out, *code);
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
