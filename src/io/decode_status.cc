// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/decode_status.h"

namespace trailsift::io {

std::string_view to_string(DecodeStatus status) {
  switch (status) {
    case DecodeStatus::kOk:
      return "ok";
    case DecodeStatus::kCannotOpen:
      return "cannot-open";
    case DecodeStatus::kPermissionDenied:
      return "permission-denied";
    case DecodeStatus::kReadError:
      return "read-error";
    case DecodeStatus::kTruncatedGzip:
      return "truncated-gzip";
    case DecodeStatus::kCorruptGzip:
      return "corrupt-gzip";
    case DecodeStatus::kTrailingGarbage:
      return "trailing-garbage";
    case DecodeStatus::kTooLarge:
      return "too-large";
    case DecodeStatus::kWindowFull:
      return "window-full";
  }
  return "unknown";
}

}  // namespace trailsift::io
