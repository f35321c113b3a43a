// SPDX-License-Identifier: Apache-2.0
#include "detect/log_source.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

TEST(LogSource, IsCloudTrailByProductOrService) {
  EXPECT_TRUE(is_for_cloudtrail({"", "aws", "cloudtrail"}));
  EXPECT_TRUE(is_for_cloudtrail({"", "AWS", ""}));
  EXPECT_TRUE(is_for_cloudtrail({"", "", "CloudTrail"}));
  EXPECT_FALSE(is_for_cloudtrail({"", "", ""}));
  EXPECT_FALSE(is_for_cloudtrail({"", "aws", "route53"}));
  EXPECT_FALSE(is_for_cloudtrail({"", "windows", "cloudtrail"}));
  EXPECT_FALSE(is_for_cloudtrail({"network", "aws", "cloudtrail"}));
}

}  // namespace
}  // namespace trailsift::detect
