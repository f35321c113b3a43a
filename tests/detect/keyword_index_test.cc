// SPDX-License-Identifier: Apache-2.0
#include "detect/keyword_index.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

// The numbers found, each once; `reports` counts every call.
std::set<std::uint32_t> found_in(const KeywordIndex& index, std::string_view text,
                                 std::size_t* reports = nullptr) {
  std::set<std::uint32_t> found;
  index.search(text, [&](std::uint32_t number) {
    if (reports != nullptr) ++*reports;
    return found.insert(number).second;
  });
  return found;
}

TEST(KeywordIndex, FindsTextsWithinTexts) {
  KeywordIndex index;
  const std::uint32_t he = index.insert("he");
  const std::uint32_t she = index.insert("she");
  const std::uint32_t hers = index.insert("hers");
  const std::uint32_t his = index.insert("his");
  EXPECT_EQ(index.insert("SHE"), she);
  index.build();
  EXPECT_EQ(found_in(index, "uSHErs"), (std::set{he, she, hers}));
  EXPECT_EQ(found_in(index, "hishe"), (std::set{his, he, she}));
  EXPECT_EQ(found_in(index, "h e"), (std::set<std::uint32_t>{}));
  EXPECT_EQ(found_in(index, ""), (std::set<std::uint32_t>{}));
}

TEST(KeywordIndex, FindsNothingWhenEmpty) {
  KeywordIndex index;
  index.build();
  EXPECT_TRUE(index.empty());
  EXPECT_EQ(found_in(index, "anything"), (std::set<std::uint32_t>{}));
}

TEST(KeywordIndex, KeepsEveryByteApart) {
  KeywordIndex index;
  std::vector<std::uint32_t> numbers;
  for (int byte = 0; byte < 256; ++byte) {
    numbers.push_back(index.insert(std::string(1, static_cast<char>(byte))));
  }
  index.build();
  for (int byte = 0; byte < 256; ++byte) {
    EXPECT_EQ(found_in(index, std::string(1, static_cast<char>(byte))),
              std::set{numbers[static_cast<std::size_t>(byte)]})
        << byte;
  }
}

TEST(KeywordIndex, AgreesWithLookingForEachByItself) {
  constexpr unsigned kSeed = 4711;
  std::mt19937 random(kSeed);
  const auto text_of = [&](std::size_t longest) {
    std::string text;
    for (std::size_t left = random() % longest + 1; left > 0; --left) text += "aAbB"[random() % 4];
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    KeywordIndex index;
    std::vector<std::pair<std::string, std::uint32_t>> keywords;
    for (int i = 0; i < 12; ++i) {
      const std::string text = text_of(6);
      keywords.emplace_back(text, index.insert(text));
    }
    index.build();
    const std::string text = text_of(40);
    const std::set<std::uint32_t> found = found_in(index, text);
    for (const auto& [keyword, number] : keywords) {
      EXPECT_EQ(found.contains(number), contains_ignore_case(text, keyword))
          << keyword << " in " << text << ", seed " << kSeed << ", round " << round;
    }
  }
}

// However the texts lie in each other: at most two reports for a byte and one for a text.
TEST(KeywordIndex, ReportsGrowWithTheText) {
  KeywordIndex index;
  std::string longest;
  for (int i = 0; i < 500; ++i) index.insert(longest += 'a');
  index.build();
  std::size_t reports = 0;
  EXPECT_EQ(found_in(index, std::string(20000, 'a'), &reports).size(), 500U);
  EXPECT_LE(reports, 2U * 20000U + 500U);
}

}  // namespace
}  // namespace trailsift::detect
