// SPDX-License-Identifier: Apache-2.0
#include "detect/intern_pool.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::detect {
namespace {

TEST(StringPool, KeepsEachTextOnce) {
  StringPool pool;
  std::string text = "alice";
  const std::uint32_t alice = pool.intern(text);
  text = "other";
  EXPECT_EQ(pool.intern("alice"), alice);
  EXPECT_NE(pool.intern("Alice"), alice);
  EXPECT_EQ(pool[alice], "alice");
  EXPECT_EQ(pool[pool.intern("")], "");
  EXPECT_EQ(pool.size(), 3U);
}

TEST(StringPool, ViewsSurviveGrowth) {
  StringPool pool;
  const std::string_view first = pool[pool.intern("first")];
  for (int i = 0; i < 100000; ++i) (void)pool.intern("text " + std::to_string(i));
  EXPECT_EQ(first, "first");
  EXPECT_EQ(pool[pool.intern("text 99999")], "text 99999");
  EXPECT_EQ(pool.size(), 100001U);
  EXPECT_GT(pool.memory_bytes(), 100000U);
}

TEST(TuplePool, KeepsEachTupleOnceWhateverItsLength) {
  TuplePool pool;
  const std::vector<std::uint32_t> empty;
  const std::vector<std::uint32_t> one = {7};
  const std::vector<std::uint32_t> two = {7, 7};
  const std::uint32_t first = pool.intern(empty);
  const std::uint32_t second = pool.intern(one);
  const std::uint32_t third = pool.intern(two);
  EXPECT_EQ(pool.intern(empty), first);
  EXPECT_EQ(pool.intern(one), second);
  EXPECT_EQ(pool.intern(two), third);
  EXPECT_EQ(pool.size(), 3U);
  EXPECT_EQ(pool[first].size(), 0U);
  EXPECT_EQ(pool[third].size(), 2U);
}

TEST(TuplePool, GrowsWithoutForgetting) {
  TuplePool pool;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    EXPECT_EQ(pool.intern(std::vector<std::uint32_t>{i, i / 2}), i);
  }
  for (std::uint32_t i = 0; i < 20000; ++i) {
    EXPECT_EQ(pool.intern(std::vector<std::uint32_t>{i, i / 2}), i);
    EXPECT_EQ(pool[i][1], i / 2);
  }
}

}  // namespace
}  // namespace trailsift::detect
