// SPDX-License-Identifier: Apache-2.0
#include "detect/recent_cache.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace trailsift::detect {
namespace {

constexpr std::size_t kMostSlots = 1024;
constexpr std::size_t kLongestKept = 4096;
using Cache = RecentCache<std::string, kMostSlots, kLongestKept>;

TEST(RecentCache, BeginsWhatIsNew) {
  Cache cache;
  int begun = 0;
  const auto find = [&](std::string_view bytes) {
    return cache.find(bytes, [&](std::string& known) {
      ++begun;
      known = bytes;
    });
  };
  const Cache::Entry first = find("a");
  EXPECT_EQ(first.known, "a");
  EXPECT_EQ(find("b").known, "b");
  EXPECT_EQ(find("").known, "");
  EXPECT_EQ(begun, 3);
  EXPECT_EQ(find("a").number, first.number);
  EXPECT_EQ(find("a").hash, first.hash);
  EXPECT_EQ(begun, 3);
}

// More than there are places: what was forgotten comes back with another number.
TEST(RecentCache, NumbersAreNobodyElses) {
  Cache cache;
  std::set<std::uint64_t> numbers;
  std::size_t begun = 0;
  for (int time = 0; time < 2; ++time) {
    for (std::size_t i = 0; i < kMostSlots + 1000; ++i) {
      const std::string bytes = std::to_string(i);
      const Cache::Entry& entry = cache.find(bytes, [&](std::string& known) {
        ++begun;
        known = bytes;
      });
      ASSERT_EQ(entry.known, bytes);
      numbers.insert(entry.number);
    }
  }
  EXPECT_EQ(numbers.size(), begun);
  EXPECT_GT(begun, kMostSlots + 1000);
}

TEST(RecentCache, DoesNotKeepLongOnes) {
  Cache cache;
  const std::string longest(kLongestKept, 'x');
  std::set<std::uint64_t> numbers;
  for (int time = 0; time < 3; ++time) {
    numbers.insert(cache.find(longest, [](std::string&) {}).number);
    numbers.insert(cache.find(longest + "x", [](std::string&) {}).number);
  }
  EXPECT_EQ(numbers.size(), 4U);
}

}  // namespace
}  // namespace trailsift::detect
