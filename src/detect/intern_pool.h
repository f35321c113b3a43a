// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "trailsift/base/arena.h"
#include "trailsift/base/hash.h"

namespace trailsift::detect {

// The part that both pools below share: from a hash to the number of an entry, in open addressing,
// at most half full. The pool itself says whether an entry is the one that is looked for.
class NumberTable {
 public:
  static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;

  template <typename IsEqual>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, IsEqual&& is_equal) const {
    if (slots_.empty()) return kAbsent;
    const std::size_t mask = slots_.size() - 1;
    const auto short_hash = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
      const Slot& slot = slots_[i];
      if (slot.number == kAbsent) return kAbsent;
      if (slot.short_hash == short_hash && is_equal(slot.number)) return slot.number;
    }
  }

  // Precondition: not there yet. `hash_of(number)` gives the hash of an entry, for growing.
  template <typename HashOf>
  void add(std::uint64_t hash, std::uint32_t number, HashOf&& hash_of) {
    if ((count_ + 1) * 2 > slots_.size()) {
      slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, Slot{});
      for (std::uint32_t old = 0; old < count_; ++old) place(hash_of(old), old);
    }
    place(hash, number);
    ++count_;
  }

  [[nodiscard]] std::size_t memory_bytes() const { return slots_.capacity() * sizeof(Slot); }

 private:
  struct Slot {
    std::uint32_t short_hash = 0;
    std::uint32_t number = kAbsent;
  };

  void place(std::uint64_t hash, std::uint32_t number) {
    std::size_t i = hash & (slots_.size() - 1);
    while (slots_[i].number != kAbsent) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = {static_cast<std::uint32_t>(hash >> 32), number};
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

// Texts, each kept once and known by a number. Views given out live as long as the pool.
class StringPool {
 public:
  [[nodiscard]] std::uint32_t intern(std::string_view text);
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const { return texts_[number]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  Arena bytes_;
  std::size_t byte_count_ = 0;
  std::vector<std::string_view> texts_;
  NumberTable table_;
};

// Lists of numbers, each kept once and known by a number. Views are valid until the next intern().
class TuplePool {
 public:
  [[nodiscard]] std::uint32_t intern(std::span<const std::uint32_t> words);
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::uint32_t number) const {
    const std::size_t start = number == 0 ? 0 : ends_[number - 1];
    return std::span(words_).subspan(start, ends_[number] - start);
  }
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  std::vector<std::uint32_t> words_;
  std::vector<std::size_t> ends_;
  NumberTable table_;
};

}  // namespace trailsift::detect
