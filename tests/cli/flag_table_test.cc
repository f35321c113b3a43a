// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/flag_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace trailsift::cli {
namespace {

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

}  // namespace
}  // namespace trailsift::cli
