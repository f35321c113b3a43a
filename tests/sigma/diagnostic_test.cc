// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/diagnostic.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace trailsift::sigma
