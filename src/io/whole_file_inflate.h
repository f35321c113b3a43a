// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "trailsift/io/decode_status.h"

namespace trailsift::io {

// The size that the trailer of the last member states (RFC 1952, ISIZE), or nothing when the file
// is too short to have one or no file of this length inflates to so much. A claim by the file, no
// more.
[[nodiscard]] std::optional<std::uint32_t> stated_inflated_size(std::string_view gzip);

// Inflates a sound gzip file in one go, over twice as fast as a stream can. Not thread-safe.
class WholeFileInflater {
 public:
  WholeFileInflater();  // throws std::bad_alloc
  ~WholeFileInflater();
  WholeFileInflater(const WholeFileInflater&) = delete;
  WholeFileInflater& operator=(const WholeFileInflater&) = delete;

  struct Text {
    std::size_t size = 0;
    DecodeStatus status = DecodeStatus::kOk;  // kOk or kTrailingGarbage
  };

  // All members of `gzip` as one text in `out`. Nothing when it is damaged or does not fit `room`;
  // what `out` holds then means nothing.
  [[nodiscard]] std::optional<Text> inflate(std::string_view gzip, char* out, std::size_t room);

 private:
  struct Libdeflate;
  std::unique_ptr<Libdeflate> libdeflate_;
};

}  // namespace trailsift::io
