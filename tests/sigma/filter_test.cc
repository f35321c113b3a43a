// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/filter.h"

#include <gtest/gtest.h>

namespace trailsift::sigma {
namespace {

TEST(Filter, IsCalledByItsIdOrNameOrTitle) {
  Filter filter;
  filter.title = "Title";
  EXPECT_EQ(filter.label(), "Title");
  filter.name = "name";
  EXPECT_EQ(filter.label(), "name");
  filter.id = "id";
  EXPECT_EQ(filter.label(), "id");
}

}  // namespace
}  // namespace trailsift::sigma
