// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/packed_text.h"

#include <utility>

namespace trailsift {

std::string_view packed_as(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kMagics[] = {
      {"\x1F\x8B", "packed by gzip twice; unpack it once"},
      {"\x28\xB5\x2F\xFD", "packed by zstd, and only gzip is read; unpack it first"},
      {"\xFD\x37zXZ", "packed by xz, and only gzip is read; unpack it first"},
      {"BZh", "packed by bzip2, and only gzip is read; unpack it first"},
      {"PK\x03\x04", "a zip archive; unpack it first"},
      {"7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it first"},
      {"PAR1", "a Parquet file, which is not read; scan the original log files"},
  };
  for (const auto& [magic, detail] : kMagics) {
    if (text.starts_with(magic)) return detail;
  }
  return {};
}

}  // namespace trailsift
