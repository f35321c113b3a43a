// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rules_explain_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/cli/program.h"
#include "tests/support/temp_folder.h"

namespace trailsift::cli::rules_explain_command_test {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;
using testing::ToolRun;

TEST(RulesExplainCommand, ExplainsARuleOnEvents) {
  const TempFolder folder;
  const std::string rules = folder.write("rules/any.yml", rule_for_any_event("low"));
  folder.write("rules/filter.yml", filter_of_agent("test-something-low", "Terraform"));
  const std::string events = folder.write("log.json", log_of_one_event());
  const Words base = {"rules", "explain", "--no-builtin-rules", "--rules", folder.file("rules")};
  const auto explain = [&](const std::string& name, const std::string& file) {
    Words words = base;
    words.insert(words.end(), {name, file});
    return trailsift(words);
  };
  const ToolRun run = explain("test-something-low", events);
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out,
            "event 1: CreateUser e-1\n"
            "matches: selection\n"
            "  yes selection\n"
            "      yes eventName: '*'  <- \"CreateUser\"\n"
            "filter known-agent, which keeps what its condition matches\n"
            "matches: not s\n"
            "  no  s\n"
            "      no  userAgent: 'Terraform'  <- \"aws-cli/2.11\"\n");
  EXPECT_EQ(explain("test-something-low", folder.file("missing")).status, 2);
  const std::string logs = folder.file("logs");
  folder.write("logs/log.json", log_of_one_event());
  std::filesystem::create_symlink("nowhere", folder.file("logs/broken.json"));
  const ToolRun partly = explain("test-something-low", logs);
  EXPECT_EQ(partly.status, 3);
  EXPECT_THAT(partly.err, HasSubstr("broken.json: not-found"));
  EXPECT_EQ(explain("test-something-low", rules).status, 2) << "no events in it";
  EXPECT_EQ(explain("somebody", events).status, 2);
  folder.write("log.json", log_of_one_event() + "\n" + log_of_one_event().substr(0, 300));
  EXPECT_EQ(explain("test-something-low", events).status, 3) << "some of it could not be read";
  const ToolRun correlation = trailsift({"rules", "explain", "aws-denied-burst", events});
  EXPECT_EQ(correlation.status, 2);
  EXPECT_THAT(correlation.err, HasSubstr("explain one of its rules"));
}

}  // namespace
}  // namespace trailsift::cli::rules_explain_command_test
