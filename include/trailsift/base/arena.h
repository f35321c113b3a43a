// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace trailsift {

// Hands out bytes that stay where they are until reset(). One per thread; not thread-safe.
class Arena {
 public:
  explicit Arena(std::size_t block_bytes = 64 * 1024) : block_bytes_(block_bytes) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Uninitialised bytes, not aligned: for text. Valid until reset().
  [[nodiscard]] char* allocate(std::size_t size) {
    if (size > static_cast<std::size_t>(end_ - next_)) grow(size);
    char* bytes = next_;
    next_ += size;
    return bytes;
  }

  // A copy of `text` that lives until reset().
  [[nodiscard]] std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* bytes = allocate(text.size());
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

  // Gives back the unused end of the last allocation.
  void shrink_last(char* new_end) { next_ = new_end; }

  // Everything handed out so far is gone. Keeps one block, so that a worker stops allocating.
  void reset();

 private:
  void grow(std::size_t size);

  std::size_t block_bytes_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
  std::size_t first_block_bytes_ = 0;
};

}  // namespace trailsift
