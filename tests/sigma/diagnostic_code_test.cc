// SPDX-License-Identifier: Apache-2.0
#include "sigma/diagnostic_code.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <set>
#include <string_view>

namespace trailsift::sigma {
namespace {

TEST(CodeTable, HasEachCodeInOrderAndEachNameOnce) {
  std::set<std::string_view> names;
  std::size_t place = 0;
  for (const CodeEntry& entry : code_table()) {
    EXPECT_EQ(static_cast<std::size_t>(entry.code), place++) << entry.name;
    EXPECT_EQ(&entry_of(entry.code), &entry) << entry.name;
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
  }
  EXPECT_EQ(place, static_cast<std::size_t>(Code::kFilterWithoutNot) + 1);
}

TEST(CodeTable, HasNamesOfLowerCaseWordsWithDashes) {
  for (const CodeEntry& entry : code_table()) {
    EXPECT_EQ(entry.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), entry.name.npos)
        << entry.name;
  }
}

}  // namespace
}  // namespace trailsift::sigma
