// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "trailsift/io/decode_status.h"

namespace trailsift::io {

// True when a file that begins (and, with `is_all`, ends) like this is gzip: RFC 1952,
// section 2.3.1. A lone first byte of the magic number counts: no text begins with it.
[[nodiscard]] bool begins_like_gzip(std::string_view bytes, bool is_all);
// The same for what stands behind a member: another one begins here.
[[nodiscard]] bool begins_member(std::string_view bytes);

// What is told of DecodeStatus::kTrailingGarbage.
inline constexpr const char* kTrailingGarbageText = "bytes behind the compressed data";

// Inflates gzip text in steps of any size, in fixed memory, several members as one text, and gives
// every byte in front of damage. Used for what is too large or too broken to be inflated whole.
// Not thread-safe. Throws std::bad_alloc.
class GzipStream {
 public:
  GzipStream();
  ~GzipStream();
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  struct Progress {
    std::size_t taken = 0;  // bytes of the input that are done with
    std::size_t given = 0;  // bytes of text written
  };

  // The next input is the beginning of a file.
  void start();
  // Goes on until the input is used up, the room is full, or damage() is not kOk. An empty input
  // brings out what is still held back. No progress means that more input is needed.
  [[nodiscard]] Progress inflate(std::string_view input, char* out, std::size_t room);

  // kOk, kCorruptGzip or kTrailingGarbage; final until start().
  [[nodiscard]] DecodeStatus damage() const { return damage_; }
  // True between members, where a file may end.
  [[nodiscard]] bool may_end() const { return place_ != Place::kMember; }
  // Why the data is bad, in zlib's words; "" without damage. Lives as long as the stream.
  [[nodiscard]] const char* message() const;

 private:
  enum class Place { kMember, kBetween, kPadding };
  struct Zlib;

  [[nodiscard]] Progress inflate_member(std::string_view input, char* out, std::size_t room);
  [[nodiscard]] std::size_t pass_edge(std::string_view input);

  std::unique_ptr<Zlib> zlib_;
  Place place_ = Place::kMember;
  DecodeStatus damage_ = DecodeStatus::kOk;
};

}  // namespace trailsift::io
