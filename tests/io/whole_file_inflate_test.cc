// SPDX-License-Identifier: Apache-2.0
#include "io/whole_file_inflate.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/gzip_maker.h"

namespace trailsift::io {
namespace {

using testing::gzip;

TEST(StatedInflatedSize, IsReadFromTheLastFourBytes) {
  EXPECT_EQ(stated_inflated_size(gzip("")), 0U);
  EXPECT_EQ(stated_inflated_size(gzip("hello")), 5U);
  EXPECT_EQ(stated_inflated_size(gzip("hello") + gzip("you")), 3U);
  EXPECT_EQ(stated_inflated_size(gzip(std::string(70000, 'x'))), 70000U);
}

TEST(StatedInflatedSize, IsNotBelievedWhenItCannotBe) {
  EXPECT_FALSE(stated_inflated_size("").has_value());
  EXPECT_FALSE(stated_inflated_size("\x1f\x8b").has_value());
  EXPECT_FALSE(stated_inflated_size(std::string(17, '\0')).has_value());
  std::string liar = gzip("hello");
  liar.replace(liar.size() - 4, 4, "\xff\xff\xff\x7f");
  EXPECT_FALSE(stated_inflated_size(liar).has_value());
}

struct InflateCase {
  const char* name;
  std::string gzip;
  std::size_t room;
  const char* text;  // nullptr: not inflated
  DecodeStatus status;
};

TEST(WholeFileInflater, InflatesWhatIsSoundAndFits) {
  const std::string hello = gzip("hello");
  std::string wrong_sum = hello;
  wrong_sum[hello.size() - 8] = static_cast<char>(wrong_sum[hello.size() - 8] ^ 1);
  const InflateCase cases[] = {
      {"empty text", gzip(""), 8, "", DecodeStatus::kOk},
      {"one member", hello, 8, "hello", DecodeStatus::kOk},
      {"exactly fits", hello, 5, "hello", DecodeStatus::kOk},
      {"does not fit", hello, 4, nullptr, DecodeStatus::kOk},
      {"three members", hello + gzip("") + gzip(" you"), 16, "hello you", DecodeStatus::kOk},
      {"second does not fit", hello + gzip(" you"), 8, nullptr, DecodeStatus::kOk},
      {"zero padding", hello + std::string(512, '\0'), 8, "hello", DecodeStatus::kOk},
      {"garbage", hello + "x", 8, "hello", DecodeStatus::kTrailingGarbage},
      {"garbage in padding", hello + std::string(9, '\0') + "x", 8, "hello",
       DecodeStatus::kTrailingGarbage},
      {"second truncated", hello + gzip(" you").substr(0, 9), 32, nullptr, DecodeStatus::kOk},
      {"no trailer", hello.substr(0, hello.size() - 8), 32, nullptr, DecodeStatus::kOk},
      {"wrong checksum", wrong_sum, 32, nullptr, DecodeStatus::kOk},
      {"not gzip", "{}", 32, nullptr, DecodeStatus::kOk},
  };
  WholeFileInflater inflater;
  for (const InflateCase& one : cases) {
    std::vector<char> out(one.room);
    const auto text = inflater.inflate(one.gzip, out.data(), out.size());
    ASSERT_EQ(text.has_value(), one.text != nullptr) << one.name;
    if (!text) continue;
    EXPECT_EQ(std::string(out.data(), text->size), one.text) << one.name;
    EXPECT_EQ(text->status, one.status) << one.name;
  }
}

}  // namespace
}  // namespace trailsift::io
