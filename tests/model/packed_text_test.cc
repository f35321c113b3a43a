// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/packed_text.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift {
namespace {

TEST(PackedText, IsKnownByItsFirstBytes) {
  const std::pair<std::string, const char*> cases[] = {
      {"\x1F\x8B\x08", "gzip twice"},
      {"\x28\xB5\x2F\xFD", "zstd"},
      {"\xFD\x37zXZ", "xz"},
      {"BZh9", "bzip2"},
      {"PK\x03\x04", "zip archive"},
      {"PAR1", "Parquet"},
      {"7z\xBC\xAF\x27\x1C", "7z archive"},
  };
  for (const auto& [text, name] : cases) {
    EXPECT_NE(packed_as(text).find(name), std::string_view::npos) << name;
    EXPECT_EQ(packed_as(text.substr(0, 1)), "") << name;
    EXPECT_EQ(packed_as(" " + text), "") << name;
  }
  EXPECT_EQ(packed_as(""), "");
  EXPECT_EQ(packed_as("{}"), "");
}

}  // namespace
}  // namespace trailsift
