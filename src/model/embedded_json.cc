// SPDX-License-Identifier: Apache-2.0
#include "model/embedded_json.h"

#include "model/json_cursor.h"
#include "trailsift/base/ascii.h"

namespace trailsift::model {
namespace {

// The byte that "%xx" at `at` stands for, or -1.
int escaped_byte(std::string_view text, std::size_t at) {
  if (text[at] != '%' || at + 2 >= text.size()) return -1;
  const int high = hex_digit(text[at + 1]);
  const int low = hex_digit(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool opens(int byte) { return byte == '{' || byte == '['; }

std::string_view url_decoded(std::string_view text, Arena& arena) {
  char* const first = arena.allocate(text.size());
  char* out = first;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int byte = escaped_byte(text, at);
    if (byte >= 0) at += 2;
    *out++ = byte >= 0 ? static_cast<char>(byte) : text[at];
  }
  arena.shrink_last(out);
  return {first, static_cast<std::size_t>(out - first)};
}

}  // namespace

Value read_embedded_json(std::string_view text, Arena& arena) {
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  if (!opens(text[first])) {
    if (!opens(escaped_byte(text, first))) return {};
    text = url_decoded(text, arena);
  }
  ScannedValue scanned;
  if (!scan_value(text, first, scanned)) return {};
  const bool whole = text.find_first_not_of(kSpaces, scanned.end) == std::string_view::npos;
  return whole ? scanned.value : Value();
}

}  // namespace trailsift::model
