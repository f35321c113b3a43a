// SPDX-License-Identifier: Apache-2.0
// Damage at every place of a file.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/support/decoded_file.h"
#include "tests/support/gzip_maker.h"
#include "tests/support/temp_folder.h"
#include "trailsift/io/decoder.h"

namespace trailsift::io {
namespace {

using testing::decode;
using testing::DecodedFile;
using testing::gzip;
using testing::streaming_limits;
using testing::TempFolder;

// Varied enough that deflate uses blocks of its own making.
std::string sample_text() {
  std::mt19937 random(7);
  std::string text;
  while (text.size() < 1500) {
    text += "{\"eventName\":\"E" + std::to_string(random() % 1000) + "\"}\n";
  }
  return text;
}

// Whole and streamed must tell the same of any file.
DecodedFile decode_both_ways(Decoder& whole, Decoder& streaming, const std::string& path) {
  const DecodedFile expected = decode(streaming, path);
  DecodedFile decoded = decode(whole, path);
  EXPECT_EQ(decoded.text, expected.text);
  EXPECT_EQ(decoded.status, expected.status);
  return decoded;
}

TEST(DecoderDamage, ACutAtEveryByteKeepsWhatStandsBeforeIt) {
  const TempFolder folder;
  const std::string text = sample_text();
  const std::string packed = gzip(text);
  Decoder whole;
  Decoder streaming(streaming_limits());
  std::size_t kept = 0;
  for (std::size_t cut = 1; cut < packed.size(); ++cut) {
    const std::string path = folder.write("file", packed.substr(0, cut));
    const DecodedFile decoded = decode_both_ways(whole, streaming, path);
    EXPECT_EQ(decoded.status, DecodeStatus::kTruncatedGzip) << cut;
    EXPECT_TRUE(text.starts_with(decoded.text)) << cut;
    EXPECT_GE(decoded.text.size(), kept) << cut;
    EXPECT_TRUE(decoded.was_gzip) << cut;
    kept = decoded.text.size();
    // Behind the deflate data stand eight bytes that hold no text.
    if (cut >= packed.size() - 8) {
      EXPECT_EQ(decoded.text, text) << cut;
    }
  }
}

TEST(DecoderDamage, ACutInTheSecondMemberKeepsTheFirst) {
  const TempFolder folder;
  const std::string text = sample_text();
  const std::string packed = gzip(text);
  Decoder whole;
  Decoder streaming(streaming_limits());
  for (std::size_t cut = 0; cut < packed.size(); ++cut) {
    const std::string path = folder.write("file", packed + packed.substr(0, cut));
    const DecodedFile decoded = decode_both_ways(whole, streaming, path);
    EXPECT_EQ(decoded.status, cut == 0 ? DecodeStatus::kOk : DecodeStatus::kTruncatedGzip) << cut;
    EXPECT_TRUE(decoded.text.starts_with(text)) << cut;
    EXPECT_TRUE((text + text).starts_with(decoded.text)) << cut;
  }
}

TEST(DecoderDamage, AFlippedBitAnywhereIsMetOrHarmless) {
  const TempFolder folder;
  const std::string text = sample_text();
  const std::string packed = gzip(text);
  Decoder whole;
  Decoder streaming(streaming_limits());
  for (std::size_t place = 0; place < packed.size(); ++place) {
    std::string damaged = packed;
    damaged[place] = static_cast<char>(damaged[place] ^ (1 << place % 8));
    const DecodedFile decoded = decode_both_ways(whole, streaming, folder.write("file", damaged));
    if (place < 2) {
      EXPECT_EQ(decoded.text, damaged) << "without its magic number it is plain";
    } else if (decoded.status == DecodeStatus::kOk) {
      EXPECT_EQ(decoded.text, text) << place;
      // The header, and the bits that fill up the last byte of the deflate data.
      EXPECT_TRUE(place < 10 || place == packed.size() - 9) << place;
    } else {
      EXPECT_FALSE(decoded.error_text.empty()) << place;
    }
    if (place >= packed.size() - 8) {
      EXPECT_EQ(decoded.status, DecodeStatus::kCorruptGzip) << place;
      EXPECT_EQ(decoded.text, text) << place;
    }
  }
}

TEST(DecoderDamage, RandomBytesBehindTheMagicNumberAreCopedWith) {
  const TempFolder folder;
  std::mt19937 random(11);
  Decoder whole;
  Decoder streaming(streaming_limits());
  for (int round = 0; round < 300; ++round) {
    std::string noise("\x1f\x8b\x08\0\0\0\0\0\0\3", 10);
    for (std::size_t left = random() % 300; left != 0; --left) noise += static_cast<char>(random());
    const DecodedFile decoded = decode_both_ways(whole, streaming, folder.write("file", noise));
    EXPECT_NE(decoded.status, DecodeStatus::kOk) << round;
  }
}

}  // namespace
}  // namespace trailsift::io
