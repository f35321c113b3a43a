// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/arena.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift {
namespace {

TEST(Arena, KeepsEveryCopyWhereItIs) {
  Arena arena(16);
  std::vector<std::string_view> copies;
  for (int i = 0; i < 100; ++i) copies.push_back(arena.copy("text " + std::to_string(i)));
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(copies[static_cast<std::size_t>(i)], "text " + std::to_string(i));
}

TEST(Arena, TakesTextsLargerThanABlock) {
  Arena arena(4);
  const std::string large(1000, 'x');
  const std::string_view before = arena.copy("ab");
  const std::string_view copy = arena.copy(large);
  EXPECT_EQ(copy, large);
  EXPECT_EQ(before, "ab");
}

TEST(Arena, CopiesNothingForEmptyText) {
  Arena arena;
  EXPECT_TRUE(arena.copy("").empty());
  EXPECT_TRUE(arena.copy({}).empty());
}

TEST(Arena, UsesItsFirstBlockAgainAfterReset) {
  Arena arena(64);
  arena.reset();
  const char* first = arena.copy("first").data();
  for (int i = 0; i < 50; ++i) EXPECT_EQ(arena.copy("0123456789").size(), 10U);
  arena.reset();
  EXPECT_EQ(arena.copy("again").data(), first);
}

TEST(Arena, GivesBackTheEndOfTheLastAllocation) {
  Arena arena(64);
  char* bytes = arena.allocate(32);
  arena.shrink_last(bytes + 5);
  EXPECT_EQ(arena.allocate(1), bytes + 5);
}

}  // namespace
}  // namespace trailsift
