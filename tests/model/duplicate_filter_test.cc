// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/duplicate_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "tests/model/placed_text.h"
#include "trailsift/model/event_parser.h"

namespace trailsift {
namespace {

using Verdict = DuplicateFilter::Verdict;
using testing::PlacedText;

constexpr Timestamp day(std::int64_t number) { return number * kDay + 11 * kHour; }

EventKey key_of(const std::string& record) {
  const PlacedText placed(record);
  Arena arena;
  Event event;
  std::size_t end = 0;
  EXPECT_EQ(parse_event(placed.text(), {}, arena, event, &end), ParseStatus::kOk) << record;
  return make_event_key(event);
}

TEST(DuplicateFilter, KeysTellIdAndContent) {
  const EventKey key = key_of(R"({"eventID":"1","a":{"b":"c d"}})");
  EXPECT_NE(key.id, 0U);
  const EventKey other = key_of(R"({"eventID":"1","a":{"b":"cd"}})");
  EXPECT_EQ(other.id, key.id);
  EXPECT_NE(other.content, key.content);
  EXPECT_NE(key_of(R"({"eventID":"2","a":{"b":"c d"}})").id, key.id);
  EXPECT_EQ(key_of(R"({"a":1})").id, 0U);
  EXPECT_EQ(key_of(R"({"eventID":"","a":1})").id, 0U);
  EXPECT_EQ(key_of(R"({"eventID":null,"a":1})").id, 0U);
  EXPECT_NE(key_of(R"({"eventID":"null","a":1})").id, 0U);
}

struct Delivery {
  EventKey key;
  Timestamp time;
  Timestamp delivered;
};

TEST(DuplicateFilter, Verdicts) {
  const Delivery first = {{1, 1 << 20}, day(100), day(100)};
  struct Case {
    const char* what;
    Delivery second;
    Verdict in_large;
    Verdict in_small;
  };
  const Case cases[] = {
      {"the same", first, Verdict::kDuplicate, Verdict::kDuplicate},
      {"other content", {{1, 2 << 20}, day(100), day(100)}, Verdict::kConflict, Verdict::kConflict},
      {"another id", {{2, 1 << 20}, day(100), day(100)}, Verdict::kNew, Verdict::kNew},
      {"no id", {{0, 1 << 20}, day(100), day(100)}, Verdict::kNew, Verdict::kNew},
      {"days later, in time",
       {{1, 1 << 20}, day(100), day(104)},
       Verdict::kDuplicate,
       Verdict::kDuplicate},
      {"too late", {{1, 1 << 20}, day(100), day(105)}, Verdict::kNew, Verdict::kDuplicate},
      {"a file without a date",
       {{1, 1 << 20}, day(100), kNoTime},
       Verdict::kDuplicate,
       Verdict::kDuplicate},
      {"another day", {{1, 2 << 20}, day(101), day(101)}, Verdict::kNew, Verdict::kConflict},
      {"no time", {{1, 2 << 20}, kNoTime, day(100)}, Verdict::kNew, Verdict::kConflict},
  };
  for (const Case& c : cases) {
    for (const bool small : {false, true}) {
      DuplicateFilter filter(small);
      ASSERT_EQ(filter.check(first.key, first.time, first.delivered), Verdict::kNew);
      EXPECT_EQ(filter.check(c.second.key, c.second.time, c.second.delivered),
                small ? c.in_small : c.in_large)
          << c.what;
    }
  }
}

TEST(DuplicateFilter, ComparesWhatIsLateOrWithoutADayAmongItself) {
  DuplicateFilter filter(false);
  const EventKey late = {1, 1 << 20};
  EXPECT_EQ(filter.check(late, day(100), day(200)), Verdict::kNew);
  filter.advance(day(500));
  EXPECT_EQ(filter.check(late, day(100), day(900)), Verdict::kDuplicate);
  const EventKey timeless = {2, 1 << 20};
  EXPECT_EQ(filter.check(timeless, kNoTime, kNoTime), Verdict::kNew);
  EXPECT_EQ(filter.check(timeless, kNoTime, day(900)), Verdict::kDuplicate);
  const EventKey ancient = {3, 1 << 20};
  EXPECT_EQ(filter.check(ancient, -kDay, day(900)), Verdict::kNew);
  EXPECT_EQ(filter.check(ancient, -kDay, kNoTime), Verdict::kDuplicate);
}

TEST(DuplicateFilter, RemembersAConflictToo) {
  DuplicateFilter filter(false);
  EXPECT_EQ(filter.check({1, 1 << 20}, day(1), day(1)), Verdict::kNew);
  EXPECT_EQ(filter.check({1, 2 << 20}, day(1), day(1)), Verdict::kConflict);
  EXPECT_EQ(filter.check({1, 2 << 20}, day(1), day(1)), Verdict::kDuplicate);
  EXPECT_EQ(filter.check({1, 3 << 20}, day(1), day(1)), Verdict::kConflict);
}

TEST(DuplicateFilter, MemoryIsThatOfAFewDays) {
  constexpr std::uint64_t kPerDay = 5000;
  DuplicateFilter filter(false);
  std::mt19937_64 ids(1);
  std::size_t after_twenty_days = 0;
  for (std::int64_t number = 0; number < 400; ++number) {
    filter.advance(day(number));
    for (std::uint64_t i = 0; i < kPerDay; ++i) {
      const EventKey key = {ids() | 1, ids()};
      filter.prefetch(key);
      ASSERT_EQ(filter.check(key, day(number), day(number)), Verdict::kNew);
    }
    if (number == 20) after_twenty_days = filter.memory_bytes();
  }
  EXPECT_LT(filter.memory_bytes(), after_twenty_days * 3 / 2);
  EXPECT_LT(filter.memory_bytes(), kPerDay * 60 * kRememberedDays);
}

TEST(DuplicateFilter, RemembersWhatMayStillComeTwice) {
  DuplicateFilter filter(false);
  for (std::int64_t number = 0; number < 60; ++number) {
    filter.advance(day(number));
    for (std::uint64_t i = 1; i <= 500; ++i) {
      const auto today = static_cast<std::uint64_t>(number) * 1000 + i;
      ASSERT_EQ(filter.check({today << 40 | today, 1}, day(number), day(number)), Verdict::kNew);
      if (number < kRememberedDays) continue;
      const std::int64_t before = number - kRememberedDays;
      const auto then = static_cast<std::uint64_t>(before) * 1000 + i;
      ASSERT_EQ(filter.check({then << 40 | then, 1}, day(before), day(number)),
                Verdict::kDuplicate);
    }
  }
}

// Asks in the order of delivery, but as `workers` threads would that are each somewhere in the
// files they took.
std::tuple<int, int> counts_in_some_order(std::vector<Delivery> deliveries, std::size_t window,
                                          std::mt19937& random) {
  DuplicateFilter filter(false);
  int duplicates = 0;
  int conflicts = 0;
  std::size_t next = 0;
  std::vector<Delivery> in_flight;
  while (next < deliveries.size() || !in_flight.empty()) {
    while (in_flight.size() < window && next < deliveries.size()) {
      in_flight.push_back(deliveries[next++]);
    }
    const auto oldest =
        std::min_element(in_flight.begin(), in_flight.end(),
                         [](const auto& l, const auto& r) { return l.delivered < r.delivered; });
    filter.advance(oldest->delivered);
    const std::size_t at = random() % in_flight.size();
    const Delivery now = in_flight[at];
    in_flight.erase(in_flight.begin() + static_cast<std::ptrdiff_t>(at));
    const Verdict verdict = filter.check(now.key, now.time, now.delivered);
    duplicates += verdict == Verdict::kDuplicate ? 1 : 0;
    conflicts += verdict == Verdict::kConflict ? 1 : 0;
  }
  return {duplicates, conflicts};
}

TEST(DuplicateFilter, CountsDoNotDependOnTheOrder) {
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    std::vector<Delivery> deliveries;
    for (int i = 0; i < 3000; ++i) {
      const std::uint64_t id = random() % 400 + 1;
      const std::uint64_t content = random() % 3 + 1;
      // What is the same in content has happened at the same time.
      const Timestamp time =
          id % 50 == 0 ? kNoTime : day(static_cast<std::int64_t>(10 + (id * 7 + content) % 40));
      const Timestamp delivered = time == kNoTime
                                      ? day(10 + random() % 40)
                                      : time + static_cast<Timestamp>(random() % 8) * kDay;
      deliveries.push_back({{id * 0x9E3779B97F4A7C15ULL, content << 32},
                            time,
                            random() % 10 == 0 ? kNoTime : delivered});
    }
    std::sort(deliveries.begin(), deliveries.end(),
              [](const auto& l, const auto& r) { return l.delivered < r.delivered; });
    const auto wanted = counts_in_some_order(deliveries, 1, random);
    for (const std::size_t window : {2U, 40U, 1000U}) {
      EXPECT_EQ(counts_in_some_order(deliveries, window, random), wanted) << "window " << window;
    }
  }
}

}  // namespace
}  // namespace trailsift
