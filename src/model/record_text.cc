// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/record_text.h"

#include <cstring>

#include "model/json_text.h"
#include "trailsift/model/event_parser.h"

namespace trailsift {

std::string_view readable_text(std::string_view record, Arena& arena) {
  return model::unescape(record, arena);
}

std::string_view packed_text(std::string_view record, Arena& arena) {
  char* const packed = arena.allocate(record.size() + kJsonPadding);
  char* out = packed;
  bool in_string = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    if (in_string && c == '\\' && i + 1 < record.size()) {
      *out++ = c;
      *out++ = record[++i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (in_string || static_cast<unsigned char>(c) > ' ') *out++ = c;
  }
  std::memset(out, 0, kJsonPadding);
  arena.shrink_last(out + kJsonPadding);
  return {packed, static_cast<std::size_t>(out - packed)};
}

}  // namespace trailsift
