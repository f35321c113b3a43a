// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/model/delivery.h"
#include "trailsift/model/event.h"

namespace trailsift {

// What tells one delivery of an event from another: its eventID and its content.
struct EventKey {
  std::uint64_t id = 0;       // hash of the eventID; 0 when there is none
  std::uint64_t content = 0;  // hash of the record without the white space between its parts

  friend bool operator==(const EventKey&, const EventKey&) = default;
};

// Precondition: there is no white space between the parts of the record, see packed_text().
[[nodiscard]] EventKey make_event_key(const Event& event);

// Finds deliveries of an event that was delivered before: the same event in two region folders, in
// overlapping trails, or in a file copied twice.
// Shared by all threads; every member may be called from any of them.
//
// Memory. Files come in order of delivery, and copies of an event lie within days of each other. So
// a key is remembered for kRememberedDays behind its event's day and then forgotten: some 25 bytes
// for each event of those days, whatever the length of the logs. Keys of events that say nothing of
// their day, come from files without a date, or were delivered later than kRememberedDays are
// remembered to the end; a set of files that is small altogether is remembered as a whole.
//
// The counts do not depend on the order in which threads ask. Every delivery is of one class: its
// event's day; late, when delivered more than kRememberedDays behind that; or without a day. Only
// deliveries of one class are compared, and what may still be compared is never forgotten. Files
// without a date must be asked about before the others. With `remember_all` there is one class.
class DuplicateFilter {
 public:
  enum class Verdict : std::uint8_t {
    kNew,
    kDuplicate,  // the same id and the same content have been seen
    kConflict,   // the same id has been seen with other content; this one is remembered, too
  };

  // `remember_all`: nothing is ever forgotten.
  explicit DuplicateFilter(bool remember_all) : remember_all_(remember_all) {}

  // `delivered` is the file's delivery time, or kNoTime. A key without an id is always new.
  [[nodiscard]] Verdict check(const EventKey& key, Timestamp event_time, Timestamp delivered);

  // Asks the processor for the memory that check() will look at.
  void prefetch(const EventKey& key) const;

  // No file delivered before this time will be asked about any more.
  void advance(Timestamp oldest_delivery);

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  // A day since 1970 fits 15 bits until 2059.
  using DayCode = std::uint16_t;
  static constexpr DayCode kKept = 0x8000;  // a flag: never forgotten; the rest is the class
  static constexpr DayCode kDayless = 0xFFFF;
  static constexpr DayCode kLate = 0xFFFE;
  static constexpr DayCode kLastDay = 0x7FFD;
  static constexpr std::size_t kShards = 64;
  static constexpr std::size_t kFirstCapacity = 64;

  struct Entry {
    std::uint64_t id = 0;  // 0: free
    std::uint64_t content_and_day = 0;

    [[nodiscard]] DayCode day() const { return static_cast<DayCode>(content_and_day); }
  };
  struct Shard {
    mutable std::mutex mutex;
    std::vector<Entry> entries;
    std::size_t used = 0;
  };
  // Where a shard's entries are, for prefetch(), which takes no lock: it may be out of date and
  // still harmless. Beside the shards, so that all of them stay in the first-level cache.
  struct Place {
    std::atomic<const Entry*> entries{nullptr};
    std::atomic<std::size_t> capacity{0};
  };

  [[nodiscard]] DayCode day_code(Timestamp event_time, Timestamp delivered) const;
  [[nodiscard]] static bool is_same_class(DayCode one, DayCode other) {
    return ((one ^ other) & ~kKept) == 0;
  }
  [[nodiscard]] static std::size_t shard_of(std::uint64_t id) { return id >> 58; }
  [[nodiscard]] static std::size_t slot_of(std::uint64_t id, std::size_t capacity);
  void make_room(std::size_t number);
  [[nodiscard]] bool is_forgotten(const Entry& entry) const;

  std::array<Shard, kShards> shards_;
  std::array<Place, kShards> places_;
  std::atomic<std::int64_t> oldest_day_{0};
  bool remember_all_;
};

}  // namespace trailsift
