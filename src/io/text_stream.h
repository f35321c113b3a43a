// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/byte_stream.h"
#include "io/utf16_text.h"

namespace trailsift::io {

// A file as UTF-8 text without a byte-order mark, in steps of any size and in fixed memory.
class TextStream {
 public:
  // See ByteStream::start.
  void start(RawFile& raw, bool is_gzip, std::uint64_t max_bytes);

  // Writes up to `room` bytes. 0 when ended(), or when `room` is below Utf16Text::kSmallestRoom.
  [[nodiscard]] std::size_t read(char* out, std::size_t room);

  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] DecodeStatus status() const { return bytes_.status(); }
  [[nodiscard]] const std::string& error_text() const { return bytes_.error_text(); }

 private:
  void read_head();
  [[nodiscard]] std::size_t read_bytes(char* out, std::size_t room);
  [[nodiscard]] std::size_t read_utf16(char* out, std::size_t room);

  ByteStream bytes_;
  TextEncoding encoding_ = TextEncoding::kUtf8;
  bool ended_ = true;
  std::array<char, kEncodingHeadBytes> head_{};
  std::string_view head_rest_;  // into head_: read to guess the encoding, not given yet
  Utf16Text utf16_;
  std::vector<char> units_;      // not converted yet, allocated by the first file in UTF-16
  std::string_view units_rest_;  // into units_
};

}  // namespace trailsift::io
