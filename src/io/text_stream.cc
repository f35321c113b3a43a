// SPDX-License-Identifier: Apache-2.0
#include "io/text_stream.h"

#include <algorithm>
#include <cstring>

namespace trailsift::io {
namespace {

constexpr std::size_t kUnitsBytes = 64 * 1024;

}  // namespace

void TextStream::start(RawFile& raw, bool is_gzip, std::uint64_t max_bytes) {
  bytes_.start(raw, is_gzip, max_bytes);
  ended_ = false;
  units_rest_ = {};
  read_head();
}

void TextStream::read_head() {
  std::size_t size = 0;
  while (size < head_.size()) {
    const std::size_t count = bytes_.read(head_.data() + size, head_.size() - size);
    if (count == 0) break;
    size += count;
  }
  head_rest_ = {head_.data(), size};
  const EncodingGuess guess = guess_encoding(head_rest_);
  head_rest_.remove_prefix(guess.mark_bytes);
  encoding_ = guess.encoding;
  if (encoding_ == TextEncoding::kUtf8) return;
  utf16_.start(encoding_);
  units_.resize(kUnitsBytes);
}

std::size_t TextStream::read(char* out, std::size_t room) {
  if (ended_ || room == 0) return 0;
  if (encoding_ != TextEncoding::kUtf8) return read_utf16(out, room);
  const std::size_t count = read_bytes(out, room);
  ended_ = count == 0;
  return count;
}

std::size_t TextStream::read_bytes(char* out, std::size_t room) {
  if (head_rest_.empty()) return bytes_.read(out, room);
  const std::size_t count = std::min(room, head_rest_.size());
  std::memcpy(out, head_rest_.data(), count);
  head_rest_.remove_prefix(count);
  return count;
}

std::size_t TextStream::read_utf16(char* out, std::size_t room) {
  while (room >= Utf16Text::kSmallestRoom) {
    if (units_rest_.empty()) {
      units_rest_ = {units_.data(), read_bytes(units_.data(), units_.size())};
    }
    if (units_rest_.empty()) {
      ended_ = true;
      return utf16_.finish(out);
    }
    const Utf16Text::Progress step = utf16_.convert(units_rest_, out, room);
    units_rest_.remove_prefix(step.taken);
    if (step.given != 0) return step.given;
  }
  return 0;
}

}  // namespace trailsift::io
