// SPDX-License-Identifier: Apache-2.0
#include "detect/part_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PartIndex, LeadsFromTextsToTheRulesThatAskForPartsOfThem) {
  PartIndex index;
  index.insert("pacu", 2);
  index.insert("acu", 5);
  index.insert("PACU", 5);
  index.insert("kali", 7);
  index.build();
  PartSearch search(index);
  EXPECT_THAT(search.rules_in("my Pacu 1"), ElementsAre(2, 5));
  EXPECT_THAT(search.rules_in("acumen"), ElementsAre(5));
  EXPECT_THAT(search.rules_in("pacu on kali, kali, kali"), ElementsAre(2, 5, 7));
  EXPECT_THAT(search.rules_in("pac"), IsEmpty());
  EXPECT_THAT(search.rules_in(""), IsEmpty());
  EXPECT_THAT(search.all_rules(), ElementsAre(2, 5, 7));
}

// More values than there are slots, again and again, long ones among them.
TEST(PartIndex, RemembersTheRightAnswers) {
  constexpr unsigned kSeed = 99;
  std::mt19937 random(kSeed);
  const std::vector<std::string> parts = {"abc", "bca", "cab", "aaaa", "cb"};
  PartIndex index;
  for (std::uint32_t i = 0; i < parts.size(); ++i) index.insert(parts[i], i);
  index.build();
  PartSearch search(index);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t left = random() % 8; left > 0; --left) text += "aAbBc"[random() % 5];
    if (round % 50 == 0) text.append(PartSearch::kLongestKept, 'x');
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < parts.size(); ++i) {
      if (contains_ignore_case(text, parts[i])) expected.push_back(i);
    }
    const auto found = search.rules_in(text);
    ASSERT_EQ(std::vector(found.begin(), found.end()), expected) << text << ", seed " << kSeed;
  }
}

}  // namespace
}  // namespace trailsift::detect
