// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/ascii.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace trailsift {
namespace {

using namespace std::string_view_literals;

TEST(ToLower, ChangesNothingButAToZ) {
  EXPECT_EQ(to_lower("AbZ[@`{09_\xC3\x84"sv), "abz[@`{09_\xC3\x84");
  EXPECT_EQ(to_lower(""sv), "");
}

TEST(HexDigit, HasTheValueOfEitherCaseAndOfNothingElse) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const std::size_t value = kDigits.find(to_lower(c));
    EXPECT_EQ(hex_digit(c), value == std::string_view::npos ? -1 : static_cast<int>(value)) << byte;
  }
}

TEST(EqualsIgnoreCase, LooksAtTheWholeText) {
  EXPECT_TRUE(equals_ignore_case("", ""));
  EXPECT_TRUE(equals_ignore_case("StopLogging", "stoplogging"));
  EXPECT_FALSE(equals_ignore_case("StopLogging", "StopLoggin"));
  EXPECT_FALSE(equals_ignore_case("[", "{"));
  EXPECT_FALSE(equals_ignore_case("a\0b"sv, "a\0c"sv));
}

// The plain twin of what compares eight bytes at once.
TEST(EqualsIgnoreCase, ComparesEveryByteAsToLowerDoes) {
  for (int left = 0; left < 256; ++left) {
    for (int right = 0; right < 256; ++right) {
      const char one = static_cast<char>(left);
      const char other = static_cast<char>(right);
      for (const std::size_t size : {1U, 7U, 8U, 11U, 16U}) {
        std::string first(size, 'x');
        std::string second(size, 'X');
        first[size / 2] = one;
        second[size / 2] = other;
        ASSERT_EQ(equals_ignore_case(first, second), to_lower(one) == to_lower(other))
            << left << " and " << right << " among " << size;
      }
    }
  }
}

// The plain twin of what looks at eight places at once, on texts of few letters.
TEST(ContainsIgnoreCase, FindsWhatIsFoundPlaceByPlace) {
  constexpr std::string_view kLetters = "aA@bB[\x80\xC1\x00"sv;
  std::mt19937 random(1);
  const auto text_of = [&](std::size_t size) {
    std::string text;
    while (text.size() < size) text += kLetters[random() % kLetters.size()];
    return text;
  };
  std::size_t found = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = text_of(random() % 40);
    const std::string part = text_of(random() % 5);
    const bool expected = to_lower(text).find(to_lower(part)) != std::string::npos;
    ASSERT_EQ(contains_ignore_case(text, part), expected) << text << " and " << part;
    found += expected ? 1 : 0;
  }
  EXPECT_GT(found, 2000U);
  EXPECT_LT(found, 18000U);
}

struct AffixCase {
  std::string_view text;
  std::string_view part;
  bool at_start;
  bool at_end;
  bool anywhere;
};

TEST(Affixes, AreFoundInAnyCase) {
  const AffixCase cases[] = {
      {"", "", true, true, true},       {"abc", "", true, true, true},
      {"", "a", false, false, false},   {"aBcab", "AB", true, true, true},
      {"abc", "BC", false, true, true}, {"xabcx", "ABC", false, false, true},
      {"aab", "AB", false, true, true}, {"ab", "abc", false, false, false},
      {"abc", "abc", true, true, true}, {"abc", "bd", false, false, false},
  };
  for (const AffixCase& one : cases) {
    EXPECT_EQ(starts_with_ignore_case(one.text, one.part), one.at_start) << one.text << one.part;
    EXPECT_EQ(ends_with_ignore_case(one.text, one.part), one.at_end) << one.text << one.part;
    EXPECT_EQ(contains_ignore_case(one.text, one.part), one.anywhere) << one.text << one.part;
  }
}

// std::string_view::find() as the plain twin.
TEST(Contains, FindsAPartAnywhere) {
  const std::string_view texts[] = {"", "a", "abc", "aab", "aaaaaaaaaaab", "\0a\0b"sv, "ab\0"sv};
  for (const std::string_view text : texts) {
    for (const std::string_view other : texts) {
      for (std::size_t begin = 0; begin <= other.size(); ++begin) {
        for (std::size_t size = 0; size <= other.size() - begin; ++size) {
          const std::string_view part = other.substr(begin, size);
          EXPECT_EQ(contains(text, part), text.find(part) != std::string_view::npos)
              << text << " " << part;
        }
      }
    }
  }
  EXPECT_FALSE(contains("abc", "B"));
  EXPECT_TRUE(contains({}, {}));
}

