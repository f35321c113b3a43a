// SPDX-License-Identifier: Apache-2.0
#include "io/gzip_stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/gzip_maker.h"

namespace trailsift::io {
namespace {

using testing::gzip;

TEST(BeginsLikeGzip, GoesByTheMagicNumber) {
  EXPECT_TRUE(begins_like_gzip("\x1f\x8b\x08", true));
  EXPECT_TRUE(begins_like_gzip("\x1f", true));
  EXPECT_FALSE(begins_like_gzip("\x1f", false));
  EXPECT_FALSE(begins_like_gzip("\x1f{", true));
  EXPECT_FALSE(begins_like_gzip("", true));
  EXPECT_FALSE(begins_like_gzip("{\"Records\"", true));
}

struct Outcome {
  std::string text;
  DecodeStatus damage = DecodeStatus::kOk;
  bool may_end = false;
};

// Feeds pieces of `piece` bytes into rooms of `room` bytes.
Outcome run(GzipStream& stream, std::string_view input, std::size_t piece, std::size_t room) {
  Outcome outcome;
  std::vector<char> out(room);
  stream.start();
  while (stream.damage() == DecodeStatus::kOk) {
    const auto step = stream.inflate(input.substr(0, piece), out.data(), room);
    outcome.text.append(out.data(), step.given);
    const bool was_fed = !input.empty();
    input.remove_prefix(step.taken);
    if (!was_fed && step.given == 0) break;
  }
  outcome.damage = stream.damage();
  outcome.may_end = stream.may_end();
  return outcome;
}

struct StreamCase {
  const char* name;
  std::string input;
  std::string text;
  DecodeStatus damage;
  bool may_end;
};

TEST(GzipStream, TellsMembersPaddingGarbageAndDamageApart) {
  const std::string hello = gzip("hello");
  std::string wrong_sum = hello;
  wrong_sum[hello.size() - 8] = static_cast<char>(wrong_sum[hello.size() - 8] ^ 1);
  const StreamCase cases[] = {
      {"nothing", "", "", DecodeStatus::kOk, false},
      {"one member", hello, "hello", DecodeStatus::kOk, true},
      {"three members", hello + gzip("") + gzip(" you"), "hello you", DecodeStatus::kOk, true},
      {"run of one byte", gzip(std::string(5000, 'a')), std::string(5000, 'a'), DecodeStatus::kOk,
       true},
      {"zero padding", hello + std::string(512, '\0'), "hello", DecodeStatus::kOk, true},
      {"garbage", hello + "x", "hello", DecodeStatus::kTrailingGarbage, true},
      {"garbage in padding", hello + std::string(9, '\0') + "x", "hello",
       DecodeStatus::kTrailingGarbage, true},
      {"member behind padding", hello + std::string(9, '\0') + hello, "hello",
       DecodeStatus::kTrailingGarbage, true},
      {"no trailer", hello.substr(0, hello.size() - 8), "hello", DecodeStatus::kOk, false},
      {"second header cut", hello + hello.substr(0, 3), "hello", DecodeStatus::kOk, false},
      {"wrong checksum", wrong_sum, "hello", DecodeStatus::kCorruptGzip, false},
      {"wrong checksum, more behind", wrong_sum + hello, "hello", DecodeStatus::kCorruptGzip,
       false},
      {"unknown method", "\x1f\x8b\x07 rest", "", DecodeStatus::kCorruptGzip, false},
  };
  GzipStream stream;
  for (const StreamCase& one : cases) {
    for (const std::size_t piece : {1UL, 3UL, 100000UL}) {
      for (const std::size_t room : {1UL, 7UL, 100000UL}) {
        const Outcome outcome = run(stream, one.input, piece, room);
        EXPECT_EQ(outcome.text, one.text) << one.name << ' ' << piece << ' ' << room;
        EXPECT_EQ(outcome.damage, one.damage) << one.name << ' ' << piece << ' ' << room;
        EXPECT_EQ(outcome.may_end, one.may_end) << one.name << ' ' << piece << ' ' << room;
      }
    }
  }
}

TEST(GzipStream, SaysWhatIsWrong) {
  GzipStream stream;
  static_cast<void>(run(stream, gzip("hello"), 100, 100));
  EXPECT_STREQ(stream.message(), "");
  static_cast<void>(run(stream, "\x1f\x8b\x07 rest", 100, 100));
  EXPECT_STREQ(stream.message(), "unknown compression method");
  static_cast<void>(run(stream, gzip("hello") + "x", 100, 100));
  EXPECT_STREQ(stream.message(), kTrailingGarbageText);
}

}  // namespace
}  // namespace trailsift::io
