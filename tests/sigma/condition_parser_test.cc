// SPDX-License-Identifier: Apache-2.0
#include "sigma/condition_parser.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/support/repeated.h"

namespace trailsift::sigma::condition_parser_test {
namespace {

using testing::repeated;

std::vector<Selection> selections_named(const std::vector<std::string>& names) {
  std::vector<Selection> selections;
  for (const std::string& name : names) {
    selections.emplace_back();
    selections.back().name = name;
  }
  return selections;
}

const std::vector<Selection>& selections() {
  static const std::vector<Selection> all = selections_named(
      {"a", "b", "c", "sel_1", "sel_2", "other_sel", "_hidden", "_hidden_2", "all"});
  return all;
}

// The tree as text, or "code@offset: message" and the hint.
std::string read(std::string_view text) {
  std::vector<bool> used(selections().size());
  const ParsedCondition parsed = parse_condition(text, selections(), used);
  if (!parsed.problem) return parsed.condition.dump(selections());
  return std::string(entry_of(parsed.problem->code).name) + '@' +
         std::to_string(parsed.problem->offset) + ": " + parsed.problem->message +
         (parsed.problem->hint.empty() ? "" : " / ") + parsed.problem->hint;
}

struct ConditionCase {
  std::string_view text;
  std::string_view dump;
};

TEST(ParseCondition, KnowsWhatBindsHowStrongly) {
  const ConditionCase cases[] = {
      {"a", "a"},
      {"  a\n", "a"},
      {"a and b", "(a and b)"},
      {"a or b or c", "(a or b or c)"},
      {"a and b and c", "(a and b and c)"},
      {"a or b and c", "(a or (b and c))"},
      {"a and b or c", "((a and b) or c)"},
      {"(a or b) and c", "((a or b) and c)"},
      {"a and (b and c)", "(a and (b and c))"},
      {"not a", "not a"},
      {"not a and b", "(not a and b)"},
      {"not (a and b)", "not (a and b)"},
      {"not not a", "not not a"},
      {"a and not b or not c", "((a and not b) or not c)"},
      {"((a))", "a"},
      {"(a)and(b)", "(a and b)"},
  };
  for (const ConditionCase& one : cases) EXPECT_EQ(read(one.text), one.dump) << one.text;
}

TEST(ParseCondition, TakesKeywordsInAnyCase) {
  EXPECT_EQ(read("a AND NOT b Or c"), "((a and not b) or c)");
  EXPECT_EQ(read("ANY OF sel_*"), "(sel_1 or sel_2)");
  EXPECT_EQ(read("All Of THEM"), "(a and b and c and sel_1 and sel_2 and other_sel and all)");
}

TEST(ParseCondition, SpellsOutPatterns) {
  const ConditionCase cases[] = {
      {"1 of sel_*", "(sel_1 or sel_2)"},
      {"any of sel_*", "(sel_1 or sel_2)"},
      {"all of sel_*", "(sel_1 and sel_2)"},
      {"1 of *sel*", "(sel_1 or sel_2 or other_sel)"},
      {"1 of *_1", "sel_1"},
      {"1 of s*l*2", "sel_2"},
      {"1 of sel_1", "sel_1"},
      {"all of sel_1", "sel_1"},
      {"not 1 of sel_*", "not (sel_1 or sel_2)"},
      {"1 of sel_* and not 1 of *hidden*",
       "no-selection-matches@24: no selection matches '*hidden*' / Did you mean '_hidden'?"},
      {"1 of _*", "(_hidden or _hidden_2)"},
      {"1 of them", "(a or b or c or sel_1 or sel_2 or other_sel or all)"},
      {"1 of *", "(a or b or c or sel_1 or sel_2 or other_sel or all)"},
      {"_hidden", "_hidden"},
      {"all and a", "(all and a)"},
      {"a and all of sel_* or b", "((a and (sel_1 and sel_2)) or b)"},
  };
  for (const ConditionCase& one : cases) EXPECT_EQ(read(one.text), one.dump) << one.text;
}

TEST(ParseCondition, SaysWhatIsWrongAndWhere) {
  const ConditionCase cases[] = {
      {"", "bad-condition@0: the condition is empty / Name a selection."},
      {" \n ", "bad-condition@3: the condition is empty / Name a selection."},
      {"a and", "bad-condition@5: the condition ends where a selection is expected"},
      {"and a", "bad-condition@0: expected a selection before 'and'"},
      {"a b", "bad-condition@2: expected 'and', 'or' or the end before 'b'"},
      {"(a", "bad-condition@2: a closing parenthesis is missing"},
      {"(a b)", "bad-condition@3: expected 'and', 'or' or the end before 'b'"},
      {"a)", "bad-condition@1: expected 'and', 'or' or the end before ')'"},
      {"()", "bad-condition@1: expected a selection before ')'"},
      {"not", "bad-condition@3: the condition ends where a selection is expected"},
      {"a or or b", "bad-condition@5: expected a selection before 'or'"},
      {"2 of sel_*",
       "bad-condition@0: '2' cannot stand before 'of' / Write '1 of', 'any of' or 'all of'."},
      {"1 of", "bad-condition@4: a pattern or 'them' is missing behind 'of'"},
      {"1 of (a)", "bad-condition@5: a pattern or 'them' is missing behind 'of'"},
      {"1 of nothing*", "no-selection-matches@5: no selection matches 'nothing*'"},
      {"1 of sel_3", "unknown-selection@5: there is no selection 'sel_3' / Did you mean 'sel_1'?"},
      {"a and othersel",
       "unknown-selection@6: there is no selection 'othersel' / Did you mean 'other_sel'?"},
      {"A", "unknown-selection@0: there is no selection 'A' / Did you mean 'a'?"},
      {"xyz", "unknown-selection@0: there is no selection 'xyz'"},
      {"a | count() > 5",
       "unsupported-aggregation@2: aggregations in conditions are obsolete and not supported / "
       "Write a correlation rule with a 'timespan' instead."},
  };
  for (const ConditionCase& one : cases) EXPECT_EQ(read(one.text), one.dump) << one.text;
}

TEST(ParseCondition, BoundsDepthAndSize) {
  EXPECT_EQ(read(repeated("(", 63) + "a" + repeated(")", 63)), "a");
  for (const std::string& text :
       {repeated("(", 100'000), repeated("not ", 100'000) + "a", repeated("(not ", 1'000)}) {
    EXPECT_TRUE(read(text).starts_with("condition-too-complex@")) << text.substr(0, 20);
  }
  EXPECT_TRUE(read("a" + repeated(" or a", 20'000)).starts_with("condition-too-complex@"));
  EXPECT_TRUE(read("a" + repeated(" or 1 of *", 2'000)).starts_with("condition-too-complex@"));
  EXPECT_EQ(read(repeated("(a) or ", 1'000) + "a").size(), repeated("a or ", 1'000).size() + 3);
}

TEST(ParseCondition, MatchesPatternsInReasonableTime) {
  std::vector<Selection> long_names = selections_named({std::string(20'000, 'a') + "b"});
  std::vector<bool> used(1);
  const std::string pattern = "1 of " + repeated("a*", 10'000) + "c";
  const ParsedCondition parsed = parse_condition(pattern, long_names, used);
  ASSERT_TRUE(parsed.problem);
  EXPECT_EQ(parsed.problem->code, Code::kNoSelectionMatches);
}

TEST(ParseCondition, MarksWhatIsUsed) {
  std::vector<bool> used(selections().size());
  EXPECT_FALSE(parse_condition("b and 1 of sel_*", selections(), used).problem);
  EXPECT_EQ(used, (std::vector<bool>{false, true, false, true, true, false, false, false, false}));
}

}  // namespace
}  // namespace trailsift::sigma::condition_parser_test
