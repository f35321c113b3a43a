// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/safe_text.h"

#include <gtest/gtest.h>

#include "tests/report/sample_report.h"

namespace trailsift::report {
namespace {

TEST(SafeText, ShowsWhatWouldActOrNotBeSeen) {
  const struct {
    std::string_view name, text, shown;
  } cases[] = {
      {"nothing", "", ""},
      {"plain", "aws-cli/2.11 \\ (x)", "aws-cli/2.11 \\ (x)"},
      {"letters of other scripts", "Zürich 東京", "Zürich 東京"},
      {"escape", "\x1b[31mred", "\\x1b[31mred"},
      {"line ends and tab", "a\r\n\tb", "a\\r\\n\\tb"},
      {"nul", std::string_view("a\0b", 3), "a\\x00b"},
      {"del", "\x7f", "\\x7f"},
      {"c1 as a character", "\xc2\x9b", "\\x9b"},
      {"c1 as a byte", "\x9b", "\uFFFD"},
      {"override", "\u202e", "\\u202e"},
      {"isolate", "\u2066x\u2069", "\\u2066x\\u2069"},
      {"zero width and mark", "a\u200bb\ufeff", "a\\u200bb\\ufeff"},
      {"line separators", "\u2028\u2029", "\\u2028\\u2029"},
      {"soft hyphen", "\u00ad", "\\u00ad"},
      {"tag character", "\U000E0041", "\\U000e0041"},
      {"cut sequence at the end", "\xe2\x82", "\uFFFD\uFFFD"},
      {"overlong slash", "\xc0\xaf", "\uFFFD\uFFFD"},
      {"surrogate", "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"beyond unicode", "\xf4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
  };
  for (const auto& [name, text, shown] : cases) EXPECT_EQ(safe_text(text), shown) << name;
}

TEST(SafeText, IsSafeAgainWhateverTheBytes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text = {static_cast<char>(first), static_cast<char>(second)};
      const std::string safe = safe_text(text);
      EXPECT_EQ(safe_text(safe), safe) << first << ' ' << second;
      for (const char c : safe) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    }
  }
}

TEST(SafeText, CutsWhatIsTooLong) {
  EXPECT_EQ(safe_text("abcdef", 6), "abcdef");
  EXPECT_EQ(safe_text("abcdefg", 6), "abcde…");
  EXPECT_EQ(safe_text("ab\x1b", 4), "ab…") << "an escape is not cut in two";
  EXPECT_EQ(safe_text("東京都", 5), "東京…");
  EXPECT_EQ(columns_of(safe_text(std::string(100'000, 'x'))), kMaxShownColumns);
  std::string marks = "e";
  for (int i = 0; i < 100'000; ++i) marks += "\u0301";
  EXPECT_LT(safe_text(marks).size(), 4000U) << "marks without a column are bounded, too";
}

TEST(ColumnsOf, CountsWideAndCombining) {
  EXPECT_EQ(columns_of("abc"), 3U);
  EXPECT_EQ(columns_of("東京"), 4U);
  EXPECT_EQ(columns_of("e\u0301"), 1U);
  EXPECT_EQ(columns_of("\U0001F600"), 2U);
}

TEST(HeadOf, NeverSplitsACharacter) {
  EXPECT_EQ(head_of("abc", 2), "ab");
  EXPECT_EQ(head_of("東京", 3), "東");
  EXPECT_EQ(head_of("東京", 1), "東") << "at least one character";
  EXPECT_EQ(head_of("", 3), "");
}

}  // namespace
}  // namespace trailsift::report
