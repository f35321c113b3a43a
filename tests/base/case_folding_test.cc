// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/case_folding.h"

#include <gtest/gtest.h>
#include <locale.h>
#include <wctype.h>

#include <string>

#include "trailsift/base/utf8.h"

namespace trailsift {
namespace {

std::size_t size_of(char32_t character) {
  std::string text;
  append_utf8(text, character);
  return text.size();
}

// The C library's own table must know every pair; it leaves final sigma and micro sign alone.
TEST(FoldCase, AgreesWithTheSystem) {
  const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (locale == nullptr) GTEST_SKIP() << "this system has no C.UTF-8";
  std::size_t folded = 0;
  for (char32_t character = 0; character < 0x20000; ++character) {
    const char32_t folding = fold_case(character);
    EXPECT_EQ(size_of(folding), size_of(character)) << static_cast<std::uint32_t>(character);
    EXPECT_EQ(fold_case(folding), folding) << static_cast<std::uint32_t>(character);
    if (folding == character) continue;
    ++folded;
    if (character == 0x03C2 || character == 0x00B5) continue;
    EXPECT_EQ(towlower_l(static_cast<wint_t>(character), locale), static_cast<wint_t>(folding))
        << static_cast<std::uint32_t>(character);
  }
  freelocale(locale);
  EXPECT_GT(folded, 500U);
}

TEST(FoldCase, ComparesLetters) {
  struct Case {
    const char* left;
    const char* right;
    bool equal;
  };
  const Case cases[] = {
      {"MÜNCHEN", "münchen", true},
      {"ÅNGSTRÖM", "ångström", true},
      {"ЖУРНАЛ", "журнал", true},
      {"ΟΔΟΣ", "οδοσ", true},
      {"ΟΔΟΣ", "οδος", true},
      {"ŁÓDŹ", "łódź", true},
      {"ＡＢＣ", "ａｂｃ", true},
      {"straße", "STRASSE", false},
      {"ẞ", "ß", false},
      {"\u212A", "k", false},
      {"日本", "日本", true},
      {"日本", "日木", false},
      {"a\xFF", "A\xFF", true},
      {"a\xFF", "A\xFE", false},
      {"a\xFF", "A\xEF\xBF\xBD", false},
      {"", "", true},
      {"é", "e", false},
      {"é", "É", true},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(equals_folded(one.left, one.right), one.equal) << one.left << ' ' << one.right;
    EXPECT_EQ(equals_folded(one.right, one.left), one.equal) << one.left << ' ' << one.right;
  }
}

TEST(FoldCase, FindsParts) {
  EXPECT_TRUE(starts_with_folded("Übung macht", "üBUNG"));
  EXPECT_FALSE(starts_with_folded("Üb", "übung"));
  EXPECT_TRUE(ends_with_folded("die ÜBUNG", "übung"));
  EXPECT_FALSE(ends_with_folded("bung", "übung"));
  EXPECT_TRUE(contains_folded("die ÜBUNG macht", "übung"));
  EXPECT_TRUE(contains_folded("\xFFÜ\xFF", "ü"));
  EXPECT_FALSE(contains_folded("die UBUNG", "übung"));
  EXPECT_TRUE(contains_folded("", ""));
  EXPECT_FALSE(contains_folded("", "ü"));
}

TEST(IsAscii, LooksAtEveryByte) {
  EXPECT_TRUE(is_ascii(""));
  EXPECT_TRUE(is_ascii("a\x7F"));
  EXPECT_FALSE(is_ascii("a\x80"));
}

}  // namespace
}  // namespace trailsift
