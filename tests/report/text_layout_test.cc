// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/text_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::report {
namespace {

using ::testing::ElementsAre;

TEST(Wrap, BreaksAtSpacesOnly) {
  EXPECT_THAT(wrap("one two three", 8), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("one  two ", 20), ElementsAre("one two"));
  EXPECT_THAT(wrap("", 20), ElementsAre(""));
  EXPECT_THAT(wrap("by arn:aws:iam::1:user/a", 21), ElementsAre("by", "arn:aws:iam::1:user/a"));
}

TEST(Wrap, BreaksAWordThatFitsNoLine) {
  EXPECT_THAT(wrap("to abcdefghij z", 4), ElementsAre("to", "abcd", "efgh", "ij z"));
  EXPECT_THAT(wrap("東京都", 4), ElementsAre("東京", "都"));
}

TEST(TextLayout, KeepsToTheWidthAndAlignsWhatFollows) {
  TextLayout layout({.width = 40, .colour = false});
  layout.labelled("actor", "one two three four five six seven");
  layout.labelled("empty", "");
  layout.item("an item with a label of its own", "next");
  layout.item("an item that belongs to it too");
  EXPECT_EQ(layout.take(),
            "  actor      one two three four five six\n"
            "             seven\n"
            "  next       an item with a label of\n"
            "               its own\n"
            "             an item that belongs to\n"
            "               it too\n");
}

TEST(Paint, WritesSequencesOnlyWhenAsked) {
  EXPECT_EQ(paint("high", Ink::kRed, {.width = 80, .colour = false}), "high");
  EXPECT_EQ(paint("high", Ink::kRed, {.width = 80, .colour = true}), "\x1b[1;31mhigh\x1b[0m");
  EXPECT_EQ(paint("", Ink::kRed, {.width = 80, .colour = true}), "");
}

TEST(Listed, NamesTheFirstAndCountsTheRest) {
  const std::vector<std::string> items = {"a", "b\x1b", "cdefgh"};
  EXPECT_EQ(listed({}, 2), "");
  EXPECT_EQ(listed(items, 3), "a, b\\x1b, cdefgh");
  EXPECT_EQ(listed(items, 2), "a, b\\x1b and 1 more");
  EXPECT_EQ(listed(items, 2, kMaxShownColumns, true), "a, b\\x1b and more than 1 more");
  EXPECT_EQ(listed(items, 3, kMaxShownColumns, true), "a, b\\x1b, cdefgh");
  EXPECT_EQ(listed(items, 3, 5), "a, b\\x1b, cdef…");
}

TEST(Numbers, AreEasyToRead) {
  EXPECT_EQ(with_commas(0), "0");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(1000), "1,000");
  EXPECT_EQ(with_commas(18446744073709551615U), "18,446,744,073,709,551,615");
  EXPECT_EQ(counted(1, "file"), "1 file");
  EXPECT_EQ(counted(1200, "file"), "1,200 files");
}

}  // namespace
}  // namespace trailsift::report
