// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/duplicate_filter.h"

#include <algorithm>
#include <utility>

#include "trailsift/base/hash.h"

namespace trailsift {
namespace {

constexpr std::uint64_t kContentMask = ~std::uint64_t{0xFFFF};

}  // namespace

EventKey make_event_key(const Event& event) {
  const Value& id = event[Field::kEventID];
  if (id.is_null() || id.text().empty()) return {};
  EventKey key;
  key.id = std::max<std::uint64_t>(hash_bytes(id.text()), 1);
  key.content = hash_bytes(event.record);
  return key;
}

DuplicateFilter::DayCode DuplicateFilter::day_code(Timestamp event_time,
                                                   Timestamp delivered) const {
  if (remember_all_ || event_time == kNoTime) return kDayless;
  const std::int64_t day = day_of(event_time);
  if (day < 0 || day > kLastDay) return kDayless;
  const auto code = static_cast<DayCode>(day);
  if (delivered == kNoTime) return code | kKept;
  return is_late(event_time, delivered) ? kLate : code;
}

std::size_t DuplicateFilter::slot_of(std::uint64_t id, std::size_t capacity) {
  const auto low = static_cast<std::uint32_t>(id);
  return static_cast<std::size_t>((static_cast<std::uint64_t>(low) * capacity) >> 32);
}

void DuplicateFilter::prefetch(const EventKey& key) const {
  const Place& place = places_[shard_of(key.id)];
  const Entry* entries = place.entries.load(std::memory_order_relaxed);
  const std::size_t capacity = place.capacity.load(std::memory_order_relaxed);
  if (entries != nullptr) __builtin_prefetch(entries + slot_of(key.id, capacity));
}

DuplicateFilter::Verdict DuplicateFilter::check(const EventKey& key, Timestamp event_time,
                                                Timestamp delivered) {
  if (key.id == 0) return Verdict::kNew;
  const DayCode day = day_code(event_time, delivered);
  const std::uint64_t content = key.content & kContentMask;
  const std::size_t number = shard_of(key.id);
  Shard& shard = shards_[number];
  const std::lock_guard lock(shard.mutex);
  if ((shard.used + 1) * 4 > shard.entries.size() * 3) make_room(number);

  Verdict verdict = Verdict::kNew;
  std::size_t slot = slot_of(key.id, shard.entries.size());
  while (shard.entries[slot].id != 0) {
    const Entry& entry = shard.entries[slot];
    if (entry.id == key.id && is_same_class(entry.day(), day)) {
      if ((entry.content_and_day & kContentMask) == content) return Verdict::kDuplicate;
      verdict = Verdict::kConflict;
    }
    if (++slot == shard.entries.size()) slot = 0;
  }
  shard.entries[slot] = {key.id, content | day};
  ++shard.used;
  return verdict;
}

bool DuplicateFilter::is_forgotten(const Entry& entry) const {
  const std::int64_t oldest = oldest_day_.load(std::memory_order_relaxed) - kRememberedDays;
  return (entry.day() & kKept) == 0 && entry.day() < oldest;
}

// Forgets what is old, and grows when that does not help. A table that has room enough stays where
// it is, so that a long scan does not leave holes all over the memory.
void DuplicateFilter::make_room(std::size_t number) {
  Shard& shard = shards_[number];
  std::vector<Entry> kept;
  kept.reserve(shard.used);
  for (const Entry& entry : shard.entries) {
    if (entry.id != 0 && !is_forgotten(entry)) kept.push_back(entry);
  }
  const std::size_t capacity = shard.entries.size();
  const bool fits = kept.size() * 2 <= capacity && kept.size() * 8 > capacity;
  if (!fits) shard.entries = std::vector<Entry>(std::max(kFirstCapacity, kept.size() * 17 / 8));
  std::fill(shard.entries.begin(), shard.entries.end(), Entry{});
  for (const Entry& entry : kept) {
    std::size_t slot = slot_of(entry.id, shard.entries.size());
    while (shard.entries[slot].id != 0) {
      if (++slot == shard.entries.size()) slot = 0;
    }
    shard.entries[slot] = entry;
  }
  shard.used = kept.size();
  places_[number].entries.store(shard.entries.data(), std::memory_order_relaxed);
  places_[number].capacity.store(shard.entries.size(), std::memory_order_relaxed);
}

void DuplicateFilter::advance(Timestamp oldest_delivery) {
  if (oldest_delivery == kNoTime) return;
  oldest_day_.store(day_of(oldest_delivery), std::memory_order_relaxed);
}

std::size_t DuplicateFilter::memory_bytes() const {
  std::size_t bytes = sizeof(*this);
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    bytes += shard.entries.capacity() * sizeof(Entry);
  }
  return bytes;
}

}  // namespace trailsift
