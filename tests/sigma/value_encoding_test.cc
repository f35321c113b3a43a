// SPDX-License-Identifier: Apache-2.0
#include "sigma/value_encoding.h"

#include <gtest/gtest.h>

#include "trailsift/base/base64.h"

namespace trailsift::sigma {
namespace {

using namespace std::string_literals;

// The examples of the modifiers appendix, and characters that take two units.
TEST(EncodeUtf16, WritesBothOrders) {
  EXPECT_EQ(encode_utf16("cmd", Utf16Form::kLowFirst), "c\0m\0d\0"s);
  EXPECT_EQ(encode_utf16("cmd", Utf16Form::kHighFirst), "\0c\0m\0d"s);
  EXPECT_EQ(encode_utf16("\u20AC", Utf16Form::kLowFirst), "\xAC\x20"s);
  EXPECT_EQ(encode_utf16("\U0001F4A9", Utf16Form::kLowFirst), "\x3D\xD8\xA9\xDC"s);
  EXPECT_EQ(encode_utf16("\U0001F4A9", Utf16Form::kHighFirst), "\xD8\x3D\xDC\xA9"s);
  EXPECT_EQ(encode_utf16("", Utf16Form::kMarked), "");
}

// Whatever stands before the value and behind it, one of the three texts is found.
TEST(EncodedAtEachOffset, IsFoundAnywhere) {
  for (const std::string value : {"ab", "abc", "curl ", "http://", "/bin/sh"}) {
    const std::vector<std::string> parts = encoded_at_each_offset(value);
    ASSERT_EQ(parts.size(), 3U);
    for (std::size_t before = 0; before < 7; ++before) {
      for (std::size_t behind = 0; behind < 4; ++behind) {
        for (const char around : {'\0', 'x', '\xFF'}) {
          const std::string text =
              encode_base64(std::string(before, around) + value + std::string(behind, around));
          EXPECT_NE(text.find(parts[before % 3]), text.npos) << value << " behind " << before;
        }
      }
    }
  }
}

TEST(EncodedAtEachOffset, SaysAllThatIsCertain) {
  EXPECT_EQ(encoded_at_each_offset("foo"), (std::vector<std::string>{"Zm9v", "Zvb", "mb2"}));
}

}  // namespace
}  // namespace trailsift::sigma
