// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/ip_range_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace trailsift {
namespace {

IpRangeSet set_of(const std::vector<std::string>& ranges) {
  IpRangeSet set;
  for (const std::string& range : ranges) set.insert(*parse_ip_range(range));
  return set;
}

TEST(IpRangeSet, FindsAddressesAndBlocks) {
  const IpRangeSet set =
      set_of({"203.0.113.0/24", "10.0.0.0/8", "198.51.100.7", "2001:db8::/32", "::1"});
  const struct {
    const char* range;
    bool there;
  } cases[] = {
      {"203.0.113.0", true},     {"203.0.113.255", true}, {"203.0.114.0", false},
      {"203.0.112.255", false},  {"10.200.0.0/16", true}, {"10.0.0.0/8", true},
      {"10.0.0.0/7", false},     {"198.51.100.7", true},  {"198.51.100.6/31", false},
      {"2001:db8:1::5", true},   {"2001:db9::", false},   {"::1", true},
      {"::ffff:10.1.2.3", true}, {"0.0.0.0/0", false},    {"::/0", false},
      {"0.0.0.1", false},
  };
  for (const auto& [range, there] : cases) {
    EXPECT_EQ(set.contains(*parse_ip_range(range)), there) << range;
  }
}

TEST(IpRangeSet, KeepsOnlyTheOuterOfBlocksWithinEachOther) {
  for (auto ranges : {std::vector<std::string>{"10.0.0.0/8", "10.1.0.0/16", "10.0.0.0/8"},
                      std::vector<std::string>{"10.1.0.0/16", "10.0.0.0/16", "10.0.0.0/8"}}) {
    EXPECT_EQ(set_of(ranges).size(), 1U);
    EXPECT_TRUE(set_of(ranges).contains(*parse_ip_range("10.9.9.9")));
  }
  EXPECT_EQ(set_of({"0.0.0.0/0", "::/0"}).size(), 2U);
  EXPECT_FALSE(IpRangeSet().contains(*parse_ip_range("10.0.0.1")));
}

// Two halves are not the whole: no one block of the site holds it.
TEST(IpRangeSet, DoesNotJoinNeighbours) {
  EXPECT_FALSE(set_of({"10.0.0.0/25", "10.0.0.128/25"}).contains(*parse_ip_range("10.0.0.0/24")));
}

TEST(IpRangeSet, AgreesWithAskingEveryBlock) {
  std::mt19937 random(7);
  const auto any_range = [&] {
    const unsigned address = random() & 0x0F0F0F0FU;
    const std::string text =
        std::to_string(address >> 24) + "." + std::to_string((address >> 16) & 255) + "." +
        std::to_string((address >> 8) & 255) + "." + std::to_string(address & 255) + "/" +
        std::to_string(4 + random() % 29);
    return *parse_ip_range(text);
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<IpRange> ranges;
    IpRangeSet set;
    for (int i = 0; i < 20; ++i) {
      ranges.push_back(any_range());
      set.insert(ranges.back());
    }
    for (int i = 0; i < 50; ++i) {
      const IpRange asked = any_range();
      const bool there = std::any_of(ranges.begin(), ranges.end(),
                                     [&](const IpRange& range) { return range.contains(asked); });
      EXPECT_EQ(set.contains(asked), there) << to_string(asked);
    }
  }
}

}  // namespace
}  // namespace trailsift
