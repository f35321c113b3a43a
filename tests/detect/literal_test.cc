// SPDX-License-Identifier: Apache-2.0
#include "detect/literal.h"

#include <gtest/gtest.h>

#include <string>

#include "detect/literal_compiler.h"
#include "tests/detect/reference_text.h"

namespace trailsift::detect {
namespace {

Value value_of(ValueKind kind, std::string_view text) {
  return {text.data(), static_cast<std::uint32_t>(text.size()), kind};
}

struct PatternCase {
  const char* pattern;
  const char* text;
  bool ignoring_case;
  bool cased;
};

TEST(Literal, PatternsTakeWhatTheSpecificationSays) {
  const PatternCase kCases[] = {
      // Whole texts.
      {"abc", "abc", true, true},
      {"abc", "ABC", true, false},
      {"abc", "abcd", false, false},
      {"", "", true, true},
      {"", "a", false, false},
      // A star at one end or both.
      {"ab*", "abc", true, true},
      {"ab*", "ab", true, true},
      {"ab*", "xab", false, false},
      {"*bc", "ABC", true, false},
      {"*b*", "abc", true, true},
      {"*", "", true, true},
      {"*", "x", true, true},
      // Globs, where the first way to take a star is not always the right one.
      {"a*c", "abcbc", true, true},
      {"a*b*c", "aXbXbXc", true, true},
      {"a*b*c", "acb", false, false},
      {"*ab*ab", "abab", true, true},
      {"*ab*ab", "ab", false, false},
      {"a?c", "abc", true, true},
      {"a?c", "ac", false, false},
      {"?", "", false, false},
      {"?*", "a", true, true},
      {"*?", "", false, false},
      {"*a?", "aab", true, true},
      // One question mark is one character, not one byte.
      {"a?c",
       "a\xC3\xA9"
       "c",
       true, true},
      {"a??c",
       "a\xC3\xA9"
       "c",
       false, false},
      {"a?c",
       "a\xFF"
       "c",
       true, true},
      // Escapes.
      {"a\\*c", "a*c", true, true},
      {"a\\*c", "abc", false, false},
      {"a\\?*", "a?bc", true, true},
      {"a\\\\*", "a\\bc", true, true},
      {"a\\b", "a\\b", true, true},
  };
  for (const PatternCase& test : kCases) {
    SCOPED_TRACE(std::string(test.pattern) + " on " + test.text);
    const sigma::ValuePattern pattern = sigma::parse_value_pattern(test.pattern);
    EXPECT_EQ(matches_pattern(pattern, false, test.text), test.ignoring_case);
    EXPECT_EQ(matches_pattern(pattern, true, test.text), test.cased);
    EXPECT_EQ(reference::takes(test.pattern, test.text, false), test.ignoring_case);
    EXPECT_EQ(reference::takes(test.pattern, test.text, true), test.cased);
  }
}

// Every pattern and text of up to five of a few symbols, against the evaluator of the tests.
TEST(Literal, PatternsAgreeWithTheReferenceOnAllShortOnes) {
  constexpr std::string_view kPatternSymbols = "aB*?\\";
  constexpr std::string_view kTextSymbols = "ab*";
  std::vector<std::string> patterns = {""};
  for (std::size_t from = 0, length = 0; length < 5; ++length) {
    const std::size_t end = patterns.size();
    for (; from < end; ++from) {
      for (const char c : kPatternSymbols) patterns.push_back(patterns[from] + c);
    }
  }
  std::vector<std::string> texts = {""};
  for (std::size_t from = 0, length = 0; length < 4; ++length) {
    const std::size_t end = texts.size();
    for (; from < end; ++from) {
      for (const char c : kTextSymbols) texts.push_back(texts[from] + c);
    }
  }
  for (const std::string& text : patterns) {
    const sigma::ValuePattern pattern = sigma::parse_value_pattern(text);
    for (const std::string& subject : texts) {
      ASSERT_EQ(matches_pattern(pattern, false, subject), reference::takes(text, subject, false))
          << text << " on " << subject;
    }
  }
}

TEST(Literal, LongStarPatternsStayFast) {
  std::string pattern = "*";
  for (int i = 0; i < 50; ++i) pattern += "a*";
  EXPECT_FALSE(
      matches_pattern(sigma::parse_value_pattern(pattern + "b"), false, std::string(20000, 'a')));
}

// Whatever the stars, each byte of a long text is looked at a few times: to try each way in which
// they can share 64 kB out among them would never end.
TEST(Literal, PatternsOfManyStarsAndPiecesEndOnLongTexts) {
  const std::string text(std::size_t{64} << 10, 'a');
  for (const char* pattern :
       {"*a*a*a*a*a*b", "a*a*a*a*a*a*ab", "*a?a*a?a*a?a*b", "*aa*aa*aa*aa*ab*"}) {
    const sigma::ValuePattern parsed = sigma::parse_value_pattern(pattern);
    EXPECT_FALSE(matches_pattern(parsed, false, text)) << pattern;
    EXPECT_FALSE(matches_pattern(parsed, true, text)) << pattern;
    EXPECT_TRUE(matches_pattern(parsed, false, text + "B")) << pattern;
  }
  EXPECT_FALSE(matches_pattern(sigma::parse_value_pattern("*a*\u00FC*a*b"), false, text));
}

struct NumberCase {
  const char* wanted;
  ValueKind kind;
  const char* text;
  bool expected;
};

TEST(Literal, NumbersCompareAsNumbers) {
  const NumberCase kCases[] = {
      {"1", ValueKind::kNumber, "1", true},
      {"1", ValueKind::kNumber, "1.0", true},
      {"1", ValueKind::kString, "1", true},
      {"1", ValueKind::kNumber, "10e-1", true},
      {"1", ValueKind::kNumber, "2", false},
      {"1", ValueKind::kString, "one", false},
      {"1", ValueKind::kString, "", false},
      {"1", ValueKind::kTrue, "true", false},
      {"1", ValueKind::kObject, "{}", false},
      {"-5", ValueKind::kNumber, "-5", true},
      // Neighbours that a double cannot tell apart.
      {"9007199254740993", ValueKind::kNumber, "9007199254740993", true},
      {"9007199254740993", ValueKind::kNumber, "9007199254740992", false},
      // An account id that YAML took for a number.
      {"012345678901", ValueKind::kString, "012345678901", true},
  };
  for (const NumberCase& test : kCases) {
    Literal literal;
    literal.kind = Literal::Kind::kNumber;
    literal.text = test.wanted;
    literal.number = std::stod(test.wanted);
    EXPECT_EQ(matches(literal, value_of(test.kind, test.text)), test.expected)
        << test.wanted << " and " << test.text;
  }
}

TEST(Literal, BooleansMatchTheirWordsInAnyCase) {
  Literal literal;
  literal.kind = Literal::Kind::kBool;
  literal.text = "true";
  EXPECT_TRUE(matches(literal, value_of(ValueKind::kTrue, "true")));
  EXPECT_TRUE(matches(literal, value_of(ValueKind::kString, "TRUE")));
  EXPECT_FALSE(matches(literal, value_of(ValueKind::kFalse, "false")));
  EXPECT_FALSE(matches(literal, value_of(ValueKind::kString, "yes")));
  EXPECT_FALSE(matches(literal, value_of(ValueKind::kNumber, "1")));
}

struct NetworkCase {
  const char* network;
  const char* text;
  bool expected;
};

TEST(Literal, NetworksTakeAddressesAndBlocksInsideThem) {
  const NetworkCase kCases[] = {
      {"10.0.0.0/8", "10.1.2.3", true},
      {"10.0.0.0/8", "11.1.2.3", false},
      {"10.0.0.0/8", "10.1.0.0/16", true},
      {"10.0.0.0/8", "0.0.0.0/0", false},
      {"0.0.0.0/0", "0.0.0.0/0", true},
      {"0.0.0.0/0", "::/0", false},
      {"::/0", "::/0", true},
      {"::/0", "2001:db8::1", true},
      {"2001:db8::/32", "2001:db8:ffff::", true},
      {"2001:db8::/32", "2001:db9::", false},
      {"10.0.0.0/8", "::ffff:10.1.2.3", true},
      // Not addresses.
      {"0.0.0.0/0", "cloudtrail.amazonaws.com", false},
      {"0.0.0.0/0", "035.249.253.232", false},
      {"0.0.0.0/0", "", false},
      {"0.0.0.0/0", "1.2.3.4/33", false},
  };
  for (const NetworkCase& test : kCases) {
    sigma::FieldTest field_test;
    field_test.field = "sourceIPAddress";
    field_test.modifiers = {sigma::Modifier::kCidr};
    sigma::Scalar scalar;
    scalar.text = test.network;
    Predicate predicate;
    ASSERT_TRUE(add_literal(field_test, scalar, predicate).code.empty());
    EXPECT_EQ(predicate.accepts(Value::string(test.text)), test.expected)
        << test.text << " in " << test.network;
  }
}

}  // namespace
}  // namespace trailsift::detect
