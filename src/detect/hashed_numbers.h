// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace trailsift::detect {

// Numbers under 64-bit hashes, which stand for what was hashed: let them begin with random_seed(),
// so that nobody can make two meet. Open addressing, at most half full. Not thread-safe.
class HashedNumbers {
 public:
  // The number of `hash`, which is `fresh` when it was not there. Valid until the next call.
  std::int64_t& at(std::uint64_t hash, std::int64_t fresh) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place_of(used(hash))];
    if (slot.hash == kFree) {
      slot = {used(hash), fresh};
      ++size_;
    }
    return slot.number;
  }

  // 0 when it is not there.
  [[nodiscard]] std::int64_t find(std::uint64_t hash) const {
    return slots_.empty() ? 0 : slots_[place_of(used(hash))].number;
  }

  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kFirstSlots = 64;
  static constexpr std::uint64_t kFree = 0;

  struct Slot {
    std::uint64_t hash = kFree;
    std::int64_t number = 0;
  };

  static std::uint64_t used(std::uint64_t hash) { return hash == kFree ? 1 : hash; }

  [[nodiscard]] std::size_t place_of(std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = hash & mask;
    while (slots_[place].hash != kFree && slots_[place].hash != hash) place = (place + 1) & mask;
    return place;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? kFirstSlots : 4 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.hash != kFree) slots_[place_of(slot.hash)] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace trailsift::detect
