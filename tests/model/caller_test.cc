// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/caller.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

TEST(Caller, HasTheNamesOfTheDocuments) {
  EXPECT_EQ(to_string(Caller::kUser), "user");
  EXPECT_EQ(to_string(Caller::kService), "service");
  EXPECT_EQ(to_string(Caller::kConsole), "console");
}

}  // namespace
}  // namespace trailsift
