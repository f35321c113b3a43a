// SPDX-License-Identifier: Apache-2.0
#include "sigma/filter_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/sigma/read_one_rule.h"

namespace trailsift::sigma {
namespace {

std::string filter_with(const std::string& body) {
  return "title: Deployment\nlogsource: {product: aws, service: cloudtrail}\nfilter:\n" + body;
}

constexpr const char* kSelection = "  s:\n    eventName: StopLogging\n";

TEST(FilterReader, ReadsAFilterDocument) {
  const RuleFile file = read_rules(
      "title: Deployment\nid: abc\nname: deployment\ndate: 2025-01-01\n"
      "logsource: {product: aws, service: cloudtrail}\n"
      "filter:\n  rules:\n    - one\n    - two\n" +
          std::string(kSelection) + "  condition: not s\n",
      "filter.yml");
  ASSERT_TRUE(file.diagnostics.empty()) << file.diagnostics.front().to_string();
  EXPECT_TRUE(file.rules.empty());
  EXPECT_EQ(file.documents, 1U);
  ASSERT_EQ(file.filters.size(), 1U);
  const Filter& filter = file.filters.front();
  EXPECT_EQ(filter.title, "Deployment");
  EXPECT_EQ(filter.id, "abc");
  EXPECT_EQ(filter.name, "deployment");
  EXPECT_EQ(filter.file, "filter.yml");
  EXPECT_EQ(filter.log_source.product, "aws");
  EXPECT_FALSE(filter.any_rule);
  EXPECT_EQ(filter.rules, (std::vector<std::string>{"one", "two"}));
  ASSERT_EQ(filter.rule_positions.size(), 2U);
  EXPECT_EQ(filter.rule_positions[1].line, 9U);
  ASSERT_EQ(filter.detection.selections.size(), 1U);
  EXPECT_EQ(filter.detection.condition.dump(filter.detection.selections), "not s");
}

TEST(FilterReader, TakesAnyRuleOrASingleName) {
  const std::string rest = std::string(kSelection) + "  condition: not s\n";
  const RuleFile any = read_rules(filter_with("  rules: any\n" + rest), "f");
  ASSERT_EQ(any.filters.size(), 1U);
  EXPECT_TRUE(any.filters.front().any_rule);
  EXPECT_TRUE(any.filters.front().rules.empty());
  const RuleFile one = read_rules(filter_with("  rules: one\n" + rest), "f");
  ASSERT_EQ(one.filters.size(), 1U);
  EXPECT_FALSE(one.filters.front().any_rule);
  EXPECT_EQ(one.filters.front().rules, std::vector<std::string>{"one"});
}

TEST(FilterReader, SaysWhatIsWrong) {
  const std::string good = std::string(kSelection) + "  condition: not s\n";
  const struct {
    std::string yaml;
    const char* codes;
  } cases[] = {
      {filter_with(good), "missing-attribute:4"},
      {filter_with("  rules: []\n" + good), "bad-value:4"},
      {filter_with("  rules: [{a: b}]\n" + good), "bad-value:4"},
      {filter_with("  rules: any\n  condition: not s\n"),
       "missing-attribute:4 unknown-selection:5"},
      {filter_with("  rules: any\n" + std::string(kSelection)), "missing-attribute:4"},
      {"title: T\nfilter:\n  rules: any\n" + good, "missing-attribute:1"},
      {"title: T\nlogsource: {product: aws}\nfilter: text\n", "bad-value:3"},
      {filter_with("  rules: any\n" + good) + "detection:\n" + good, "ambiguous-rule:3"},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(codes_of(test.yaml), test.codes) << test.yaml;
    EXPECT_TRUE(read_rules(test.yaml, "f").filters.empty()) << test.yaml;
  }
}

// Read as it is meant by its author, such a filter silences its rules but for one case.
TEST(FilterReader, WarnsWhereNothingIsNegated) {
  const struct {
    const char* condition;
    const char* key;
    bool warns;
  } cases[] = {
      {"s", "eventName", true},
      {"not s", "eventName", false},
      {"s or (s and not s)", "eventName", false},
      {"s", "eventName|neq", false},
  };
  for (const auto& test : cases) {
    const std::string yaml = filter_with("  rules: any\n  s:\n    " + std::string(test.key) +
                                         ": StopLogging\n  condition: " + test.condition + "\n");
    EXPECT_EQ(codes_of(yaml), test.warns ? "filter-without-not:7" : "") << yaml;
    EXPECT_EQ(read_rules(yaml, "f").filters.size(), 1U) << yaml;
  }
}

}  // namespace
}  // namespace trailsift::sigma
