// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/gzip_text.h"

#include <algorithm>

#include "io/gzip_stream.h"

namespace trailsift::io {

bool is_gzip(std::string_view bytes) { return begins_member(bytes); }

GzipText inflate_text(std::string_view bytes, std::uint64_t max_bytes) {
  constexpr std::size_t kStep = 64 * 1024;
  GzipText result;
  GzipStream stream;
  stream.start();
  while (stream.damage() == DecodeStatus::kOk) {
    const std::size_t before = result.text.size();
    if (before >= max_bytes) {
      result.status = DecodeStatus::kTooLarge;
      return result;
    }
    const std::size_t room = std::min<std::uint64_t>(kStep, max_bytes - before);
    result.text.resize(before + room);
    const auto progress = stream.inflate(bytes, result.text.data() + before, room);
    result.text.resize(before + progress.given);
    bytes.remove_prefix(progress.taken);
    if (progress.taken == 0 && progress.given == 0) break;
  }
  result.status = stream.damage();
  if (result.status == DecodeStatus::kOk && !stream.may_end()) {
    result.status = DecodeStatus::kTruncatedGzip;
  }
  return result;
}

}  // namespace trailsift::io
