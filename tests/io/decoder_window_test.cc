// SPDX-License-Identifier: Apache-2.0
// How windows carry over, grow and skip.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "tests/support/decoded_file.h"
#include "tests/support/gzip_maker.h"
#include "tests/support/temp_folder.h"
#include "trailsift/io/decoder.h"

namespace trailsift::io {
namespace {

using testing::check_padding;
using testing::gzip;
using testing::TempFolder;

InputFile file_at(const std::string& path) {
  InputFile file;
  file.path = path;
  return file;
}

DecodeLimits small_limits() {
  DecodeLimits limits = testing::streaming_limits(16);
  limits.max_window_bytes = 64;
  return limits;
}

// Consumes a random part of each window, and nothing now and then; checks that each window goes on
// where the one before was left. Returns all that was consumed.
std::string consume_at_random(Decoder& decoder, std::mt19937& random) {
  std::string consumed;
  Window window = decoder.next(0);
  while (true) {
    check_padding(window);
    EXPECT_EQ(window.offset, consumed.size());
    EXPECT_EQ(decoder.bytes_decoded(), window.offset + window.bytes.size());
    std::size_t count = random() % (window.bytes.size() + 1);
    if (random() % 4 == 0) count = 0;
    if (decoder.status() == DecodeStatus::kWindowFull || random() % 8 == 0) {
      count = window.bytes.size();
    }
    const bool is_end = window.last && decoder.status() != DecodeStatus::kWindowFull;
    if (is_end) count = window.bytes.size();
    consumed += window.bytes.substr(0, count);
    if (is_end) return consumed;
    const std::string rest(window.bytes.substr(count));
    window = decoder.next(count);
    EXPECT_TRUE(window.bytes.starts_with(rest));
  }
}

TEST(DecoderWindow, WhatIsConsumedIsTheTextInAnyPattern) {
  const TempFolder folder;
  std::mt19937 random(20230710);
  std::string text;
  while (text.size() < 20000) text += std::to_string(random());
  const std::string mark("\xFF\xFE", 2);
  std::string wide = mark;
  for (const char c : text) (wide += c) += '\0';
  for (const std::string& content : {text, gzip(text), gzip(text) + gzip(""), wide, gzip(wide)}) {
    const std::string path = folder.write("file", content);
    for (int round = 0; round < 40; ++round) {
      DecodeLimits limits = testing::streaming_limits(16 + random() % 400);
      limits.max_window_bytes = limits.chunk_bytes + random() % 4000;
      Decoder decoder(limits);
      ASSERT_EQ(decoder.open(file_at(path)), DecodeStatus::kOk);
      ASSERT_EQ(consume_at_random(decoder, random), text) << round;
      ASSERT_EQ(decoder.status(), DecodeStatus::kOk);
    }
  }
}

TEST(DecoderWindow, GrowsOnlyWhenNothingIsConsumed) {
  const TempFolder folder;
  Decoder decoder(small_limits());
  ASSERT_EQ(decoder.open(file_at(folder.write("file", std::string(500, 'a')))), DecodeStatus::kOk);
  EXPECT_EQ(decoder.next(0).bytes.size(), 16U);
  EXPECT_EQ(decoder.next(1).bytes.size(), 16U);
  EXPECT_EQ(decoder.next(0).bytes.size(), 32U);
  EXPECT_EQ(decoder.next(32).bytes.size(), 32U);
  EXPECT_EQ(decoder.next(0).bytes.size(), 64U);
  const Window full = decoder.next(0);
  EXPECT_TRUE(full.last);
  EXPECT_EQ(full.bytes.size(), 64U);
  EXPECT_EQ(full.offset, 33U);
  EXPECT_EQ(decoder.status(), DecodeStatus::kWindowFull);
  EXPECT_EQ(decoder.error_text(), "a value does not fit 64 bytes");
  const Window next = decoder.next(60);
  EXPECT_FALSE(next.last);
  EXPECT_EQ(next.offset, 93U);
  EXPECT_EQ(decoder.status(), DecodeStatus::kOk);
}

TEST(DecoderWindow, AValueThatJustFitsIsNotTooLarge) {
  const TempFolder folder;
  Decoder decoder(small_limits());
  ASSERT_EQ(decoder.open(file_at(folder.write("file", std::string(63, 'a')))), DecodeStatus::kOk);
  Window window = decoder.next(0);
  while (!window.last) window = decoder.next(0);
  EXPECT_EQ(window.bytes, std::string(63, 'a'));
  EXPECT_EQ(decoder.status(), DecodeStatus::kOk);
}

TEST(DecoderWindow, AWholeFileIsOneWindow) {
  const TempFolder folder;
  Decoder decoder;
  ASSERT_EQ(decoder.open(file_at(folder.write("file", gzip("{} {}")))), DecodeStatus::kOk);
  EXPECT_TRUE(decoder.next(0).last);
  const Window rest = decoder.next(3);
  EXPECT_TRUE(rest.last);
  EXPECT_EQ(rest.bytes, "{}");
  EXPECT_EQ(rest.offset, 3U);
  EXPECT_TRUE(decoder.next(100).bytes.empty());
  EXPECT_FALSE(decoder.skip_to_next_line());
}

TEST(DecoderWindow, SkipsALineThatDoesNotFit) {
  const TempFolder folder;
  const std::string text = "{1}\n" + std::string(1000, 'x') + "\n{2}\n" + std::string(90, 'y');
  for (const std::string& content : {text, gzip(text)}) {
    Decoder decoder(small_limits());
    ASSERT_EQ(decoder.open(file_at(folder.write("file", content))), DecodeStatus::kOk);
    EXPECT_TRUE(decoder.next(0).bytes.starts_with("{1}\n"));
    Window window = decoder.next(4);
    while (!window.last) window = decoder.next(0);
    ASSERT_EQ(decoder.status(), DecodeStatus::kWindowFull);

    ASSERT_TRUE(decoder.skip_to_next_line());
    EXPECT_EQ(decoder.status(), DecodeStatus::kOk);
    window = decoder.next(0);
    check_padding(window);
    EXPECT_TRUE(window.bytes.starts_with("{2}\ny"));
    EXPECT_EQ(window.offset, 1005U);
    EXPECT_FALSE(window.last);
    EXPECT_LE(window.bytes.size(), 16U) << "the window is as small again as at first";

    EXPECT_FALSE(decoder.skip_to_next_line());
    window = decoder.next(0);
    check_padding(window);
    EXPECT_TRUE(window.last && window.bytes.empty());
    EXPECT_EQ(decoder.status(), DecodeStatus::kOk);
    EXPECT_EQ(decoder.bytes_decoded(), text.size());
  }
}

TEST(DecoderWindow, SkippingMeetsTheEndAndItsReason) {
  const TempFolder folder;
  Decoder decoder(small_limits());
  const std::string packed = gzip(std::string(1000, 'x'));
  ASSERT_EQ(decoder.open(file_at(folder.write("file", packed.substr(0, packed.size() - 1)))),
            DecodeStatus::kOk);
  EXPECT_FALSE(decoder.next(0).last);
  EXPECT_FALSE(decoder.skip_to_next_line());
  EXPECT_EQ(decoder.status(), DecodeStatus::kTruncatedGzip);
}

TEST(DecoderWindow, ANewlineAtTheVeryEndLeavesAnEmptyWindow) {
  const TempFolder folder;
  Decoder decoder(small_limits());
  ASSERT_EQ(decoder.open(file_at(folder.write("file", std::string(40, 'x') + '\n'))),
            DecodeStatus::kOk);
  EXPECT_FALSE(decoder.next(0).last);
  EXPECT_TRUE(decoder.skip_to_next_line());
  const Window window = decoder.next(0);
  EXPECT_TRUE(window.last && window.bytes.empty());
  EXPECT_EQ(window.offset, 41U);
}

}  // namespace
}  // namespace trailsift::io
