// SPDX-License-Identifier: Apache-2.0
#include "sigma/diagnostic_log.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace trailsift::sigma::diagnostic_log_test {
namespace {

YamlNode scalar(std::string text, Position position, bool quoted = false) {
  YamlNode node;
  node.kind = YamlNode::Kind::kScalar;
  node.text = std::move(text);
  node.position = position;
  node.quoted = quoted;
  return node;
}

TEST(DiagnosticLog, GivesThemInTheOrderOfTheirLinesAndForgetsThem) {
  DiagnosticLog log("one\ntwo\r\nthree", "rule.yml");
  log.add(Code::kBadLevel, {3, 1}, "third");
  log.add(Code::kBadLevel, {2, 9}, "second", "a hint");
  log.add(Code::kBadLevel, {2, 1}, "after it");
  EXPECT_GT(log.errors(), 0U);
  const std::vector<Diagnostic> diagnostics = log.take();
  ASSERT_EQ(diagnostics.size(), 3U);
  EXPECT_EQ(diagnostics[0].message, "second") << "within a line in the order they came";
  EXPECT_EQ(diagnostics[0].hint, "a hint");
  EXPECT_EQ(diagnostics[0].file, "rule.yml");
  EXPECT_EQ(diagnostics[0].code, entry_of(Code::kBadLevel).name);
  EXPECT_EQ(diagnostics[0].source_line, "two");
  EXPECT_EQ(diagnostics[1].message, "after it");
  EXPECT_EQ(diagnostics[2].source_line, "three");
  EXPECT_EQ(log.errors(), 0U);
  EXPECT_TRUE(log.take().empty());
}

TEST(DiagnosticLog, CountsErrorsAndNotWarnings) {
  DiagnosticLog log("", "rule.yml");
  log.add(Code::kUnusedSelection, {}, "a warning");
  EXPECT_EQ(log.errors(), 0U);
  log.add(Code::kBadCondition, {}, "an error");
  EXPECT_EQ(log.errors(), 1U);
  EXPECT_EQ(log.take()[0].source_line, "") << "line 0 is none";
}

TEST(DiagnosticLog, ShowsNothingThatActsOnATerminal) {
  DiagnosticLog log("\x1b[31mred\xFF", "rule.yml");
  log.add(Code::kBadCondition, {1, 1}, "before \x1b\x7F", "also \b");
  const Diagnostic diagnostic = log.take().front();
  EXPECT_EQ(diagnostic.message, "before ??");
  EXPECT_EQ(diagnostic.hint, "also ?");
  EXPECT_EQ(diagnostic.source_line, "?[31mred\xEF\xBF\xBD");
}

TEST(DiagnosticLog, CutsALongLineBetweenCharacters) {
  std::string text = "x";
  for (int i = 0; i < 1000; ++i) text += "\xC3\xA4";
  DiagnosticLog log(text, "rule.yml");
  log.add(Code::kBadCondition, {1, 1}, "");
  EXPECT_EQ(log.take().front().source_line, text.substr(0, 239));
}

TEST(DiagnosticLog, FindsPlacesInsideAScalar) {
  const DiagnosticLog log("condition: \xC3\xA4 and b\ntitle: 'quoted'\nx: >\n  folded", "f");
  const Position plain = log.position_in(scalar("\xC3\xA4 and b", {1, 12}), 3);
  EXPECT_EQ(plain.line, 1U);
  EXPECT_EQ(plain.column, 14U) << "counted in characters";
  EXPECT_EQ(log.position_in(scalar("quoted", {2, 8}, true), 2).column, 11U)
      << "behind the quotation mark";
  EXPECT_EQ(log.position_in(scalar("folded", {3, 4}), 2).column, 4U) << "cannot be told";
}

TEST(InQuotes, CutsWhatIsLong) {
  EXPECT_EQ(in_quotes("short"), "'short'");
  EXPECT_EQ(in_quotes(std::string(61, 'x')), "'" + std::string(60, 'x') + "…'");
}

TEST(DidYouMean, NamesTheNearestOrNothing) {
  constexpr std::array<std::string_view, 2> kWords = {"contains", "endswith"};
  EXPECT_EQ(did_you_mean("contians", kWords), "Did you mean 'contains'?");
  EXPECT_EQ(did_you_mean("qqqq", kWords), "");
}

}  // namespace
}  // namespace trailsift::sigma::diagnostic_log_test
