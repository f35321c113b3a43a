// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/yaml_document.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/repeated.h"

namespace trailsift::sigma::yaml_document_test {
namespace {

using namespace std::string_view_literals;
using testing::repeated;

// Scalars plain or "quoted", ~ for null, [lists], {maps}.
std::string dump(const YamlNode& node) {
  std::string text;
  switch (node.kind) {
    case YamlNode::Kind::kNull:
      return "~";
    case YamlNode::Kind::kScalar:
      return node.quoted ? '"' + node.text + '"' : node.text;
    case YamlNode::Kind::kSequence:
      for (const YamlNode* item : node.items) text += (text.empty() ? "" : ", ") + dump(*item);
      return '[' + text + ']';
    case YamlNode::Kind::kMap:
      for (const YamlEntry& entry : node.entries) {
        text += (text.empty() ? "" : ", ") + dump(*entry.key) + ": " + dump(*entry.value);
      }
      return '{' + text + '}';
  }
  return text;
}

// All documents, and "!line:column message" for a problem.
std::string read(std::string_view yaml) {
  const YamlText result = read_yaml(yaml);
  std::string text;
  for (const YamlDocument& document : result.documents) text += dump(*document.root) + '\n';
  if (result.problem) {
    text += '!' + std::to_string(result.problem->position.line) + ':' +
            std::to_string(result.problem->position.column) + ' ' + result.problem->message + '\n';
  }
  return text;
}

struct YamlCase {
  std::string_view yaml;
  std::string_view dump;
};

TEST(ReadYaml, BuildsTheTree) {
  const YamlCase cases[] = {
      {"", ""},
      {std::string_view(), ""},
      {"\xEF\xBB\xBF", ""},
      {"# a comment\n", ""},
      {"a", "a\n"},
      {"a: 1\nb: '1'\nc: \"x\\ty\"\n", "{a: 1, b: \"1\", c: \"x\ty\"}\n"},
      {"a:\nb: ~\nc: null\nd: ''\n", "{a: ~, b: ~, c: ~, d: \"\"}\n"},
      {"- a\n- [b, {c: d}]\n-\n", "[a, [b, {c: d}], ~]\n"},
      {"a: >-\n  one\n  two\nb: |\n  x\n", "{a: \"one two\", b: \"x\n\"}\n"},
      {"b: 1\na: 2\nb: 3\n", "{b: 1, a: 2, b: 3}\n"},
      {"a: !!str 12\n", "{a: \"12\"}\n"},
      {"[a, b]: c\n", "{[a, b]: c}\n"},
      {"---\na: 1\n---\nb: 2\n...\n", "{a: 1}\n{b: 2}\n"},
      {"a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: [1, 2]}\n"},
      {"&k a: *k\n", "{a: a}\n"},
      {"a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}\n"},
      {"a: &x [&x 1]\nb: *x\n", "{a: [1], b: 1}\n"},
      {"a: &x ~\nb: *x\n", "{a: ~, b: ~}\n"},
      {"a: !!str null\nb: !!str\n", "{a: \"null\", b: \"\"}\n"},
      {"a: !!map {}\nb: !!seq []\nc: ! 'x'\n", "{a: {}, b: [], c: \"x\"}\n"},
      {"%YAML 1.2\n---\n{\"a\":1, b: x:y}\n", "{\"a\": 1, b: x:y}\n"},
      {"a: \"\\N\\L\\P\"\n", "{a: \"\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\"}\n"},
      {"---\n---\na\n", "~\na\n"},
      {"\xEF\xBB\xBF"
       "a: 1\r\nb: 2\r\n",
       "{a: 1, b: 2}\n"},
      {"a: \xC3\xA4\n", "{a: \xC3\xA4}\n"},
      {"a: {}\nb: []\n", "{a: {}, b: []}\n"},
  };
  for (const YamlCase& one : cases) EXPECT_EQ(read(one.yaml), one.dump) << one.yaml;
}

TEST(ReadYaml, ResolvesMergeKeys) {
  const YamlCase cases[] = {
      {"x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  a: 3\n", "{x: {a: 1, b: 2}, y: {a: 3, b: 2}}\n"},
      {"- &x {a: 1}\n- &y {a: 2, b: 3}\n- {<<: [*x, *y]}\n",
       "[{a: 1}, {a: 2, b: 3}, {a: 1, b: 3}]\n"},
      {"- &x {a: 1}\n- &y {<<: *x, b: 2}\n- {<<: *y}\n", "[{a: 1}, {b: 2, a: 1}, {b: 2, a: 1}]\n"},
      {"'<<': {a: 1}\n", "{\"<<\": {a: 1}}\n"},
      {"a: 1\n<<: 2\n", "!2:1 '<<' must name a map or a list of maps\n"},
      {"a: 1\n<<: [{b: 2}, 3]\n", "!2:1 '<<' must name a map or a list of maps\n"},
  };
  for (const YamlCase& one : cases) EXPECT_EQ(read(one.yaml), one.dump) << one.yaml;
}

TEST(ReadYaml, KeepsTheDocumentsBeforeAProblem) {
  EXPECT_EQ(read("a: 1\n---\nb: [\n"),
            "{a: 1}\n!4:1 did not find expected node content while parsing a flow node\n");
}

TEST(ReadYaml, SaysWhereTheProblemIs) {
  const std::string_view older_line_end =
      "!1:3 U+0085, U+2028 and U+2029 must be written as \\N, \\L and \\P in double quotes\n";
  const YamlCase cases[] = {
      {"a: b: c\n", "!1:5 mapping values are not allowed in this context\n"},
      {"a: \"b", "!1:6 found unexpected end of stream while scanning a quoted scalar\n"},
      {"a: 1\nb: 'c\nd: e\n",
       "!4:1 found unexpected end of stream while scanning a quoted scalar, which begins in line "
       "2\n"},
      // The last line has no end, and there is none behind it.
      {"a: 1\nb", "!2:1 could not find expected ':' while scanning a simple key\n"},
      {"a: [b", "!1:4 did not find expected ',' or ']' while parsing a flow sequence\n"},
      {"a: 1\nb: [c: ", "!2:8 did not find expected node content while parsing a flow node\n"},
      {"a: [b\nc: d\n",
       "!2:2 did not find expected ',' or ']' while parsing a flow sequence, which begins in line "
       "1\n"},
      {"a:\n\tb: 1\n",
       "!2:1 found character that cannot start any token (a tab; indent with spaces) while "
       "scanning "
       "for the next token\n"},
      {"\xC3\xA4: [\xC3\xA4, *x]\n", "!1:8 the referenced anchor is not defined\n"},
      {"\xEF\xBB\xBF"
       "a: *x\n",
       "!1:4 the referenced anchor is not defined\n"},
      {"a: &x [1]\nb: &x [*x]\n", "!2:8 the alias stands inside of what it refers to\n"},
      {"a: 1\n...\nb: 2\n", "{a: 1}\n!3:1 did not find expected <document start>\n"},
      {"a: *x\n", "!1:4 the referenced anchor is not defined\n"},
      {"a: &x [*x]\n", "!1:8 the alias stands inside of what it refers to\n"},
      {"a: !!binary aGk=\n", "!1:4 the tag 'tag:yaml.org,2002:binary' is not supported\n"},
      {"a: !own {}\n", "!1:4 the tag '!own' is not supported\n"},
      {"a: 1\nb: \xFF\n", "!2:1 the text is not UTF-8\n"},
      {"\xFF\xFE"
       "a\0:\0 \0b\0"sv,
       "!1:1 the text is UTF-16; save it as UTF-8\n"},
      {"a: 1\nb: x\x1B[0m\n", "!2:5 control characters are not allowed in YAML\n"},
      {"a: \xC3\xA4\xC2\x9F\n", "!1:5 control characters are not allowed in YAML\n"},
      {"a: \xEF\xBF\xBE\n", "!1:4 control characters are not allowed in YAML\n"},
      {"# \xC2\x85 a: 1\n", older_line_end},
      {"# \xE2\x80\xA8 a: 1\n", older_line_end},
      {"# \xE2\x80\xA9 a: 1\n", older_line_end},
      {"a\0b"sv, "!1:2 control characters are not allowed in YAML\n"},
  };
  for (const YamlCase& one : cases) EXPECT_EQ(read(one.yaml), one.dump) << one.yaml;
}

TEST(ReadYaml, KnowsWhereEverythingStood) {
  const YamlText text = read_yaml("# first\na: 1\nb:\n  - x\n  - \"y\"\n");
  ASSERT_EQ(text.documents.size(), 1U);
  const YamlNode& root = *text.documents.front().root;
  const auto at = [](const YamlNode& node) {
    return std::to_string(node.position.line) + ':' + std::to_string(node.position.column);
  };
  EXPECT_EQ(at(root), "2:1");
  EXPECT_EQ(at(*root.entries[0].key), "2:1");
  EXPECT_EQ(at(*root.entries[0].value), "2:4");
  EXPECT_EQ(at(*root.entries[1].key), "3:1");
  EXPECT_EQ(at(*root.find("b")->items[0]), "4:5");
  EXPECT_EQ(at(*root.find("b")->items[1]), "5:5");
}

TEST(YamlNode, FindsTheFirstEntryOfAName) {
  const YamlText text = read_yaml("a: 1\na: 2\n~: 3\n");
  const YamlNode& root = *text.documents.front().root;
  EXPECT_EQ(root.find("a")->text, "1");
  EXPECT_EQ(root.find(""), nullptr);
  EXPECT_EQ(root.find("b"), nullptr);
  EXPECT_EQ(root.find("a")->find("a"), nullptr);
}

TEST(ReadYaml, SharesWhatAliasesName) {
  const YamlText text = read_yaml("a: &x [1]\nb: *x\n");
  const YamlNode& root = *text.documents.front().root;
  EXPECT_EQ(root.find("a"), root.find("b"));
}

YamlProblem::Kind kind_of_problem(std::string_view yaml) {
  const YamlText text = read_yaml(yaml);
  EXPECT_TRUE(text.problem) << yaml.substr(0, 40);
  return text.problem ? text.problem->kind : YamlProblem::Kind::kSyntax;
}

TEST(ReadYaml, BoundsDepth) {
  EXPECT_FALSE(read_yaml(repeated("[", 64) + repeated("]", 64)).problem);
  for (const std::string_view opening : {"[", "{a: ", "- ", "? ", "[{a: "}) {
    EXPECT_EQ(kind_of_problem(repeated(opening, 10'000)), YamlProblem::Kind::kTooComplex)
        << opening;
  }
}

TEST(ReadYaml, BoundsDepthThroughAliases) {
  std::string yaml = "a0: &a0 [x]\n";
  for (int i = 1; i < 100; ++i) {
    const std::string number = std::to_string(i);
    yaml += 'a' + number + ": &a" + number + " [*a" + std::to_string(i - 1) + "]\n";
  }
  EXPECT_EQ(kind_of_problem(yaml), YamlProblem::Kind::kTooComplex);
}

// Nine lists of nine aliases each would be nine to the ninth values.
TEST(ReadYaml, BoundsAliasBombs) {
  std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string number = std::to_string(i);
    const std::string alias = "*a" + std::to_string(i - 1);
    yaml += 'a' + number + ": &a" + number + " [" + repeated(alias + ", ", 8) + alias + "]\n";
  }
  EXPECT_EQ(kind_of_problem(yaml), YamlProblem::Kind::kTooComplex);
}

TEST(ReadYaml, BoundsTheNumberOfValues) {
  EXPECT_EQ(kind_of_problem('[' + repeated("a,", kMostYamlNodes) + ']'),
            YamlProblem::Kind::kTooComplex);
  EXPECT_EQ(kind_of_problem(std::string(kLongestYaml + 1, 'a')), YamlProblem::Kind::kTooComplex);
}

TEST(ReadYaml, BoundsTagDirectives) {
  EXPECT_EQ(kind_of_problem(repeated("%TAG !a! b\n", 101)), YamlProblem::Kind::kTooComplex);
  EXPECT_FALSE(read_yaml("%TAG !a! b\n---\n" + repeated("- a %TAG\n", 101)).problem);
}

TEST(ReadYaml, ManagesHugeScalars) {
  const std::string large(1'000'000, 'x');
  EXPECT_EQ(read("a: " + large), "{a: " + large + "}\n");
  EXPECT_EQ(read("a: '" + large + "'"), "{a: \"" + large + "\"}\n");
}

// Every prefix and every one-byte change of a text that uses most of YAML: no crash, no exception.
TEST(ReadYaml, SurvivesDamage) {
  const std::string yaml =
      "%YAML 1.2\n---\na: &x [1, 'two', \"th\\x72ee\"]\nb: *x\nc: >-\n  folded\n? k\n: {d: !!str "
      "4}\n"
      "...\n---\n- |2\n    x\n";
  for (std::size_t i = 0; i < yaml.size(); ++i) {
    (void)read(yaml.substr(0, i));
    for (const char c :
         {'\0', '\n', '\t', '"', '[', '}', ':', '&', '*', '-', '|', '%', '!', '\xFF'}) {
      std::string damaged = yaml;
      damaged[i] = c;
      (void)read(damaged);
    }
  }
}

}  // namespace
}  // namespace trailsift::sigma::yaml_document_test
