// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/memory.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace trailsift {
namespace {

TEST(Memory, WhatIsInUseStays) {
  std::vector<std::unique_ptr<int>> numbers;
  for (int i = 0; i < 10'000; ++i) numbers.push_back(std::make_unique<int>(i));
  for (std::size_t i = 0; i < numbers.size(); i += 2) numbers[i].reset();
  release_free_memory();
  for (std::size_t i = 1; i < numbers.size(); i += 2) EXPECT_EQ(*numbers[i], static_cast<int>(i));
}

}  // namespace
}  // namespace trailsift
