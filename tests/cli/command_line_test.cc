// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trailsift::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Words = std::vector<std::string>;

const Command& command(std::string_view name) {
  for (const Command& candidate : command_table()) {
    if (candidate.name == name) return candidate;
  }
  ADD_FAILURE() << name;
  return command_table().front();
}

TypedOptions parsed(const Words& words) {
  auto typed = parse_command_line(command("scan"), words);
  EXPECT_TRUE(typed) << (typed ? "" : typed.error().to_string());
  return typed ? std::move(typed).value() : TypedOptions{};
}

Error refused(const Words& words, std::string_view name = "scan") {
  auto typed = parse_command_line(command(name), words);
  EXPECT_FALSE(typed) << ::testing::PrintToString(words);
  return typed ? Error{} : typed.error();
}

TEST(ParseCommandLine, TakesFlagsInEverySpelling) {
  for (const Words& words :
       {Words{"--jobs", "4", "logs"}, Words{"--jobs=4", "logs"}, Words{"-j4", "logs"},
        Words{"-j", "4", "logs"}, Words{"logs", "-j", "4"}, Words{"-j4", "--", "logs"}}) {
    const TypedOptions typed = parsed(words);
    EXPECT_THAT(typed.operands, ElementsAre("logs"));
    EXPECT_THAT(typed.values.at(FlagId::kJobs), ElementsAre("4"));
  }
}

TEST(ParseCommandLine, KeepsOperandsAsTheyAre) {
  EXPECT_THAT(parsed({"a", "-", "b c", "a"}).operands, ElementsAre("a", "-", "b c", "a"));
  EXPECT_THAT(parsed({"--", "--quiet", "-x"}).operands, ElementsAre("--quiet", "-x"));
  EXPECT_THAT(parsed({"scan", "rules", "help"}).operands, ElementsAre("scan", "rules", "help"))
      << "names of subcommands are paths here";
  EXPECT_THAT(parsed({"[a,b]", "x=y", "{z}", ""}).operands, ElementsAre("[a,b]", "x=y", "{z}", ""));
}

TEST(ParseCommandLine, KeepsValuesAsTheyAre) {
  const TypedOptions typed = parsed({"--rules", "a,b", "--rules=[c]", "--output", "-", "x"});
  EXPECT_THAT(typed.values.at(FlagId::kRules), ElementsAre("a,b", "[c]"));
  EXPECT_THAT(typed.values.at(FlagId::kOutput), ElementsAre("-"));
}

TEST(ParseCommandLine, KnowsSwitches) {
  const TypedOptions typed = parsed({"-q", "logs", "--no-progress"});
  EXPECT_TRUE(typed.has(FlagId::kQuiet));
  EXPECT_TRUE(typed.has(FlagId::kNoProgress));
  EXPECT_FALSE(typed.has(FlagId::kFollowSymlinks));
}

TEST(ParseCommandLine, AsksForNoOperandWithHelp) {
  EXPECT_TRUE(parsed({"--help"}).has(FlagId::kHelp));
  EXPECT_TRUE(parsed({"-h"}).has(FlagId::kHelp));
}

TEST(ParseCommandLine, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(refused({"--fromat", "json", "logs"}).code, "unknown-flag");
  EXPECT_THAT(refused({"--fromat=json", "logs"}).hint, HasSubstr("--format"));
  EXPECT_THAT(refused({"--min-levl", "low", "x"}).hint, HasSubstr("--min-level"));
  EXPECT_THAT(refused({"--zzzzzzzzzzzzzz", "logs"}).hint, HasSubstr("--help"));
  EXPECT_EQ(refused({"-x", "logs"}).code, "unknown-flag");
  EXPECT_EQ(refused({"--form", "json", "logs"}).code, "unknown-flag") << "no abbreviations";
}

TEST(ParseCommandLine, RefusesFlagsUsedWrongly) {
  EXPECT_EQ(refused({"logs", "--format"}).code, "missing-value");
  EXPECT_THAT(refused({"logs", "--format"}).message, HasSubstr("text, json, jsonl"));
  EXPECT_THAT(refused({"logs", "-j"}).message, HasSubstr("--jobs"));
  EXPECT_EQ(refused({"--quiet=yes", "logs"}).code, "unexpected-value");
  EXPECT_EQ(refused({"--quiet=false", "logs"}).code, "unexpected-value");
  EXPECT_EQ(refused({"--format", "json", "--format", "text", "logs"}).code, "repeated-flag");
}

TEST(ParseCommandLine, ChecksTheNumberOfOperands) {
  EXPECT_EQ(refused({}).code, "missing-operand");
  EXPECT_EQ(refused({"--quiet"}).code, "missing-operand");
  EXPECT_EQ(refused({"x"}, "rules list").code, "unexpected-operand");
  EXPECT_EQ(refused({"--quiet"}, "rules list").code, "unknown-flag") << "a flag of scan alone";
}

}  // namespace
}  // namespace trailsift::cli
