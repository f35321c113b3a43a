// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/hash.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

// Baselines and findings must be the same on every machine: the empty input of the reference
// implementation's own test (xxHash, tests/sanity_test_vectors.h).
TEST(HashBytes, IsXxh3) { EXPECT_EQ(hash_bytes(""), 0x2D06800538D394C2U); }

TEST(HashBytes, DependsOnEveryByteAndOnTheSeed) {
  EXPECT_EQ(hash_bytes("abc"), hash_bytes(std::string_view("abcd").substr(0, 3)));
  EXPECT_NE(hash_bytes("abc"), hash_bytes("abd"));
  EXPECT_NE(hash_bytes("abc"), hash_bytes("abc", 1));
}

// The first number that splitmix64 gives from the seed 0, as its authors publish it.
TEST(MixHashes, IsSplitmix64) {
  static_assert(mix_hashes(0, 0) == 0xE220A8397B1DCDAFU);
  EXPECT_EQ(mix_hashes(5, 5), mix_hashes(0, 0)) << "both numbers in one";
  EXPECT_NE(mix_hashes(1, 2), mix_hashes(1, 3));
  EXPECT_NE(mix_hashes(mix_hashes(0, 1), 2), mix_hashes(mix_hashes(0, 2), 1))
      << "the order of a chain counts";
}

TEST(RandomSeed, IsAnotherEachTime) { EXPECT_NE(random_seed(), random_seed()); }

}  // namespace
}  // namespace trailsift
