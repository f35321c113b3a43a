// SPDX-License-Identifier: Apache-2.0
#include "detect/folded_table.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::detect {
namespace {

TEST(FoldedTable, AnEmptyTableHoldsNothing) {
  const FoldedTable table;
  EXPECT_TRUE(table.empty());
  EXPECT_EQ(table.find(""), FoldedTable::kAbsent);
  EXPECT_EQ(table.find("StopLogging"), FoldedTable::kAbsent);
}

TEST(FoldedTable, FindsWithoutRegardToCase) {
  FoldedTable table;
  const std::uint32_t stop = table.insert("StopLogging");
  const std::uint32_t source = table.insert("cloudtrail.amazonaws.com");
  EXPECT_EQ(table.find("STOPLOGGING"), stop);
  EXPECT_EQ(table.find("stoplogging"), stop);
  EXPECT_EQ(table.insert("sToPlOgGiNg"), stop);
  EXPECT_EQ(table.find("CloudTrail.AmazonAWS.com"), source);
  EXPECT_EQ(table.texts().size(), 2U);
}

// Bytes that the hash takes for one another, and near misses.
TEST(FoldedTable, TellsApartWhatOnlyTheHashTakesForTheSame) {
  FoldedTable table;
  const std::uint32_t at = table.insert("a@b");
  EXPECT_EQ(table.find("a`b"), FoldedTable::kAbsent);
  EXPECT_EQ(table.find("A@B"), at);
  for (const char* miss : {"", "a", "a@", "a@bb", "b@a"}) {
    EXPECT_EQ(table.find(miss), FoldedTable::kAbsent) << miss;
  }
  table.insert("\xC3\x84");
  EXPECT_EQ(table.find("\xC3\xA4"), FoldedTable::kAbsent)
      << "letters outside ASCII keep their case";
}

TEST(FoldedTable, HoldsTheEmptyTextAndNulBytes) {
  FoldedTable table;
  const std::uint32_t empty = table.insert("");
  const std::uint32_t nul = table.insert(std::string_view("\0", 1));
  EXPECT_NE(empty, nul);
  EXPECT_EQ(table.find(""), empty);
  EXPECT_EQ(table.find(std::string_view("\0", 1)), nul);
}

TEST(FoldedTable, GrowsWithoutForgetting) {
  FoldedTable table;
  for (std::uint32_t i = 0; i < 5000; ++i) EXPECT_EQ(table.insert("Name" + std::to_string(i)), i);
  for (std::uint32_t i = 0; i < 5000; ++i) EXPECT_EQ(table.find("nAME" + std::to_string(i)), i);
  EXPECT_EQ(table.find("Name5000"), FoldedTable::kAbsent);
}

}  // namespace
}  // namespace trailsift::detect
