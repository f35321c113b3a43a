// SPDX-License-Identifier: Apache-2.0
#include "sigma/value_encoding.h"

#include "trailsift/base/base64.h"
#include "trailsift/base/utf8.h"

namespace trailsift::sigma {
namespace {

void append_unit(std::string& bytes, char32_t unit, Utf16Form form) {
  const char high = static_cast<char>(unit >> 8);
  const char low = static_cast<char>(unit & 0xFF);
  bytes += form == Utf16Form::kHighFirst ? high : low;
  bytes += form == Utf16Form::kHighFirst ? low : high;
}

}  // namespace

std::string encode_utf16(std::string_view text, Utf16Form form) {
  std::string bytes;
  while (!text.empty()) {
    const char32_t character = take_character(text);
    if (character < 0x10000) {
      append_unit(bytes, character, form);
    } else {
      append_unit(bytes, 0xD800 + ((character - 0x10000) >> 10), form);
      append_unit(bytes, 0xDC00 + (character & 0x3FF), form);
    }
  }
  return bytes;
}

std::vector<std::string> encoded_at_each_offset(std::string_view bytes) {
  std::vector<std::string> parts;
  for (std::size_t before = 0; before < 3; ++before) {
    // Every digit holds six bits; those count that hold none of what stands before or behind.
    const std::size_t first = (before * 8 + 5) / 6;
    const std::size_t end = (before + bytes.size()) * 8 / 6;
    const std::string text = encode_base64(std::string(before, ' ').append(bytes));
    parts.push_back(text.substr(first, end - first));
  }
  return parts;
}

}  // namespace trailsift::sigma
