// SPDX-License-Identifier: Apache-2.0
#include "sigma/detection_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "sigma/modifier.h"
#include "tests/sigma/read_one_rule.h"

namespace trailsift::sigma::detection_reader_test {
namespace {

std::string rule_with(const std::string& detection) {
  std::string yaml = "title: Test\nlogsource:\n  product: aws\ndetection:\n  ";
  for (const char c : detection) {
    yaml += c;
    if (c == '\n') yaml += "  ";
  }
  return yaml + '\n';
}

std::string dump(const Scalar& value) {
  constexpr std::string_view kTypes[] = {"null", "bool ", "number ", "string "};
  return std::string(kTypes[static_cast<std::size_t>(value.type)]) + value.text;
}

std::string dump(const FieldTest& test) {
  std::string text = test.field;
  for (const Modifier modifier : test.modifiers) {
    text += '|';
    text += modifier_table()[static_cast<std::size_t>(modifier)].name;
  }
  text += '=';
  for (const Scalar& value : test.values) text += '<' + dump(value) + '>';
  return text;
}

// "name{test; test}{test}" for each selection: what must hold together is in one pair of braces.
std::string dump(const Detection& detection) {
  std::string text;
  for (const Selection& selection : detection.selections) {
    text += selection.name;
    for (const FieldMap& map : selection.alternatives) {
      text += '{';
      for (const FieldTest& test : map.tests) {
        text += (text.back() == '{' ? "" : "; ") + dump(test);
      }
      text += '}';
    }
    text += ' ';
  }
  return text + "-> " + detection.condition.dump(detection.selections);
}

std::string read(const std::string& detection) {
  return dump(*read_one_rule(rule_with(detection)).detection);
}

struct DetectionCase {
  std::string yaml;
  std::string dump;
};

TEST(ReadDetection, ReadsEveryFormOfSelection) {
  const DetectionCase cases[] = {
      // A map: all of it.
      {"s:\n  a: x\n  b|contains: [y, 'z']\ncondition: s",
       "s{a=<string x>; b|contains=<string y><string z>} -> s"},
      // A list of maps: any of them.
      {"s:\n  - a: x\n    b: y\n  - c: z\ncondition: s",
       "s{a=<string x>; b=<string y>}{c=<string z>} -> s"},
      // Keywords: any of them, and with |all every one.
      {"k:\n  - one\n  - 2\ncondition: k", "k{=<string one><number 2>} -> k"},
      {"k:\n  '|all':\n    - one\n    - two\ncondition: k",
       "k{|all=<string one><string two>} -> k"},
      // A single keyword.
      {"k: one\ncondition: k", "k{=<string one>} -> k"},
      // Both kinds in one list.
      {"k:\n  - one\n  - a: x\n  - two\ncondition: k",
       "k{a=<string x>}{=<string one><string two>} -> k"},
      // Types.
      {"s:\n  a: null\n  b: true\n  c: 1\n  d: '1'\n  e:\n  f: ''\ncondition: s",
       "s{a=<null>; b=<bool true>; c=<number 1>; d=<string 1>; e=<null>; f=<string >} -> s"},
      // Aliases.
      {"s:\n  a: &list [x, y]\n  b: *list\ncondition: s",
       "s{a=<string x><string y>; b=<string x><string y>} -> s"},
      // Values that look like something else.
      {"s:\n  a|cidr|expand: '%trusted%'\n  b|re|i: '^(x|y)$'\n  c|exists: false\n  d|lt: 1.5\n"
       "condition: s",
       "s{a|cidr|expand=<string %trusted%>; b|re|i=<string ^(x|y)$>; c|exists=<bool false>; "
       "d|lt=<number 1.5>} -> s"},
      {"s:\n  a|neq: null\n  b|neq: true\ncondition: s", "s{a|neq=<null>; b|neq=<bool true>} -> s"},
  };
  for (const DetectionCase& one : cases) EXPECT_EQ(read(one.yaml), one.dump) << one.yaml;
}

TEST(ReadDetection, JoinsAListOfConditionsByOr) {
  EXPECT_EQ(read("a:\n  f: 1\nb:\n  f: 2\ncondition:\n  - a and not b\n  - b"),
            "a{f=<number 1>} b{f=<number 2>} -> ((a and not b) or b)");
  EXPECT_EQ(read("a:\n  f: 1\ncondition: [a]"), "a{f=<number 1>} -> a");
}

TEST(ReadDetection, KeepsAnEmptyListThatNeverMatches) {
  const RuleFile file = read_rules(rule_with("s:\n  a: []\ncondition: s"), "test.yml");
  ASSERT_EQ(file.rules.size(), 1U);
  EXPECT_EQ(dump(*file.rules[0].detection), "s{a=} -> s");
}

TEST(ReadDetection, KnowsWhereEverythingStands) {
  const Rule rule = read_one_rule(rule_with("s:\n  a:\n    - x\n    - y\ncondition: s"));
  const Selection& selection = rule.detection->selections[0];
  const FieldTest& test = selection.alternatives[0].tests[0];
  EXPECT_EQ(selection.position.line, 5U);
  EXPECT_EQ(selection.position.column, 3U);
  EXPECT_EQ(test.position.line, 6U);
  EXPECT_EQ(test.values[1].position.line, 8U);
  EXPECT_EQ(test.values[1].position.column, 9U);
}

TEST(ReadDetection, RefusesWhatCannotBeMeant) {
  const DetectionCase cases[] = {
      {"s:\n  a: x", "missing-attribute:5"},
      {"condition: s", "missing-attribute:5 unknown-selection:5"},
      {"s:\n  a: x\ncondition:", "missing-attribute:5"},
      {"s:\n  a: x\ncondition: []", "bad-condition:7"},
      {"s:\n  a: x\ncondition: [s, [s]]", "bad-condition:7"},
      {"s:\n  a: x\ncondition: {s: 1}", "bad-condition:7"},
      {"s:\n  a: x\ncondition: ''", "bad-condition:7"},
      {"s:\ncondition: s", "bad-selection:5"},
      {"s: [~]\ncondition: s", "wrong-value-type:5"},
      {"s:\n  '|all': [a, ~]\ncondition: s", "wrong-value-type:6"},
      {"s:\n  a: x\n  a: y\ncondition: s", "duplicate-key:7"},
      {"s:\n  a: x\ns:\n  b: y\ncondition: s", "duplicate-key:7 unused-selection:7"},
      {"s:\n  a|cidr: ''\ncondition: s", "bad-network:6"},
      {"s:\n  a|cidr: '10.*'\ncondition: s", "bad-network:6"},
      {"s: true\ncondition: s", "wrong-value-type:5"},
      {"s:\n  a|gt: '%x%'\ncondition: s", "wrong-value-type:6"},
      {"s:\n  a|exists: 'yes'\ncondition: s", "wrong-value-type:6"},
  };
  for (const DetectionCase& one : cases) {
    EXPECT_EQ(codes_of(rule_with(one.yaml)), one.dump) << one.yaml;
  }
}

// The column is inside of the condition where its text stands as it is in the file.
TEST(ReadDetection, PointsIntoConditions) {
  struct Case {
    std::string condition;
    std::uint32_t column;
  };
  const Case cases[] = {
      {"s and x", 20},
      {"'s and x'", 21},
      {"\"s \\x61nd x\"", 14},
      {">-\n    s and x", 14},
  };
  for (const Case& one : cases) {
    const RuleFile file = read_rules(rule_with("s:\n  a: b\ncondition: " + one.condition), "f");
    ASSERT_EQ(file.diagnostics.size(), 1U) << one.condition;
    EXPECT_EQ(file.diagnostics[0].position.column, one.column) << one.condition;
  }
}

}  // namespace
}  // namespace trailsift::sigma::detection_reader_test
