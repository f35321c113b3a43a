// SPDX-License-Identifier: Apache-2.0
#include "detect/arn.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

TEST(Arn, HasAnAccountAndAResource) {
  const auto user = read_arn("arn:aws:iam::111122223333:user/path/ann");
  ASSERT_TRUE(user);
  EXPECT_EQ(user->account, "111122223333");
  EXPECT_EQ(user->resource, "user/path/ann");
  const auto snapshot = read_arn("arn:aws-cn:rds:cn-north-1:111122223333:snapshot:a:b");
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->resource, "snapshot:a:b");
  EXPECT_EQ(read_arn("arn:aws:s3:::bucket")->account, "");
}

TEST(Arn, NothingElseIsOne) {
  for (const char* const text :
       {"", "arn:", "arn:aws:iam::111122223333", "user/ann", "a:b:c:d:e:f"})
    EXPECT_FALSE(read_arn(text)) << text;
}

}  // namespace
}  // namespace trailsift::detect
