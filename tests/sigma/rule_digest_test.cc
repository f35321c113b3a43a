// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule_digest.h"

#include <gtest/gtest.h>

namespace trailsift::sigma {
namespace {

TEST(DigestRules, GoesByTheTextsAlone) {
  // printf '2\nab1\nc' | sha256sum
  EXPECT_EQ(digest_rules({"c", "ab"}),
            "sha256:eb5085693b58bfe24b72a8ee7b4abc7292873032a87953fcdae0159883ea8d7a");
  EXPECT_EQ(digest_rules({"ab", "c"}), digest_rules({"c", "ab"}));
  EXPECT_NE(digest_rules({"a", "bc"}), digest_rules({"ab", "c"}));
  EXPECT_NE(digest_rules({"ab"}), digest_rules({"ab", "ab"}));
}

}  // namespace
}  // namespace trailsift::sigma
