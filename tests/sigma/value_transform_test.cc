// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/value_transform.h"

#include <gtest/gtest.h>

namespace trailsift::sigma {
namespace {

using namespace std::string_literals;

TransformedValue transform(std::vector<Modifier> modifiers, std::string_view text,
                           std::string field = "a") {
  FieldTest test;
  test.field = std::move(field);
  test.modifiers = std::move(modifiers);
  return transform_value(test, text);
}

// "exact:x" and so on, joined by spaces; of a glob the pieces.
std::string dump(const TransformedValue& value) {
  constexpr std::string_view kNames[] = {"exact:", "prefix:", "suffix:", "contains:", "any:", ""};
  std::string text = value.problem;
  for (const ValuePattern& pattern : value.patterns) {
    if (!text.empty()) text += ' ';
    text += kNames[static_cast<std::size_t>(pattern.shape)];
    text += pattern.text;
    for (const ValuePattern::Piece& piece : pattern.pieces) {
      constexpr std::string_view kMarks[] = {"", "*", "?", "~"};
      text += piece.text + std::string(kMarks[static_cast<std::size_t>(piece.kind)]);
    }
  }
  return text;
}

TEST(TransformValue, PutsWildcardsAround) {
  EXPECT_EQ(dump(transform({}, "x")), "exact:x");
  EXPECT_EQ(dump(transform({Modifier::kContains}, "x")), "contains:x");
  EXPECT_EQ(dump(transform({Modifier::kStartsWith}, "x?")), "x?*");
  EXPECT_EQ(dump(transform({Modifier::kEndsWith}, "x")), "suffix:x");
  EXPECT_EQ(dump(transform({}, "x", "")), "contains:x");
}

TEST(TransformValue, EncodesInBase64) {
  EXPECT_EQ(dump(transform({Modifier::kBase64}, "foo")), "exact:Zm9v");
  EXPECT_EQ(dump(transform({Modifier::kBase64}, "fo")), "exact:Zm8=");
  EXPECT_EQ(dump(transform({Modifier::kBase64}, R"(\*)")), "exact:Kg==");
  EXPECT_EQ(dump(transform({Modifier::kBase64}, "")), "exact:");
  EXPECT_EQ(dump(transform({Modifier::kBase64, Modifier::kContains}, "foo")), "contains:Zm9v");
  EXPECT_EQ(dump(transform({Modifier::kBase64Offset, Modifier::kContains}, "foo")),
            "contains:Zm9v contains:Zvb contains:mb2");
  EXPECT_EQ(dump(transform({Modifier::kBase64Offset}, "foo", "")),
            "contains:Zm9v contains:Zvb contains:mb2");
}

TEST(TransformValue, EncodesInUtf16) {
  EXPECT_EQ(dump(transform({Modifier::kWide}, "ab")), "exact:a\0b\0"s);
  EXPECT_EQ(dump(transform({Modifier::kUtf16le}, "ab")), "exact:a\0b\0"s);
  EXPECT_EQ(dump(transform({Modifier::kUtf16be}, "ab")), "exact:\0a\0b"s);
  EXPECT_EQ(dump(transform({Modifier::kUtf16}, "ab")), "exact:\xFF\xFE\x61\0b\0"s);
  EXPECT_EQ(dump(transform({Modifier::kUtf16}, "*a")), "\xFF\xFE*a\0"s);
  EXPECT_EQ(dump(transform({Modifier::kWide}, "a?")), "a\0??"s);
  EXPECT_EQ(dump(transform({Modifier::kWide, Modifier::kBase64}, "ab")), "exact:YQBiAA==");
  EXPECT_EQ(dump(transform({Modifier::kUtf16, Modifier::kBase64}, "ab")), "exact://5hAGIA");
}

TEST(TransformValue, ADashStandsForAnyDash) {
  EXPECT_EQ(dump(transform({Modifier::kWindash}, "-a /b\u2013c")), "~a ~b~c");
  EXPECT_EQ(dump(transform({Modifier::kWindash, Modifier::kContains}, " -e ")), "* ~e *");
  EXPECT_EQ(dump(transform({Modifier::kWindash}, "a*-")), "a*~");
  EXPECT_EQ(dump(transform({Modifier::kWindash}, "abc")), "exact:abc");
  // Encoded, each choice is a value of its own.
  EXPECT_EQ(dump(transform({Modifier::kWindash, Modifier::kBase64}, "-e")),
            "exact:LWU= exact:L2U= exact:4oCTZQ== exact:4oCUZQ== exact:4oCVZQ==");
  EXPECT_EQ(transform({Modifier::kWindash, Modifier::kWide}, "-a -b").patterns.size(), 25U);
}

TEST(MayRefuseValues, IsTrueWhereverAValueHasAProblem) {
  const auto may_refuse = [](std::vector<Modifier> modifiers) {
    FieldTest test;
    test.field = "a";
    test.modifiers = std::move(modifiers);
    return may_refuse_values(test);
  };
  const std::string_view hard_values[] = {"", "*", "a?b*", "- - - - -", "a"};
  for (int first = 0; first <= static_cast<int>(Modifier::kFieldRef); ++first) {
    for (int second = 0; second <= static_cast<int>(Modifier::kFieldRef); ++second) {
      const std::vector<Modifier> both = {static_cast<Modifier>(first),
                                          static_cast<Modifier>(second)};
      for (const std::string_view value : hard_values) {
        if (transform(both, value).problem.empty()) continue;
        EXPECT_TRUE(may_refuse(both)) << first << " " << second << " " << value;
      }
    }
  }
  EXPECT_TRUE(may_refuse({Modifier::kBase64}));
  EXPECT_FALSE(may_refuse({}));
  EXPECT_FALSE(may_refuse({Modifier::kContains}));
}

TEST(TransformValue, SaysWhatCannotBeEncoded) {
  EXPECT_EQ(dump(transform({Modifier::kBase64}, "a*")), "a wildcard cannot be encoded in base64");
  EXPECT_EQ(dump(transform({Modifier::kWide, Modifier::kBase64}, "?")),
            "a wildcard cannot be encoded in base64");
  EXPECT_EQ(dump(transform({Modifier::kBase64Offset}, "a")),
            "a value of less than 2 bytes leaves no trace of its own in base64");
  EXPECT_EQ(dump(transform({Modifier::kWindash, Modifier::kBase64}, "-----")),
            "a value with more than 4 dashes cannot be encoded in all its forms");
  EXPECT_TRUE(transform({Modifier::kWindash}, "-----").problem.empty());
}

}  // namespace
}  // namespace trailsift::sigma
