// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/decode_status.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace trailsift::io {
namespace {

TEST(DecodeStatus, EveryStatusHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(DecodeStatus::kWindowFull); ++i) {
    names.insert(to_string(static_cast<DecodeStatus>(i)));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(DecodeStatus::kWindowFull) + 1);
  EXPECT_FALSE(names.contains("unknown"));
  EXPECT_EQ(to_string(DecodeStatus::kTruncatedGzip), "truncated-gzip");
}

}  // namespace
}  // namespace trailsift::io
