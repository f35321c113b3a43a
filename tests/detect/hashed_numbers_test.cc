// SPDX-License-Identifier: Apache-2.0
#include "detect/hashed_numbers.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace trailsift::detect {
namespace {

TEST(HashedNumbers, KeepsTheFirstNumberUntilItIsChanged) {
  HashedNumbers numbers;
  EXPECT_EQ(numbers.find(7), 0);
  EXPECT_EQ(numbers.at(7, 5), 5);
  EXPECT_EQ(numbers.at(7, 9), 5);
  numbers.at(7, 0) += 2;
  EXPECT_EQ(numbers.find(7), 7);
  EXPECT_EQ(numbers.find(8), 0);
  EXPECT_EQ(numbers.size(), 1U);
}

TEST(HashedNumbers, TakesEveryHash) {
  HashedNumbers numbers;
  numbers.at(0, 3) += 1;
  EXPECT_EQ(numbers.find(0), 4);
  EXPECT_EQ(numbers.size(), 1U);
}

// A std::map as the plain twin; many of the hashes meet in their low bits.
TEST(HashedNumbers, IsAMap) {
  std::mt19937_64 random(3);  // NOLINT(cert-msc51-cpp): the same numbers each time
  HashedNumbers numbers;
  std::map<std::uint64_t, std::int64_t> plain;
  for (int i = 0; i < 50'000; ++i) {
    const std::uint64_t hash = (random() % 4000 + 2) << (random() % 2 == 0 ? 0 : 40);
    const auto fresh = static_cast<std::int64_t>(random() % 100);
    numbers.at(hash, fresh) += i;
    plain.try_emplace(hash, fresh).first->second += i;
  }
  EXPECT_EQ(numbers.size(), plain.size());
  for (const auto& [hash, number] : plain) EXPECT_EQ(numbers.find(hash), number);
}

}  // namespace
}  // namespace trailsift::detect
