// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/base64.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift {
namespace {

using namespace std::string_literals;

TEST(Base64, DecodesTheVectorsOfItsStandard) {
  // RFC 4648, section 10; the padding may be missing.
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"Zg==", "f"},
      {"Zg", "f"},
      {"Zm8=", "fo"},
      {"Zm8", "fo"},
      {"Zm9v", "foo"},
      {"Zm9vYg==", "foob"},
      {"Zm9vYmE=", "fooba"},
      {"Zm9vYmFy", "foobar"},
      {"Zm9v\r\nYmFy\n", "foobar"},
      {"Zg==\r\n", "f"},
  };
  for (const auto& [text, bytes] : cases) EXPECT_EQ(decode_base64(text), bytes) << text;
  EXPECT_EQ(decode_base64("AP+/"), "\0\xFF\xBF"s);
}

TEST(Base64, RefusesEverythingElse) {
  for (const char* text : {"Z", "Zm9vY", "Zm 9v", "Zm9-", "Zm9_", "Zg==Zg==", "Z=g=", "{}",
                           "\xC3\xA9", "Zm9v\tYmFy"}) {
    EXPECT_FALSE(decode_base64(text).has_value()) << text;
  }
  EXPECT_FALSE(decode_base64("Zm\0v"s).has_value());
}

TEST(Base64, EncodesTheVectorsOfItsStandard) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
  };
  for (const auto& [bytes, text] : cases) EXPECT_EQ(encode_base64(bytes), text) << bytes;
  EXPECT_EQ(encode_base64("\0\xFF\xBF"s), "AP+/");
}

TEST(Base64, DecodesWhatItEncodes) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(decode_base64(encode_base64(bytes)), bytes) << i;
    bytes += static_cast<char>(i * 7);
  }
}

}  // namespace
}  // namespace trailsift
