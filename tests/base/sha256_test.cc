// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/sha256.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

std::string digest_of(std::initializer_list<std::string_view> pieces) {
  Sha256 digest;
  for (const std::string_view piece : pieces) digest.update(piece);
  return digest.finish();
}

// The examples of FIPS 180-4 as NIST publishes them ("SHA-256 example values").
TEST(Sha256, GivesTheDigestsOfTheStandard) {
  EXPECT_EQ(digest_of({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(digest_of({"abc"}), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(digest_of({"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"}),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, DoesNotDependOnHowTheTextIsCut) {
  EXPECT_EQ(digest_of({"a", "", "bc"}), digest_of({"abc"}));
}

TEST(Sha256, CountsEveryByteIncludingNul) {
  EXPECT_NE(digest_of({std::string_view("a\0b", 3)}), digest_of({"ab"}));
}

}  // namespace
}  // namespace trailsift
