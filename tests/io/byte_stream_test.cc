// SPDX-License-Identifier: Apache-2.0
#include "io/byte_stream.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <string>

#include "tests/support/gzip_maker.h"
#include "tests/support/temp_folder.h"

namespace trailsift::io::byte_stream_test {
namespace {

using testing::gzip;
using testing::TempFolder;

struct StreamCase {
  const char* name;
  std::string file;
  std::uint64_t max_bytes;
  std::string text;
  DecodeStatus status;
  const char* error_text;
};

TEST(ByteStream, GivesEverythingUpToTheEndAndSaysWhyItIsThere) {
  const std::string hello = gzip("hello");
  const StreamCase cases[] = {
      {"empty", "", 9, "", DecodeStatus::kOk, ""},
      {"plain", "hello", 9, "hello", DecodeStatus::kOk, ""},
      {"plain, just fits", "hello", 5, "hello", DecodeStatus::kOk, ""},
      {"plain, too large", "hello", 4, "hell", DecodeStatus::kTooLarge,
       "more than 4 bytes of text"},
      {"gzip", hello, 9, "hello", DecodeStatus::kOk, ""},
      {"gzip, just fits", hello, 5, "hello", DecodeStatus::kOk, ""},
      {"gzip, too large", hello, 4, "hell", DecodeStatus::kTooLarge, "more than 4 bytes of text"},
      {"gzip, second member too large", hello + hello, 5, "hello", DecodeStatus::kTooLarge,
       "more than 5 bytes of text"},
      {"gzip, fits and is cut", hello.substr(0, hello.size() - 1), 5, "hello",
       DecodeStatus::kTruncatedGzip, "the file ends inside compressed data"},
      {"gzip, garbage", hello + "x", 9, "hello", DecodeStatus::kTrailingGarbage,
       "bytes behind the compressed data"},
      {"gzip, unknown method", "\x1f\x8b\x07 rest", 9, "", DecodeStatus::kCorruptGzip,
       "unknown compression method"},
  };
  const TempFolder folder;
  for (const StreamCase& one : cases) {
    for (const std::size_t room : {1UL, 2UL, 100UL}) {
      RawFile raw(1000);
      ByteStream stream;
      ASSERT_EQ(raw.open(folder.write("file", one.file)), 0) << one.name;
      stream.start(raw, begins_like_gzip(raw.buffered(), true), one.max_bytes);
      std::string text;
      char out[100];
      while (const std::size_t count = stream.read(out, room)) text.append(out, count);
      EXPECT_EQ(text, one.text) << one.name;
      EXPECT_EQ(stream.status(), one.status) << one.name;
      EXPECT_EQ(stream.error_text(), one.error_text) << one.name;
      EXPECT_EQ(stream.read(out, room), 0U) << one.name;
    }
  }
}

TEST(DescribeError, UsesTheSystemsWords) {
  EXPECT_EQ(describe_error(ENOENT), "No such file or directory");
}

}  // namespace
}  // namespace trailsift::io::byte_stream_test
