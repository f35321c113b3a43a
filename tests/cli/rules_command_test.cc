// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rules_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/cli/program.h"
#include "tests/support/temp_folder.h"

namespace trailsift::cli::rules_command_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::TempFolder;
using testing::ToolRun;

TEST(RulesCommand, ListsTheRules) {
  const TempFolder folder;
  const std::string file = folder.write("any.yml", rule_for_any_event("low"));
  const ToolRun table = trailsift({"rules", "list", "--no-builtin-rules", "--rules", file});
  EXPECT_EQ(table.status, 0) << table.err;
  EXPECT_EQ(table.out,
            "NAME                LEVEL  STATUS  ID                                    TITLE\n"
            "test-something-low  low    test    4a3c0f0e-9a52-4d86-8a57-2f5e4d3c2b1a  Something "
            "happened\n");
  const ToolRun json =
      trailsift({"rules", "list", "--no-builtin-rules", "--rules", file, "--format", "json"});
  EXPECT_EQ(json.status, 0);
  EXPECT_THAT(json.out, HasSubstr("\"name\": \"test-something-low\""));
  EXPECT_EQ(trailsift({"rules", "list"}).status, 0);
}

TEST(RulesCommand, ChecksFilesAndNamesThePlace) {
  const TempFolder folder;
  const std::string good = folder.write("good.yml", rule_for_any_event("low"));
  const ToolRun run = trailsift({"rules", "check", good});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out,
            "1 rule or filter in 1 file: 1 rule and 0 filters good, 0 refused, 0 for other logs, 0 "
            "left out\n");
  EXPECT_THAT(run.err, HasSubstr(good + ":1:1: warning: "));
  EXPECT_THAT(run.err, HasSubstr("the rule \"test-something-low\""));
  EXPECT_THAT(run.err, HasSubstr("[expensive-rule]"));

  const std::string bad = folder.write("bad.yml", "title: [\n");
  const ToolRun failed = trailsift({"rules", "check", folder.path().string()});
  EXPECT_EQ(failed.status, 2);
  EXPECT_THAT(failed.err, HasSubstr(bad + ":"));
  EXPECT_THAT(failed.out,
              HasSubstr("2 rules and filters in 2 files: 1 rule and 0 filters good, 1 refused"));
  EXPECT_EQ(trailsift({"rules", "check", "--lenient", folder.path().string()}).status, 3);
  EXPECT_EQ(trailsift({"rules", "check", folder.file("missing")}).status, 2);
}

// Behind any number of warnings, where they are seen.
TEST(RulesCommand, ShowsErrorsLast) {
  const TempFolder folder;
  folder.write("rules/a.yml", rule_for_any_event("highest"));
  folder.write("rules/b.yml", rule_for_any_event("low") + "levle: high\n");
  const std::string log = folder.write("one.json", log_of_one_event());
  for (const Words& words : {Words{"rules", "check", folder.file("rules")},
                             Words{"scan", "--rules", folder.file("rules"), log}}) {
    const std::string err = trailsift(words).err;
    ASSERT_THAT(err, HasSubstr("[unknown-key]"));
    EXPECT_LT(err.find("[unknown-key]"), err.find("[bad-level]"));
  }
}

TEST(RulesCommand, ChecksFiltersAgainstTheBuiltinRules) {
  const TempFolder folder;
  const std::string file = folder.write("f.yml", filter_of_agent("aws-trail-stoppd", "x"));
  const ToolRun wrong = trailsift({"rules", "check", file});
  EXPECT_EQ(wrong.status, 0) << "a warning";
  EXPECT_THAT(wrong.err, HasSubstr("[unknown-filter-rule]\n  Did you mean \"aws-trail-stopped\"?"));
  EXPECT_THAT(wrong.out, HasSubstr("0 rules and 1 filter good"));
  folder.write("f.yml", filter_of_agent("aws-trail-stopped", "x"));
  EXPECT_EQ(trailsift({"rules", "check", file}).err, "");
  EXPECT_THAT(trailsift({"rules", "check", "--no-builtin-rules", file}).err,
              HasSubstr("[unknown-filter-rule]"));
}

