// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/hash.h"

namespace trailsift::detect {

// Keeps what is known of texts or other bytes, for those that were met lately. They stand in
// places, one for each remainder of a hash, few at first and kMostSlots in the end, and are
// compared byte by byte, so that nobody can pass for another by a chosen hash. Longer ones than
// kLongestKept bytes are not kept. Has no memory before the first call. One per thread.
template <typename Known, std::size_t kMostSlots, std::size_t kLongestKept>
class RecentCache {
 public:
  static constexpr std::size_t kFirstSlots = 64;
  static_assert(std::has_single_bit(kMostSlots) && kMostSlots >= kFirstSlots);

  struct Entry {
    std::uint64_t number = 0;  // of nobody else, before or after
    std::uint64_t hash = 0;
    std::string bytes;
    Known known;
  };

  // The entry of `bytes`, valid until the next call. Calls `begin(known)` where they are met for
  // the first time, or again after they were forgotten; there may be something old in `known`.
  template <typename Begin>
  Entry& find(std::string_view bytes, const Begin& begin) {
    const std::uint64_t hash = hash_bytes(bytes);
    if (bytes.size() > kLongestKept) return anew(unkept_, hash, begin);
    if (begun_ >= entries_.size() && entries_.size() < kMostSlots) grow();
    Entry& entry = entries_[hash & (entries_.size() - 1)];
    if (entry.number != 0 && entry.hash == hash && entry.bytes == bytes) return entry;
    ++begun_;
    entry.bytes = bytes;
    return anew(entry, hash, begin);
  }

 private:
  template <typename Begin>
  Entry& anew(Entry& entry, std::uint64_t hash, const Begin& begin) {
    entry.number = ++last_number_;
    entry.hash = hash;
    begin(entry.known);
    return entry;
  }

  // Starts anew, with more places.
  void grow() {
    entries_ = std::vector<Entry>(entries_.empty() ? kFirstSlots : entries_.size() * 4);
  }

  std::vector<Entry> entries_;  // none before the first call
  std::size_t begun_ = 0;       // what was put into them
  std::uint64_t last_number_ = 0;
  Entry unkept_;
};

}  // namespace trailsift::detect
