// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rules_show_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/cli/program.h"

namespace trailsift::cli::rules_show_command_test {
namespace {

using ::testing::HasSubstr;
using testing::ToolRun;

TEST(RulesShowCommand, ShowsHowARuleWasCompiled) {
  const ToolRun show = trailsift({"rules", "show", "aws-trail-stopped"});
  EXPECT_EQ(show.status, 0) << show.err;
  EXPECT_THAT(show.out, HasSubstr("\nname          aws-trail-stopped\n"));
  EXPECT_THAT(show.out, HasSubstr("\nindex entries eventName is "));
  EXPECT_THAT(show.out, HasSubstr("eventName ? "));
  const ToolRun unknown = trailsift({"rules", "show", "aws-trail-stoped"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean aws-trail-stopped?"));
  EXPECT_EQ(trailsift({"rules", "show"}).status, 2);
  EXPECT_EQ(trailsift({"rules", "show", "one", "two"}).status, 2);
  EXPECT_EQ(trailsift({"rules", "show", "aws-trail-stopped"}, {.close_out = true}).status, 0);
}

// One in forty of them, because each takes a start of the program.
TEST(RulesShowCommand, ShowsBuiltinRules) {
  const ToolRun list = trailsift({"rules", "list"});
  std::istringstream lines(list.out);
  std::string line;
  std::getline(lines, line);
  for (std::size_t number = 0; std::getline(lines, line); ++number) {
    const std::string name = line.substr(0, line.find(' '));
    if (number % 40 != 0) continue;
    const ToolRun show = trailsift({"rules", "show", name});
    EXPECT_EQ(show.status, 0) << name << show.err;
    EXPECT_TRUE(show.out.find("index entries") != std::string::npos ||
                show.out.find("fed by") != std::string::npos)
        << show.out;
  }
}

}  // namespace
}  // namespace trailsift::cli::rules_show_command_test
