// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/utf8.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

using namespace std::string_view_literals;

#define FFFD "\xEF\xBF\xBD"

TEST(CountCharacters, CountsThemAndNotTheirBytes) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("abc"), 3U);
  EXPECT_EQ(count_characters("\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x92\xA9"), 5U);
  EXPECT_EQ(count_characters("\xFF\x80"), 1U);
}

TEST(SkipCharacters, LeavesWhatComesBehindThem) {
  EXPECT_EQ(skip_characters("\xC3\xA4 \xE2\x82\xAC!", 0), "\xC3\xA4 \xE2\x82\xAC!");
  EXPECT_EQ(skip_characters("\xC3\xA4 \xE2\x82\xAC!", 2), "\xE2\x82\xAC!");
  EXPECT_EQ(skip_characters("\xC3\xA4 \xE2\x82\xAC!", 3), "!");
  EXPECT_EQ(skip_characters("\xC3\xA4", 1), "");
  EXPECT_EQ(skip_characters("ab", 9), "");
}

TEST(FrontCharacters, EndsBetweenCharacters) {
  EXPECT_EQ(front_characters("abc", 3), "abc");
  EXPECT_EQ(front_characters("abc", 2), "ab");
  EXPECT_EQ(front_characters("a\xE2\x82\xAC!", 4), "a\xE2\x82\xAC");
  EXPECT_EQ(front_characters("a\xE2\x82\xAC!", 3), "a");
  EXPECT_EQ(front_characters("\xC3\xA4", 1), "");
}

TEST(ToValidUtf8, LeavesUtf8AsItIs) {
  for (const std::string_view text :
       {""sv, "plain ASCII, longer than eight bytes"sv, "a\0b"sv, "\x7F"sv, "\xC2\x80"sv,
        "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv, "\xEF\xBF\xBF"sv,
        "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv, "12345678\xC3\xA4"sv,
        "1234567\xC3\xA4 end"sv}) {
    EXPECT_TRUE(is_valid_utf8(text)) << text;
    EXPECT_EQ(to_valid_utf8(text), text);
  }
}

TEST(ToValidUtf8, ReplacesEachMaximalInvalidSequence) {
  struct Case {
    std::string_view text;
    std::string_view valid;
  };
  const Case cases[] = {
      // Bytes that never begin a character.
      {"\x80", FFFD},
      {"\xBF\xBF", FFFD FFFD},
      {"\xFE\xFF", FFFD FFFD},
      {"\xF5\x80", FFFD FFFD},
      // Overlong forms.
      {"\xC0\xAF", FFFD FFFD},
      {"\xC1\x80", FFFD FFFD},
      {"\xE0\x9F\xBF", FFFD FFFD FFFD},
      {"\xF0\x8F\xBF\xBF", FFFD FFFD FFFD FFFD},
      // Surrogates and numbers above the last character.
      {"\xED\xA0\x80", FFFD FFFD FFFD},
      {"\xED\xBF\xBF", FFFD FFFD FFFD},
      {"\xF4\x90\x80\x80", FFFD FFFD FFFD FFFD},
      // Sequences that break off.
      {"\xC3", FFFD},
      {"a\xE2\x82", "a" FFFD},
      {"\xF0\x9F\x92", FFFD},
      {"\xF0\x9F", FFFD},
      {"\xE2\x82"
       "a",
       FFFD "a"},
      {"\xE2\x82\xC3\xA4", FFFD "\xC3\xA4"},
      // The example of the Unicode standard, chapter 3, table 3-8.
      {"\xF1\x80\x80\xE1\x80\xC2"
       "b\x80"
       "c\x80\xBF"
       "d",
       FFFD FFFD FFFD "b" FFFD "c" FFFD FFFD "d"},
      {"good \xFF good", "good " FFFD " good"},
  };
  for (const Case& one : cases) {
    EXPECT_FALSE(is_valid_utf8(one.text)) << one.valid;
    EXPECT_EQ(to_valid_utf8(one.text), one.valid);
  }
}

TEST(AppendUtf8, WritesEveryLength) {
  std::string text = "x";
  for (const char32_t character : {U'\0', U'a', U'\u00E4', U'\u20AC', U'\U0001F4A9'}) {
    append_utf8(text, character);
  }
  EXPECT_EQ(text, "x\0a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x92\xA9"sv);
}

TEST(AppendUtf8, WritesNothingInvalid) {
  for (const char32_t character :
       {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}, char32_t{0xFFFFFFFF}}) {
    std::string text;
    append_utf8(text, character);
    EXPECT_EQ(text, FFFD);
  }
}

TEST(TakeCharacter, UndoesAppendUtf8) {
  for (char32_t character = 0; character <= 0x10FFFF; ++character) {
    if (character >= 0xD800 && character < 0xE000) continue;
    std::string text;
    append_utf8(text, character);
    text += 'x';
    std::string_view rest = text;
    ASSERT_EQ(take_character(rest), character);
    ASSERT_EQ(rest, "x") << static_cast<std::uint32_t>(character);
  }
}

TEST(TakeCharacter, TakesBadBytesOneByOne) {
  std::string_view text = "\xE2\x82z";
  EXPECT_EQ(take_character(text), U'\uFFFD');
  EXPECT_EQ(take_character(text), U'\uFFFD');
  EXPECT_EQ(take_character(text), U'z');
  EXPECT_TRUE(text.empty());
}

TEST(AppendUtf8, AgreesWithTheCheckOnEveryCharacter) {
  for (char32_t character = 0; character <= 0x10FFFF; ++character) {
    std::string text;
    append_utf8(text, character);
    ASSERT_TRUE(is_valid_utf8(text)) << static_cast<std::uint32_t>(character);
  }
}

}  // namespace
}  // namespace trailsift