std::string listed_rule(int number) {
  const std::string name = "listed-" + std::to_string(number);
  return "title: " + name + "\nname: " + name +
         "\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n"
         "  s:\n    eventName: A\n    awsRegion|expand: '%our_list%'\n  condition: s\n---\n";
}

TEST(RulesCommand, SaysWhichRulesWaitForAList) {
  const TempFolder folder;
  const std::string one = folder.write("one.yml", listed_rule(0));
  const ToolRun run = trailsift({"rules", "check", one});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.err, HasSubstr(one + ":1:1: warning: "));
  EXPECT_THAT(run.err, HasSubstr("[unconfigured-list]"));
  EXPECT_THAT(run.err, Not(HasSubstr("expensive-rule")));

  std::string many;
  for (int i = 0; i < 11; ++i) many += listed_rule(i);
  const ToolRun flood = trailsift({"rules", "check", folder.write("many.yml", many)});
  EXPECT_EQ(flood.err,
            "trailsift: warning: 11 rules and filters do nothing, because lists are not "
            "configured: our_list [unconfigured-list]\n");

  const std::string config = folder.write("trailsift.yml", "placeholders: {our_list: [x]}\n");
  EXPECT_EQ(trailsift({"rules", "check", "--config", config, one}).err, "");
}

TEST(RulesCommand, ChoosesAmongTheRules) {
  const ToolRun high = trailsift({"rules", "list", "--level", "critical"});
  EXPECT_EQ(high.status, 0);
  EXPECT_THAT(high.out, Not(HasSubstr("  low  ")));
  const ToolRun one = trailsift({"rules", "list", "--rule", "aws-trail-stopped"});
  EXPECT_EQ(std::count(one.out.begin(), one.out.end(), '\n'), 2);
  const ToolRun unknown = trailsift({"rules", "list", "--exclude-rule", "aws-trail-stoped"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean aws-trail-stopped?"));
}

// A large collection holds rules for other logs, and rules that are refused.
TEST(RulesCommand, SpeaksOfARuleAmongOthersThatCannotBeUsed) {
  const TempFolder folder;
  folder.write("rules/stopped.yml", kRuleForStoppedTrails);
  folder.write("rules/windows.yml", kRuleForWindows);
  const std::string events = folder.write("log.json", log_of_one_event());
  const auto run = [&](const char* command, const char* name) {
    Words words = {"rules", command, "--no-builtin-rules", "--rules", folder.file("rules"), name};
    if (command == std::string("explain")) words.push_back(events);
    return trailsift(words);
  };
  EXPECT_EQ(run("show", "for-windows").status, 0);
  EXPECT_THAT(run("show", "for-windows").out, HasSubstr("it is for other logs"));
  EXPECT_EQ(run("explain", "for-windows").status, 2);
  EXPECT_THAT(run("explain", "for-windows").err, HasSubstr("[not-applicable]"));

  folder.write("rules/broken.yml", "title: [\n");
  for (const char* const command : {"show", "explain"}) {
    const ToolRun other = run(command, "stopped");
    EXPECT_EQ(other.status, 3) << command;
    EXPECT_THAT(other.err, HasSubstr("broken.yml:"));
    EXPECT_NE(other.out, "");
    EXPECT_THAT(run(command, "broken").err, HasSubstr("broken.yml:"));
  }
  const ToolRun list =
      trailsift({"rules", "list", "--no-builtin-rules", "--rules", folder.file("rules")});
  EXPECT_EQ(list.status, 3);
  EXPECT_THAT(list.out, HasSubstr("stopped"));
}

}  // namespace
}  // namespace trailsift::cli::rules_command_test
