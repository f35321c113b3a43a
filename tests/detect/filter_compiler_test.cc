// SPDX-License-Identifier: Apache-2.0
#include "detect/filter_compiler.h"

#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"
#include "trailsift/sigma/rule_reader.h"

namespace trailsift::detect::filter_compiler_test {
namespace {

constexpr const char* kRules =
    "title: First\nname: first\nid: id-first\nlogsource: {product: aws, service: cloudtrail}\n"
    "detection:\n  s:\n    eventName: StopLogging\n  condition: s\n"
    "---\n"
    "title: Second\nname: second\nlogsource: {product: aws, service: cloudtrail}\n"
    "detection:\n  s:\n    eventName: StopLogging\n  condition: s\n"
    "---\n"
    "title: Series\nname: series\ncorrelation:\n  type: event_count\n  rules: [second]\n"
    "  group-by: [derived.actor]\n  timespan: 1h\n  condition: {gte: 2}\n"
    "---\n"
    "title: Other logs\nname: other\nlogsource: {product: windows}\n"
    "detection:\n  s:\n    eventName: StopLogging\n  condition: s\n";

std::string filter_yaml(const std::string& rules, const std::string& test = "userAgent: x",
                        const std::string& product = "aws") {
  return "title: Filter\nlogsource: {product: " + product + "}\nfilter:\n  rules: " + rules +
         "\n  s:\n    " + test + "\n  condition: not s\n";
}

struct Outcome {
  Compilation compilation;
  std::string diagnostics;  // "code:line", in order
};

Outcome compile(const std::string& filters) {
  const sigma::RuleFile rules = sigma::read_rules(kRules, "rules.yml");
  const sigma::RuleFile file = sigma::read_rules(filters, "filters.yml");
  EXPECT_TRUE(rules.diagnostics.empty());
  EXPECT_TRUE(file.diagnostics.empty()) << file.diagnostics.front().to_string();
  Outcome outcome{compile_rules(rules.rules, {}, file.filters), ""};
  for (const sigma::Diagnostic& diagnostic : outcome.compilation.diagnostics) {
    if (!outcome.diagnostics.empty()) outcome.diagnostics += ' ';
    outcome.diagnostics += diagnostic.code + ":" + std::to_string(diagnostic.position.line);
  }
  return outcome;
}

// The numbers of the filters of each event rule: "first 0 1, second".
std::string joined(const CompiledRules& rules) {
  std::string text;
  for (const CompiledRule& rule : rules.events) {
    text += (text.empty() ? "" : ", ") + rule.rule.name;
    for (const std::uint32_t filter : rule.filters) text += " " + std::to_string(filter);
  }
  return text;
}

TEST(FilterCompiler, JoinsFiltersToTheRulesTheyAreFor) {
  const struct {
    const char* rules;
    const char* expected;
  } cases[] = {
      {"first", "first 0, second"},
      {"id-first", "first 0, second"},
      {"[first, id-first, second]", "first 0, second 0"},
      {"any", "first 0, second 0"},
      {"other", "first, second"},  // for other logs, and so is the filter's business there
  };
  for (const auto& test : cases) {
    const Outcome outcome = compile(filter_yaml(test.rules));
    EXPECT_EQ(outcome.diagnostics, "") << test.rules;
    EXPECT_EQ(joined(*outcome.compilation.rules), test.expected) << test.rules;
    EXPECT_EQ(outcome.compilation.filters, 1U);
  }
}

TEST(FilterCompiler, WarnsAboutNamesThatLeadNowhere) {
  const Outcome outcome = compile(filter_yaml("[frist, series, first]"));
  EXPECT_EQ(outcome.diagnostics, "unknown-filter-rule:4 filtered-correlation:4");
  EXPECT_EQ(outcome.compilation.diagnostics[0].to_string(),
            "filters.yml:4:11: warning: The filter is for a rule \"frist\", but there is none. "
            "[unknown-filter-rule]\n  Did you mean \"first\"?");
  EXPECT_EQ(joined(*outcome.compilation.rules), "first 0, second");
}

TEST(FilterCompiler, RefusesWhatItCannotUse) {
  const Outcome twice = compile(filter_yaml("first") + "---\n" + filter_yaml("second"));
  EXPECT_EQ(twice.diagnostics, "duplicate-filter:9");
  EXPECT_EQ(twice.compilation.refused, 1U);
  EXPECT_EQ(joined(*twice.compilation.rules), "first 0, second");
  const Outcome regex = compile(filter_yaml("first", "userAgent|re: '(?<=a)b'"));
  EXPECT_EQ(regex.diagnostics, "invalid-regex:6");
  EXPECT_EQ(regex.compilation.refused, 1U);
  EXPECT_EQ(joined(*regex.compilation.rules), "first, second");
}

TEST(FilterCompiler, LeavesOutFiltersOfOtherLogs) {
  const Outcome outcome = compile(filter_yaml("any", "userAgent: x", "windows"));
  EXPECT_EQ(outcome.diagnostics, "");
  EXPECT_EQ(outcome.compilation.filters, 0U);
  EXPECT_EQ(outcome.compilation.filters_not_applicable, 1U);
  EXPECT_EQ(joined(*outcome.compilation.rules), "first, second");
}

// Rather a finding too many than one too few.
TEST(FilterCompiler, TakesNothingAwayForWantOfAList) {
  const Outcome outcome = compile(filter_yaml("any", "userAgent|expand: '%nowhere%'"));
  EXPECT_EQ(joined(*outcome.compilation.rules), "first, second");
  ASSERT_EQ(outcome.compilation.rules->filters.size(), 1U);
  EXPECT_EQ(outcome.compilation.rules->filters[0].missing_list, "nowhere");
}

}  // namespace
}  // namespace trailsift::detect::filter_compiler_test
