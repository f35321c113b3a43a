// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/gzip_text.h"

#include <algorithm>

#include "io/gzip_stream.h"

namespace trailsift::io {

bool is_gzip(std::string_view bytes) { return begins_like_gzip(bytes, true); }

// One byte more than is wanted is asked for, to tell a text that just fits from one that does not.
GzipText inflate_text(std::string_view bytes, std::uint64_t max_bytes) {
  constexpr std::size_t kStep = 64 * 1024;
  GzipText result;
  GzipStream stream;
  stream.start();
  while (stream.damage() == DecodeStatus::kOk) {
    const std::size_t before = result.text.size();
    const std::size_t room = std::min<std::uint64_t>(kStep - 1, max_bytes - before) + 1;
    result.text.resize(before + room);
    const auto progress = stream.inflate(bytes, result.text.data() + before, room);
    result.text.resize(before + progress.given);
    if (result.text.size() > max_bytes) {
      result.text.resize(max_bytes);
      result.status = DecodeStatus::kTooLarge;
      return result;
    }
    bytes.remove_prefix(progress.taken);
    if (progress.taken == 0 && progress.given == 0) break;
  }
  const bool is_cut = stream.damage() == DecodeStatus::kOk && !stream.may_end();
  result.status = is_cut ? DecodeStatus::kTruncatedGzip : stream.damage();
  return result;
}

}  // namespace trailsift::io
