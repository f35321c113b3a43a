// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {

// A hash that gives the same number for texts that differ only in the case of A-Z. Setting bit 0x20
// of every byte folds the letters; that it also folds a few other bytes ('@' and '`') only costs a
// comparison.
[[nodiscard]] inline std::uint32_t folded_hash(std::string_view text) {
  constexpr std::uint64_t kFold = 0x2020202020202020;
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15;
  std::uint64_t hash = text.size() * kMultiplier;
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ (word | kFold)) * kMultiplier;
    hash ^= hash >> 29;
  };
  const char* next = text.data();
  std::size_t left = text.size();
  for (; left >= 8; left -= 8, next += 8) {
    std::uint64_t word;
    std::memcpy(&word, next, 8);
    mix(word);
  }
  if (left > 0) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < left; ++i) {
      word |= std::uint64_t{static_cast<unsigned char>(next[i])} << (8 * i);
    }
    mix(word);
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

// A set of texts, found without regard to the case of A-Z. Each has a number, counted from 0 in the
// order of insertion. Open addressing, at most half full; find() does not allocate.
class FoldedTable {
 public:
  static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;

  // The number of `text`, which is added when it is new.
  std::uint32_t insert(std::string_view text);

  // The number of `text`, or kAbsent.
  [[nodiscard]] std::uint32_t find(std::string_view text) const {
    if (slots_.empty()) return kAbsent;
    const std::uint32_t hash = folded_hash(text);
    for (std::size_t i = hash & mask_;; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.number == kAbsent) return kAbsent;
      if (slot.hash == hash && equals_ignore_case(texts_[slot.number], text)) return slot.number;
    }
  }

  [[nodiscard]] bool empty() const { return texts_.empty(); }
  // As inserted, by number.
  [[nodiscard]] std::span<const std::string> texts() const { return texts_; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kAbsent;
  };

  void place(std::uint32_t hash, std::uint32_t number);
  void grow();

  std::vector<std::string> texts_;
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

}  // namespace trailsift::detect
