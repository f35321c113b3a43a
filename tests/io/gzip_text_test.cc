// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/gzip_text.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/gzip_maker.h"

namespace trailsift::io::gzip_text_test {
namespace {

using testing::gzip;

TEST(IsGzip, NeedsTheMagicNumber) {
  EXPECT_TRUE(is_gzip(gzip("")));
  EXPECT_FALSE(is_gzip(""));
  EXPECT_FALSE(is_gzip("{}"));
  EXPECT_FALSE(is_gzip("\x1f{}"));
}

struct TextCase {
  const char* name;
  std::string gzip;
  std::uint64_t max_bytes;
  std::string text;
  DecodeStatus status;
};

TEST(InflateText, GivesWhatStandsBeforeTheLimitOrTheDamage) {
  const std::string hello = gzip("hello");
  const std::string large(200000, 'a');
  const TextCase cases[] = {
      {"empty text", gzip(""), 9, "", DecodeStatus::kOk},
      {"one member", hello, 9, "hello", DecodeStatus::kOk},
      {"two members", hello + gzip(" you"), 9, "hello you", DecodeStatus::kOk},
      {"just fits", hello, 5, "hello", DecodeStatus::kOk},
      {"too large", hello, 4, "hell", DecodeStatus::kTooLarge},
      {"nothing allowed", hello, 0, "", DecodeStatus::kTooLarge},
      {"several steps", gzip(large), large.size(), large, DecodeStatus::kOk},
      {"cut", hello.substr(0, hello.size() - 1), 9, "hello", DecodeStatus::kTruncatedGzip},
      {"nothing", "", 9, "", DecodeStatus::kTruncatedGzip},
      {"garbage", hello + "x", 9, "hello", DecodeStatus::kTrailingGarbage},
      {"not gzip", "{}", 9, "", DecodeStatus::kCorruptGzip},
  };
  for (const TextCase& one : cases) {
    const GzipText result = inflate_text(one.gzip, one.max_bytes);
    EXPECT_EQ(result.text, one.text) << one.name;
    EXPECT_EQ(result.status, one.status) << one.name;
  }
}

}  // namespace
}  // namespace trailsift::io::gzip_text_test
