// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "io/gzip_stream.h"
#include "io/raw_file.h"
#include "trailsift/io/decode_status.h"

namespace trailsift::io {

// The bytes of a file, inflated if it is gzip, in steps of any size and in fixed memory.
class ByteStream {
 public:
  // `raw` is open, nothing of it is taken, and it outlives the reading. At most `max_bytes` are
  // given.
  void start(RawFile& raw, bool is_gzip, std::uint64_t max_bytes);

  // Writes 1 to `room` bytes; 0 at the end, and then status() and error_text() say why it is there.
  // Precondition: room > 0.
  [[nodiscard]] std::size_t read(char* out, std::size_t room);

  [[nodiscard]] DecodeStatus status() const { return status_; }
  [[nodiscard]] const std::string& error_text() const { return error_text_; }

 private:
  [[nodiscard]] std::size_t read_unbounded(char* out, std::size_t room);
  [[nodiscard]] std::size_t read_gzip(char* out, std::size_t room);
  void end_raw();
  void end(DecodeStatus status, std::string text);

  RawFile* raw_ = nullptr;
  GzipStream gzip_;
  bool is_gzip_ = false;
  bool ended_ = true;
  std::uint64_t max_bytes_ = 0;
  std::uint64_t left_ = 0;  // of max_bytes_
  DecodeStatus status_ = DecodeStatus::kOk;
  std::string error_text_;
};

// A system error number in words.
[[nodiscard]] std::string describe_error(int number);

}  // namespace trailsift::io
