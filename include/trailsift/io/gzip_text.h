// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "trailsift/io/decode_status.h"

namespace trailsift::io {

struct GzipText {
  std::string text;  // everything before damage
  DecodeStatus status = DecodeStatus::kOk;
};

// True when `bytes` begin like a gzip file.
[[nodiscard]] bool is_gzip(std::string_view bytes);

// Inflates gzip data that is in memory (a subscription message, not a file), to at most
// `max_bytes`.
[[nodiscard]] GzipText inflate_text(std::string_view bytes, std::uint64_t max_bytes);

}  // namespace trailsift::io
