// SPDX-License-Identifier: Apache-2.0
#include "io/byte_stream.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace trailsift::io {

std::string describe_error(int number) { return std::generic_category().message(number); }

void ByteStream::start(RawFile& raw, bool is_gzip, std::uint64_t max_bytes) {
  raw_ = &raw;
  is_gzip_ = is_gzip;
  if (is_gzip) gzip_.start();
  ended_ = false;
  max_bytes_ = left_ = max_bytes;
  status_ = DecodeStatus::kOk;
  error_text_.clear();
}

std::size_t ByteStream::read(char* out, std::size_t room) {
  if (ended_) return 0;
  if (left_ == 0) {
    char surplus = 0;
    if (read_unbounded(&surplus, 1) != 0) {
      end(DecodeStatus::kTooLarge, "more than " + std::to_string(max_bytes_) + " bytes of text");
    }
    return 0;
  }
  const std::size_t count =
      read_unbounded(out, static_cast<std::size_t>(std::min<std::uint64_t>(room, left_)));
  left_ -= count;
  return count;
}

std::size_t ByteStream::read_unbounded(char* out, std::size_t room) {
  if (is_gzip_) return read_gzip(out, room);
  const std::size_t count = raw_->read(out, room);
  if (count == 0) end_raw();
  return count;
}

std::size_t ByteStream::read_gzip(char* out, std::size_t room) {
  while (true) {
    const bool has_input = raw_->refill();
    const GzipStream::Progress step = gzip_.inflate(raw_->buffered(), out, room);
    raw_->take(step.taken);
    if (step.given != 0) return step.given;
    if (gzip_.damage() != DecodeStatus::kOk) {
      end(gzip_.damage(), gzip_.message());
      return 0;
    }
    if (!has_input) {
      end_raw();
      return 0;
    }
  }
}

void ByteStream::end_raw() {
  if (raw_->error() != 0) {
    end(DecodeStatus::kReadError, describe_error(raw_->error()));
  } else if (is_gzip_ && !gzip_.may_end()) {
    end(DecodeStatus::kTruncatedGzip, "the file ends inside compressed data");
  } else {
    end(DecodeStatus::kOk, {});
  }
}

void ByteStream::end(DecodeStatus status, std::string text) {
  ended_ = true;
  status_ = status;
  error_text_ = std::move(text);
}

}  // namespace trailsift::io
