// SPDX-License-Identifier: Apache-2.0
#include "detect/pause.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

TEST(Pause, LastsADayAtMost) {
  EXPECT_TRUE(goes_on(0, 0));
  EXPECT_TRUE(goes_on(kDay, 0)) << "it began before the other ended";
  EXPECT_TRUE(goes_on(kHour, kHour + kDay));
  EXPECT_FALSE(goes_on(kHour, kHour + kDay + 1));
}

TEST(Pause, WhatHasNoTimeGoesOnWithItsLike) {
  EXPECT_TRUE(goes_on(kNoTime, kNoTime));
  EXPECT_FALSE(goes_on(kNoTime, 0));
  EXPECT_FALSE(goes_on(0, kNoTime));
}

}  // namespace
}  // namespace trailsift::detect
