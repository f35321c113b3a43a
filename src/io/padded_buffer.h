// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <utility>

#include "trailsift/io/decoder.h"

namespace trailsift::io {

// A reusable stretch of memory with room for kWindowPadding bytes behind its capacity. Its bytes
// are not initialised: memory that is never written never becomes resident.
class PaddedBuffer {
 public:
  explicit PaddedBuffer(std::size_t capacity) { replace(capacity); }

  [[nodiscard]] char* data() { return bytes_.get(); }
  [[nodiscard]] const char* data() const { return bytes_.get(); }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }

  // A buffer of exactly this capacity; what was in the old one is lost.
  void replace(std::size_t capacity) {
    bytes_.reset();
    bytes_ = std::make_unique_for_overwrite<char[]>(capacity + kWindowPadding);
    capacity_ = capacity;
  }

  // At least this capacity. The first `kept` bytes stay.
  void grow(std::size_t capacity, std::size_t kept) {
    if (capacity <= capacity_) return;
    auto larger = std::make_unique_for_overwrite<char[]>(capacity + kWindowPadding);
    std::memcpy(larger.get(), bytes_.get(), kept);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  // Zeroes the padding behind a text that ends at `end`.
  void pad(std::size_t end) { std::memset(bytes_.get() + end, 0, kWindowPadding); }

  void swap(PaddedBuffer& other) noexcept {
    bytes_.swap(other.bytes_);
    std::swap(capacity_, other.capacity_);
  }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
};

}  // namespace trailsift::io