TEST(IsSpace, KnowsTheFourOfJson) {
  for (const char c : " \t\r\n"sv) EXPECT_TRUE(is_space(c));
  for (const char c : kSpaces) EXPECT_TRUE(is_space(c));
  EXPECT_EQ(kSpaces.size(), 4U);
  for (const char c : "\0\v\f\x1F\xA0_"sv) EXPECT_FALSE(is_space(c));
}

TEST(Trim, TakesWhiteSpaceOffTheEnds) {
  EXPECT_EQ(trim(" \t\r\n a \n b\n"), "a \n b");
  EXPECT_EQ(trim("ab"), "ab");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("\v a"), "\v a") << "JSON has no such white space";
}

TEST(Trim, TakesOffWhatItIsTold) {
  EXPECT_EQ(trim("  a\n ", " "), "a\n");
  EXPECT_EQ(trim("\n", " "), "\n");
}

TEST(IsOneOf, ComparesWholeTextsToTheLetter) {
  constexpr std::string_view kWords[] = {"Get", "", "List"};
  EXPECT_TRUE(is_one_of("Get", kWords));
  EXPECT_TRUE(is_one_of("List", kWords));
  EXPECT_TRUE(is_one_of("", kWords));
  EXPECT_FALSE(is_one_of("get", kWords));
  EXPECT_FALSE(is_one_of("Lis", kWords));
  EXPECT_FALSE(is_one_of("Lists", kWords));
  EXPECT_FALSE(is_one_of("", {}));
}

TEST(ParseUnsigned, TakesWholeDecimalNumbersOnly) {
  EXPECT_EQ(parse_unsigned("0"), 0U);
  EXPECT_EQ(parse_unsigned("007"), 7U);
  EXPECT_EQ(parse_unsigned("18446744073709551615"), 18446744073709551615U);
  for (const std::string_view bad :
       {"", " 1", "1 ", "+1", "-1", "1.0", "0x10", "18446744073709551616", "a"}) {
    EXPECT_EQ(parse_unsigned(bad), std::nullopt) << bad;
  }
}

TEST(ParseDouble, TakesJsonNumbersOnly) {
  EXPECT_EQ(parse_double("12"), 12);
  EXPECT_EQ(parse_double("-3.5"), -3.5);
  EXPECT_EQ(parse_double("1e9"), 1e9);
  EXPECT_EQ(parse_double("1E+2"), 100);
  EXPECT_EQ(parse_double("25e-1"), 2.5);
  EXPECT_EQ(parse_double("0"), 0);
  EXPECT_EQ(parse_double("-0.0"), 0);
  for (const std::string_view bad : {"", "-", "+1", ".5", "5.", "1e", "1e+", "inf", "nan", "0x1",
                                     "007", "1_000", "1 ", " 1", "1.2.3", "1e999"}) {
    EXPECT_EQ(parse_double(bad), std::nullopt) << bad;
  }
}

std::string nearest(std::string_view word) {
  static const std::array<std::string, 5> kWords = {"contains", "startswith", "endswith", "all",
                                                    "re"};
  return nearest_word(word, kWords).value_or("-");
}

TEST(NearestWord, FindsTheWordThatWasMeant) {
  EXPECT_EQ(nearest("contians"), "contains");
  EXPECT_EQ(nearest("CONTAIN"), "contains");
  EXPECT_EQ(nearest("startwith"), "startswith");
  EXPECT_EQ(nearest("endwith"), "endswith");
  EXPECT_EQ(nearest("al"), "all");
  EXPECT_EQ(nearest("re"), "re");
}

TEST(NearestWord, GuessesNothingFarFetched) {
  EXPECT_EQ(nearest(""), "-");
  EXPECT_EQ(nearest("rx"), "-");
  EXPECT_EQ(nearest("base64"), "-");
  EXPECT_EQ(nearest(std::string(1'000'000, 'a')), "-");
  EXPECT_EQ(nearest_word("all", {}), std::nullopt);
}

TEST(NearestWord, PrefersTheFirstOfEquallyNearWords) {
  const std::array<std::string, 2> words = {"group_a", "group_b"};
  EXPECT_EQ(nearest_word("group_c", std::span(words).first(2)), "group_a");
}

}  // namespace
}  // namespace trailsift
