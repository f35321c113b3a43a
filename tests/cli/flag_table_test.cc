// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/flag_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/support/temp_folder.h"
#include "trailsift/cli/help.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::cli {
namespace {

using ::testing::HasSubstr;

TEST(FlagTable, HoldsEveryIdOnceAndInOrderOfCategory) {
  std::set<FlagId> ids;
  for (const Flag& entry : flag_table()) {
    EXPECT_TRUE(ids.insert(entry.id).second) << entry.name;
    EXPECT_EQ(&flag(entry.id), &entry);
  }
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(FlagId::kHelp) + 1);
}

TEST(FlagTable, IsWellFormed) {
  for (const Flag& entry : flag_table()) {
    EXPECT_EQ(entry.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos)
        << entry.name;
    EXPECT_FALSE(entry.help.empty()) << entry.name;
    EXPECT_TRUE(entry.help.ends_with('.')) << entry.name;
    EXPECT_EQ(entry.value.empty(), entry.allowed.empty())
        << entry.name << ": whatever takes a value says which";
  }
}

TEST(FlagTable, GivesNoNameTwiceWithinACommand) {
  for (const Command& command : command_table()) {
    std::set<std::string_view> names;
    std::set<char> letters;
    for (const FlagId id : command.flags) {
      EXPECT_TRUE(names.insert(flag(id).name).second) << command.name << ' ' << flag(id).name;
      if (flag(id).short_name == 0) continue;
      EXPECT_TRUE(letters.insert(flag(id).short_name).second) << command.name;
    }
    EXPECT_TRUE(names.contains("help")) << command.name;
  }
}

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
    EXPECT_THAT(main_help(), HasSubstr(std::string(command.name)));
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

TEST(Help, LeavesSpaceBetweenASubcommandAndWhatItDoes) {
  const std::string text = main_help();
  for (const Command& command : command_table()) {
    const std::size_t name = text.find("\n  " + std::string(command.name) + "  ");
    ASSERT_NE(name, std::string::npos) << command.name;
  }
}

TEST(Manual, IsAsFreshAsTheTable) {
  const std::string path = std::string(TRAILSIFT_SOURCE_DIR) + "/docs/cli.md";
  if (std::getenv("TRAILSIFT_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << manual();
  EXPECT_EQ(testing::read_file(path), manual())
      << "run the tests with TRAILSIFT_UPDATE_GOLDEN=1 to write docs/cli.md anew";
}

}  // namespace
}  // namespace trailsift::cli
