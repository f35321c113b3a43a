// SPDX-License-Identifier: Apache-2.0
#include "detect/pin_estimate.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

TEST(PinEstimate, TellsFrequentTextsFromRareOnes) {
  EXPECT_LT(estimate_whole(Field::kEventName, "StopLogging"),
            estimate_whole(Field::kEventName, "GetObject"));
  EXPECT_LT(estimate_whole(Field::kEventName, "GetObject"),
            estimate_whole(Field::kIdentityType, "IAMUser"));
  EXPECT_LT(estimate_part(Field::kUserAgent, "pacu/"),
            estimate_whole(Field::kEventName, "GetObject"));
  EXPECT_LT(estimate_part(Field::kEventName, "Delete"),
            estimate_whole(Field::kEventSource, "iam.amazonaws.com"));
  EXPECT_LT(estimate_whole(Field::kEventName, "ListUsers"),
            estimate_whole(Field::kEventSource, "iam.amazonaws.com"));
  EXPECT_GT(estimate_part(Field::kUserAgent, "python"),
            estimate_part(Field::kEventName, "DescribeInstance"));
  EXPECT_GT(estimate_part(Field::kIdentityArn, ":user/"),
            estimate_part(Field::kIdentityArn, ":user/mallory"));
}

}  // namespace
}  // namespace trailsift::detect
