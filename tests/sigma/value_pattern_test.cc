// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/value_pattern.h"

#include <gtest/gtest.h>

namespace trailsift::sigma {
namespace {

// "prefix:abc" for the simple shapes; "glob:" and the pieces, with '<' and '>' around text.
std::string dump(const ValuePattern& pattern) {
  constexpr std::string_view kNames[] = {"exact", "prefix", "suffix", "contains", "any", "glob"};
  std::string text(kNames[static_cast<std::size_t>(pattern.shape)]);
  text += ':' + pattern.text;
  for (const ValuePattern::Piece& piece : pattern.pieces) {
    if (piece.kind == ValuePattern::Piece::Kind::kText) text += '<' + piece.text + '>';
    if (piece.kind == ValuePattern::Piece::Kind::kAnyRun) text += '*';
    if (piece.kind == ValuePattern::Piece::Kind::kAnyOne) text += '?';
    if (piece.kind == ValuePattern::Piece::Kind::kAnyDash) text += '-';
  }
  return text;
}

struct PatternCase {
  std::string_view text;
  std::string_view pattern;
};

TEST(ParseValuePattern, TellsTheShapesApart) {
  const PatternCase cases[] = {
      {"", "exact:"},         {"abc", "exact:abc"},        {"abc*", "prefix:abc"},
      {"*abc", "suffix:abc"}, {"*abc*", "contains:abc"},   {"*", "any:"},
      {"***", "any:"},        {"**abc**", "contains:abc"}, {"a*c", "glob:<a>*<c>"},
      {"?", "glob:?"},        {"a?", "glob:<a>?"},         {"a?b?", "glob:<a>?<b>?"},
      {"*?", "glob:*?"},      {"*a*b*", "glob:*<a>*<b>*"}, {"prog?.exe", "glob:<prog>?<.exe>"},
  };
  for (const PatternCase& one : cases) {
    EXPECT_EQ(dump(parse_value_pattern(one.text)), one.pattern) << one.text;
  }
}

// Specification 2.1.0, "Escaping", item by item.
TEST(ParseValuePattern, ResolvesEscapes) {
  const PatternCase cases[] = {
      {R"(C:\Windows)", R"(exact:C:\Windows)"},
      {R"(C:\\Windows)", R"(exact:C:\Windows)"},
      {R"(a\*b)", "exact:a*b"},
      {R"(a\?b)", "exact:a?b"},
      {R"(a\\*)", R"(prefix:a\)"},
      {R"(a\\\*)", R"(exact:a\*)"},
      {R"(\\\a)", R"(exact:\\a)"},
      {R"(\\\\a)", R"(exact:\\a)"},
      {R"(\)", R"(exact:\)"},
      {R"(*\)", R"(suffix:\)"},
      {R"(\**)", "prefix:*"},
  };
  for (const PatternCase& one : cases) {
    EXPECT_EQ(dump(parse_value_pattern(one.text)), one.pattern) << one.text;
  }
}

TEST(MakePattern, PutsThePatternBetweenWildcards) {
  EXPECT_EQ(dump(make_pattern(split_value("abc"), true, true)), "contains:abc");
  EXPECT_EQ(dump(make_pattern(split_value("abc"), false, true)), "prefix:abc");
  EXPECT_EQ(dump(make_pattern(split_value("abc"), true, false)), "suffix:abc");
  EXPECT_EQ(dump(make_pattern(split_value("abc"), false, false)), "exact:abc");
  EXPECT_EQ(dump(make_pattern(split_value("*abc"), true, true)), "contains:abc");
  EXPECT_EQ(dump(make_pattern(split_value("a?c"), true, true)), "glob:*<a>?<c>*");
  EXPECT_EQ(dump(make_pattern(split_value(""), true, true)), "any:");
}

TEST(MakePattern, ADashIsNeverAText) {
  using Piece = ValuePattern::Piece;
  EXPECT_EQ(dump(make_pattern({{Piece::Kind::kAnyDash, ""}}, false, false)), "glob:-");
  EXPECT_EQ(
      dump(make_pattern({{Piece::Kind::kAnyDash, ""}, {Piece::Kind::kText, "e"}}, true, true)),
      "glob:*-<e>*");
}

TEST(DashSize, KnowsTheFive) {
  EXPECT_EQ(dash_size("-e"), 1U);
  EXPECT_EQ(dash_size("/e"), 1U);
  EXPECT_EQ(dash_size("\u2013e"), 3U);
  EXPECT_EQ(dash_size("\u2014"), 3U);
  EXPECT_EQ(dash_size("\u2015"), 3U);
  EXPECT_EQ(dash_size("\u2012"), 0U);
  EXPECT_EQ(dash_size("e-"), 0U);
  EXPECT_EQ(dash_size(""), 0U);
}

// Were the wildcard added to the text, the backslash would take its meaning away.
TEST(MakePattern, LeavesABackslashAtTheEndAlone) {
  EXPECT_EQ(dump(make_pattern(split_value(R"(a\)"), false, true)), R"(prefix:a\)");
  EXPECT_EQ(dump(make_pattern(split_value(R"(a\\)"), false, true)), R"(prefix:a\)");
}

}  // namespace
}  // namespace trailsift::sigma
