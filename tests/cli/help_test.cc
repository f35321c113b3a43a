// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/help.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <span>
#include <sstream>
#include <string>

#include "tests/support/golden_file.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::cli::help_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Help, MentionsEveryFlagWithItsValuesAndEveryExitStatus) {
  for (const Command& command : command_table()) {
    const std::string text = command_help(command);
    for (const FlagId id : command.flags) {
      EXPECT_THAT(text, HasSubstr("--" + std::string(flag(id).name))) << command.name;
    }
    EXPECT_THAT(text, HasSubstr("Examples:\n  trailsift " + std::string(command.name)));
    for (const char* status : {"\n  0  ", "\n  1  ", "\n  2  ", "\n  3  "}) {
      EXPECT_THAT(text, HasSubstr(status));
    }
    EXPECT_THAT(main_help(), HasSubstr("\n  " + std::string(command.name) + "  "))
        << "with space before what it does";
  }
}

TEST(Help, FitsATerminalOfEightyColumns) {
  std::string all = main_help() + group_help("rules");
  for (const Command& command : command_table()) all += command_help(command);
  std::istringstream lines(all);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(report::columns_of(line), 82U) << line;  // two more for an example, which is not cut
  }
}

TEST(Help, SaysOfEachFlagWhatItTakes) {
  const auto lines_of = [](FlagId id) {
    constexpr Command kCommand = {"scan", "PATH...", "", "Reads.", {}, {}};
    Command command = kCommand;
    command.flags = std::span(&id, 1);
    return command_help(command);
  };
  const std::string jobs = lines_of(FlagId::kJobs);
  EXPECT_THAT(jobs, HasSubstr("usage: trailsift scan [flags] PATH...\n"));
  EXPECT_THAT(jobs, HasSubstr("\n  -j, --jobs N\n      "));
  EXPECT_THAT(jobs, HasSubstr(" Allowed: "));
  EXPECT_THAT(jobs, HasSubstr(" Default: "));
  EXPECT_THAT(jobs, Not(HasSubstr(" May be given")));
  EXPECT_THAT(lines_of(FlagId::kRules), HasSubstr(" May be given"));
  EXPECT_THAT(lines_of(FlagId::kNoBuiltinRules), Not(HasSubstr(" Allowed: ")));
}

TEST(Help, OfAGroupNamesItsSubcommandsAlone) {
  const std::string text = group_help("rules");
  EXPECT_THAT(text, HasSubstr("usage: trailsift rules SUBCOMMAND"));
  for (const Command& command : command_table()) {
    const bool named = text.find("\n  " + std::string(command.name) + "  ") != std::string::npos;
    EXPECT_EQ(named, command.name.starts_with("rules ")) << command.name;
  }
}

TEST(Version, IsThatOfTheBuild) { EXPECT_EQ(version_text(), "trailsift " TRAILSIFT_VERSION "\n"); }

TEST(Manual, IsAsFreshAsTheTable) {
  testing::expect_golden(TRAILSIFT_SOURCE_DIR "/docs/cli.md", manual());
}

}  // namespace
}  // namespace trailsift::cli::help_test
