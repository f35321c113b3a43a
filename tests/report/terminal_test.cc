// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/terminal.h"

#include <gtest/gtest.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace trailsift::report {
namespace {

// A pseudo-terminal of a given width.
class Terminal {
 public:
  explicit Terminal(unsigned short columns) {
    winsize size{};
    size.ws_col = columns;
    EXPECT_EQ(::openpty(&master_, &slave_, nullptr, nullptr, &size), 0);
  }
  ~Terminal() {
    ::close(master_);
    ::close(slave_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  [[nodiscard]] int descriptor() const { return slave_; }

 private:
  int master_ = -1;
  int slave_ = -1;
};

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

TEST_F(StyleTest, FollowsTheTerminal) {
  EXPECT_EQ(style_for(Terminal(120).descriptor(), ColourMode::kAuto).width, 120U);
  EXPECT_EQ(style_for(Terminal(10).descriptor(), ColourMode::kAuto).width, 40U) << "never less";
  EXPECT_TRUE(style_for(Terminal(80).descriptor(), ColourMode::kAuto).colour);
  EXPECT_FALSE(style_for(Terminal(80).descriptor(), ColourMode::kNever).colour);
}

TEST_F(StyleTest, TakesColumnsWhenThereIsNoTerminal) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  EXPECT_EQ(style_for(ends[1], ColourMode::kAuto).width, 100U);
  ::setenv("COLUMNS", "72", 1);
  EXPECT_EQ(style_for(ends[1], ColourMode::kAuto).width, 72U);
  ::setenv("COLUMNS", "wide", 1);
  EXPECT_EQ(style_for(ends[1], ColourMode::kAuto).width, 100U);
  EXPECT_FALSE(style_for(ends[1], ColourMode::kAuto).colour);
  EXPECT_TRUE(style_for(ends[1], ColourMode::kAlways).colour);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(StyleTest, HonoursNoColorAndDumbTerminals) {
  const Terminal terminal(80);
  ::setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(style_for(terminal.descriptor(), ColourMode::kAuto).colour) << "empty is not set";
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(style_for(terminal.descriptor(), ColourMode::kAuto).colour);
  EXPECT_TRUE(style_for(terminal.descriptor(), ColourMode::kAlways).colour);
  ::unsetenv("NO_COLOR");
  ::setenv("TERM", "dumb", 1);
  EXPECT_FALSE(style_for(terminal.descriptor(), ColourMode::kAuto).colour);
}

TEST_F(StyleTest, OfAFileDependsOnNothing) {
  ::setenv("COLUMNS", "50", 1);
  EXPECT_EQ(style_for_file(ColourMode::kAuto).width, 100U);
  EXPECT_FALSE(style_for_file(ColourMode::kAuto).colour);
}

}  // namespace
}  // namespace trailsift::report
