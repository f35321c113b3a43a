// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/program.h"
#include "trailsift/cli/flag_table.h"

namespace trailsift::cli::run_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::ToolRun;

TEST(Run, TellsItsVersion) {
  for (const char* flag : {"--version", "-V"}) {
    const ToolRun run = trailsift({flag});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out, "trailsift " TRAILSIFT_VERSION "\n");
    EXPECT_EQ(run.err, "");
  }
}

TEST(Run, HelpsOnStandardOutput) {
  for (const Words& words :
       {Words{"--help"}, Words{"-h"}, Words{"help"}, Words{"help", "scan"}, Words{"scan", "--help"},
        Words{"scan", "-h", "--jobs", "4"}, Words{"rules", "--help"}, Words{"help", "rules"},
        Words{"rules", "list", "--help"}, Words{"help", "rules", "check"}}) {
    const ToolRun run = trailsift(words);
    EXPECT_EQ(run.status, 0) << ::testing::PrintToString(words);
    EXPECT_THAT(run.out, HasSubstr("usage: trailsift "));
    EXPECT_EQ(run.err, "");
  }
}

TEST(Run, HelpsOnStandardErrorWhenNothingIsAsked) {
  for (const Words& words : {Words{}, Words{"rules"}}) {
    const ToolRun run = trailsift(words);
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr("usage: trailsift "));
  }
}

TEST(Run, SuggestsTheNearestSubcommandAndFlag) {
  const struct {
    Words words;
    const char* hint;
  } cases[] = {
      {{"scna", "."}, "did you mean trailsift scan?"},
      {{"rules", "lsit"}, "did you mean trailsift rules list?"},
      {{"--versoin"}, "did you mean trailsift --version?"},
      {{"help", "scann"}, "did you mean trailsift scan?"},
      {{"help", "rules", "lsit"}, "did you mean trailsift rules list?"},
      {{"qqqqqqqq"}, "see trailsift --help"},
      {{"scan", "--min-levle", "low", "."}, "did you mean --min-level?"},
      {{"rules", "list", "--fromat", "json"}, "did you mean --format?"},
      {{"rules list"}, "trailsift"},
      {{""}, "see trailsift --help"},
  };
  for (const auto& [words, hint] : cases) {
    const ToolRun run = trailsift(words);
    EXPECT_EQ(run.status, 2) << ::testing::PrintToString(words);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr(hint));
  }
}

// Before any work: the logs are not even there.
TEST(Run, RefusesBadValuesOfEveryFlag) {
  for (const FlagId id : command_table().front().flags) {
    const Flag& entry = flag(id);
    if (entry.value.empty()) continue;
    const std::string name = "--" + std::string(entry.name);
    const ToolRun run = trailsift({"scan", name, "", "/nonexistent"});
    EXPECT_EQ(run.status, 2) << name;
    EXPECT_EQ(run.out, "") << name;
    EXPECT_THAT(run.err, HasSubstr(name + " does not take \"\"")) << name;
    EXPECT_THAT(run.err, HasSubstr("allowed: ")) << name;
  }
  EXPECT_EQ(trailsift({"rules", "list", "--format", "xml"}).status, 2);
}

TEST(Run, NeverEchoesControlBytesOfTheCommandLine) {
  const ToolRun run = trailsift({"scan", "--format", "\x1b[2J", "."});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run.err, HasSubstr("\\x1b[2J"));
}

TEST(Run, SaysWhenHelpCannotBeWritten) {
  EXPECT_EQ(trailsift({"--help"}, {.out_path = "/dev/full"}).status, 2);
  const ToolRun closed = trailsift({"--help"}, {.close_out = true});
  EXPECT_EQ(closed.status, 0);
  EXPECT_EQ(closed.err, "");
}

}  // namespace
}  // namespace trailsift::cli::run_test
