// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/terminal.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

namespace trailsift::report {
namespace {

class StyleTest : public ::testing::Test {
 protected:
  StyleTest() {
    for (const char* name : {"NO_COLOR", "COLUMNS"}) ::unsetenv(name);
    ::setenv("TERM", "xterm", 1);
  }
  ~StyleTest() override {
    for (const char* name : {"NO_COLOR", "COLUMNS"}) ::unsetenv(name);
  }
};

constexpr TerminalFacts kTerminal{true, 80};
constexpr TerminalFacts kPipe{false, 0};

TEST_F(StyleTest, FollowsTheTerminal) {
  EXPECT_EQ(style_for({true, 120}, ColourMode::kAuto).width, 120U);
  EXPECT_EQ(style_for({true, 10}, ColourMode::kAuto).width, 40U) << "never less";
  EXPECT_TRUE(style_for(kTerminal, ColourMode::kAuto).colour);
  EXPECT_FALSE(style_for(kTerminal, ColourMode::kNever).colour);
}

TEST_F(StyleTest, TakesColumnsWhenThereIsNoTerminal) {
  EXPECT_EQ(style_for(kPipe, ColourMode::kAuto).width, 100U);
  ::setenv("COLUMNS", "72", 1);
  EXPECT_EQ(style_for(kPipe, ColourMode::kAuto).width, 72U);
  ::setenv("COLUMNS", "wide", 1);
  EXPECT_EQ(style_for(kPipe, ColourMode::kAuto).width, 100U);
  EXPECT_FALSE(style_for(kPipe, ColourMode::kAuto).colour);
  EXPECT_TRUE(style_for(kPipe, ColourMode::kAlways).colour);
}

TEST_F(StyleTest, KnowsAPipeFromATerminal) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const TerminalFacts facts = terminal_facts(ends[1]);
  EXPECT_FALSE(facts.is_terminal);
  EXPECT_EQ(facts.columns, 0U);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(StyleTest, HonoursNoColorAndDumbTerminals) {
  ::setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(style_for(kTerminal, ColourMode::kAuto).colour) << "empty is not set";
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(style_for(kTerminal, ColourMode::kAuto).colour);
  EXPECT_TRUE(style_for(kTerminal, ColourMode::kAlways).colour);
  ::unsetenv("NO_COLOR");
  ::setenv("TERM", "dumb", 1);
  EXPECT_FALSE(style_for(kTerminal, ColourMode::kAuto).colour);
}

TEST_F(StyleTest, OfAFileDependsOnNothing) {
  ::setenv("COLUMNS", "50", 1);
  EXPECT_EQ(style_for_file(ColourMode::kAuto).width, 100U);
  EXPECT_FALSE(style_for_file(ColourMode::kAuto).colour);
}

}  // namespace
}  // namespace trailsift::report
