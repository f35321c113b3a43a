// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/diagnostic.h"

#include <gtest/gtest.h>

#include "sigma/diagnostic_log.h"

namespace trailsift::sigma {
namespace {

TEST(Diagnostic, ShowsTheLineAndAMarkerUnderTheColumn) {
  const Diagnostic diagnostic{Severity::kError,       "bad-level", "'hgih' is not a level",
                              "Did you mean 'high'?", "a.yml",     {3, 8},
                              "level: hgih"};
  EXPECT_EQ(diagnostic.to_string(),
            "a.yml:3:8: error: 'hgih' is not a level [bad-level]\n"
            "  level: hgih\n"
            "         ^\n"
            "  Did you mean 'high'?");
}

TEST(Diagnostic, LeavesOutWhatIsNotKnown) {
  const Diagnostic diagnostic{
      Severity::kWarning, "no-rules", "there is no rule", "", "a.yml", {}, ""};
  EXPECT_EQ(diagnostic.to_string(), "a.yml: warning: there is no rule [no-rules]");
}

TEST(Diagnostic, PlacesTheMarkerByCharactersAndKeepsTabs) {
  const Diagnostic diagnostic{Severity::kError,         "c", "m", "", "f", {1, 4},
                              "\t\xC3\xA4\xE2\x82\xACx"};
  EXPECT_EQ(diagnostic.to_string(), "f:1:4: error: m [c]\n  \t\xC3\xA4\xE2\x82\xACx\n  \t  ^");
}

TEST(Diagnostic, DrawsNoMarkerBeyondTheLine) {
  const Diagnostic diagnostic{Severity::kError, "c", "m", "", "f", {1, 100}, "short"};
  EXPECT_EQ(diagnostic.to_string(), "f:1:100: error: m [c]\n  short");
}

TEST(DiagnosticLog, SortsByLine) {
  DiagnosticLog log("one\ntwo\r\nthree", "f");
  log.add(Code::kBadValue, {3, 1}, "c");
  log.add(Code::kUnknownKey, {1, 1}, "a");
  log.add(Code::kBadValue, {2, 1}, "b");
  EXPECT_EQ(log.errors(), 2U);
  const std::vector<Diagnostic> diagnostics = log.take();
  ASSERT_EQ(diagnostics.size(), 3U);
  EXPECT_EQ(diagnostics[0].source_line, "one");
  EXPECT_EQ(diagnostics[1].source_line, "two");
  EXPECT_EQ(diagnostics[2].source_line, "three");
  EXPECT_TRUE(log.take().empty());
}

TEST(DiagnosticLog, LetsNothingThroughThatATerminalObeys) {
  DiagnosticLog log("x\x1B[2Jy\xFF", "f");
  log.add(Code::kBadValue, {1, 1}, "message \x1B[0m\xC3", "hint \x07");
  const Diagnostic diagnostic = log.take().front();
  EXPECT_EQ(diagnostic.source_line, "x?[2Jy\xEF\xBF\xBD");
  EXPECT_EQ(diagnostic.message, "message ?[0m\xEF\xBF\xBD");
  EXPECT_EQ(diagnostic.hint, "hint ?");
}

TEST(DiagnosticLog, CutsLongLinesBetweenCharacters) {
  std::string text = "x";
  for (int i = 0; i < 1000; ++i) text += "\xC3\xA4";
  DiagnosticLog log(text, "f");
  log.add(Code::kBadValue, {1, 1}, "m");
  EXPECT_EQ(log.take().front().source_line, text.substr(0, 239));
}

TEST(InQuotes, CutsLongText) {
  EXPECT_EQ(in_quotes("abc"), "'abc'");
  EXPECT_EQ(in_quotes(std::string(61, 'x')), "'" + std::string(60, 'x') + "…'");
}

TEST(CodeTable, HasNamesOfLowerCaseWordsWithDashes) {
  for (const CodeEntry& entry : code_table()) {
    EXPECT_EQ(entry.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), entry.name.npos)
        << entry.name;
  }
}

}  // namespace
}  // namespace trailsift::sigma
