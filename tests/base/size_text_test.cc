// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/size_text.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

TEST(SizeText, TakesTheUnitThatFits) {
  EXPECT_EQ(size_text(0), "0 B");
  EXPECT_EQ(size_text(1500), "1.5 kB");
  EXPECT_EQ(size_text(999'960), "1.0 MB");
  EXPECT_EQ(size_text(18446744073709551615U), "18446744.1 TB");
}

}  // namespace
}  // namespace trailsift
