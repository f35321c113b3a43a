// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace trailsift {
namespace {

TEST(SourceLocation, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ((SourceLocation{"a.yml", 3, 7}.to_string()), "a.yml:3:7");
  EXPECT_EQ((SourceLocation{"a.yml", 3, 0}.to_string()), "a.yml:3");
  EXPECT_EQ((SourceLocation{"a.yml", 0, 7}.to_string()), "a.yml");
  EXPECT_EQ(SourceLocation{}.to_string(), "");
}

TEST(Error, SaysWhereWhatAndWhatToDo) {
  const Error full{"no-file", "cannot open it", {"a.yml", 3, 7}, "check the path"};
  EXPECT_EQ(full.to_string(), "a.yml:3:7: cannot open it [no-file]\n  check the path");
  const Error bare{"", "cannot open it", {}, ""};
  EXPECT_EQ(bare.to_string(), "cannot open it");
}

TEST(Result, HoldsAValue) {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(static_cast<bool>(result));
  const std::unique_ptr<int> moved = std::move(result).value();
  EXPECT_EQ(*moved, 7);
}

TEST(Result, HoldsAnError) {
  const Result<int> result(Error{"code", "message", {}, {}});
  ASSERT_FALSE(result.ok());
  EXPECT_FALSE(static_cast<bool>(result));
  EXPECT_EQ(result.error().code, "code");
}

TEST(Result, MayHoldAValueThatIsItselfAnErrorText) {
  const Result<std::string> result(std::string("error"));
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result.value(), "error");
}

}  // namespace
}  // namespace trailsift
