// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace trailsift::io {

// Why the bytes of a file end where they end.
enum class DecodeStatus : std::uint8_t {
  kOk,
  kCannotOpen,
  kPermissionDenied,  // to open it
  kReadError,         // everything before is given
  kTruncatedGzip,     // the file ends inside a gzip member; everything before is given
  kCorruptGzip,       // bad deflate data or checksum; everything before is given
  kTrailingGarbage,   // bytes behind the last gzip member that are neither gzip nor zero padding
  kTooLarge,          // more than max_inflated_bytes of text; the first bytes are given
  kWindowFull,        // one value does not fit max_window_bytes
};

// "ok", "cannot-open", "read-error", "truncated-gzip", … : stable, for reports.
[[nodiscard]] std::string_view to_string(DecodeStatus status);

}  // namespace trailsift::io
