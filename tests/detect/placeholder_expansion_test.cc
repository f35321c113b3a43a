// SPDX-License-Identifier: Apache-2.0
#include "detect/placeholder_expansion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Placeholders kLists = {{"one", {"a", "b"}}, {"two", {"x", "y"}}, {"none", {}}};

TEST(PlaceholderExpansion, PutsEachValueInItsPlace) {
  EXPECT_THAT(expand_placeholders("%one%", kLists).texts, ElementsAre("a", "b"));
  EXPECT_THAT(expand_placeholders("<%one%>", kLists).texts, ElementsAre("<a>", "<b>"));
  EXPECT_THAT(expand_placeholders("%one%-%two%", kLists).texts,
              ElementsAre("a-x", "a-y", "b-x", "b-y"));
  EXPECT_THAT(expand_placeholders("%one%%two%", kLists).texts, ElementsAre("ax", "ay", "bx", "by"));
}

TEST(PlaceholderExpansion, AnEmptyListLeavesNothing) {
  const Expansion expansion = expand_placeholders("%one%%none%", kLists);
  EXPECT_THAT(expansion.texts, IsEmpty());
  EXPECT_EQ(expansion.missing, "");
}

TEST(PlaceholderExpansion, NamesTheListThatIsMissing) {
  const Expansion expansion = expand_placeholders("%one%/%other-list%", kLists);
  EXPECT_THAT(expansion.texts, IsEmpty());
  EXPECT_EQ(expansion.missing, "other-list");
}

TEST(PlaceholderExpansion, NamesTheListsThatItUsed) {
  EXPECT_THAT(expand_placeholders("%one%-%none%", kLists).lists, ElementsAre("one", "none"));
  EXPECT_THAT(expand_placeholders("100%", kLists).lists, IsEmpty());
}

TEST(PlaceholderExpansion, APercentSignThatBeginsNoNameIsItself) {
  for (const char* text : {"", "%", "%%", "100%", "a % b", "%a b%", "%one", "% one%"}) {
    EXPECT_THAT(expand_placeholders(text, kLists).texts, ElementsAre(text));
  }
  EXPECT_THAT(expand_placeholders("5%%two%", kLists).texts, ElementsAre("5%x", "5%y"));
}

}  // namespace
}  // namespace trailsift::detect
