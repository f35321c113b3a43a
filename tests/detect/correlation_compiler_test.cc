// SPDX-License-Identifier: Apache-2.0
#include "detect/correlation_compiler.h"

#include <gtest/gtest.h>

#include "detect/compiled_rules.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect::correlation_compiler_test {
namespace {

std::string event_rule(std::string_view name) {
  return rule_yaml(name, "  s:\n    eventName: A\n  condition: s") + "---\n";
}

std::string correlation(std::string_view name, std::string_view rules, std::string_view more = "") {
  std::string yaml = "title: ";
  yaml.append(name).append("\nname: ").append(name);
  yaml.append("\ncorrelation:\n  type: event_count\n  rules: ").append(rules);
  yaml.append("\n  group-by: [derived.actor]\n  timespan: 5m\n  condition:\n    gte: 2\n");
  return yaml.append(more).append("---\n");
}

Compilation compile(const std::string& yaml) { return compile_rules(read_test_rules(yaml), {}); }

TEST(CorrelationCompiler, MayStandBeforeWhatItRefersTo) {
  const Compilation compilation = compile(correlation("upper", "[lower]") +
                                          correlation("lower", "[event]") + event_rule("event"));
  EXPECT_EQ(compilation.loaded, 3U);
  ASSERT_EQ(compilation.rules->correlations.size(), 2U);
  EXPECT_EQ(compilation.rules->correlations[0].rule.name, "lower");
  EXPECT_EQ(compilation.rules->correlations[1].feeds.at(0).through, 0U);
}

struct ReferenceCase {
  std::string yaml;
  const char* code;
};

TEST(CorrelationCompiler, RefusesReferencesThatLeadNowhere) {
  const ReferenceCase kCases[] = {
      {event_rule("event") + correlation("c", "[evnt]"), "unknown-rule"},
      {correlation("c", "[c]"), "circular-correlation"},
      {correlation("c", "[d]") + correlation("d", "[c]"), "circular-correlation"},
      {event_rule("event") + correlation("c", "[event, event]"), "repeated-rule"},
  };
  for (const ReferenceCase& test : kCases) {
    const Compilation compilation = compile(test.yaml);
    ASSERT_FALSE(compilation.diagnostics.empty()) << test.yaml;
    EXPECT_EQ(compilation.diagnostics.front().code, test.code);
    EXPECT_GT(compilation.diagnostics.front().position.line, 0U);
    EXPECT_TRUE(compilation.rules->correlations.empty());
  }
  EXPECT_EQ(compile(kCases[0].yaml).diagnostics.front().hint, "Did you mean \"event\"?");
}

std::string event_rule_with_id(std::string_view name, std::string_view id) {
  return rule_yaml(name, "  s:\n    eventName: A\n  condition: s",
                   "id: " + std::string(id) + "\n") +
         "---\n";
}

TEST(CorrelationCompiler, FindsRulesByIdAndByNameInAnyFile) {
  const std::string id = "5638f7c0-ac70-491d-8465-2a65075e0d86";
  std::vector<sigma::Rule> rules = read_test_rules(correlation("c", "[" + id + ", other]"));
  for (const std::string& file : {event_rule_with_id("event", id), event_rule("other")}) {
    for (sigma::Rule& rule : read_test_rules(file)) rules.push_back(std::move(rule));
  }
  const Compilation compilation = compile_rules(rules, {});
  EXPECT_TRUE(compilation.diagnostics.empty());
  ASSERT_EQ(compilation.rules->correlations.size(), 1U);
  EXPECT_EQ(compilation.rules->correlations[0].feeds.size(), 2U);
  const Compilation twice =
      compile(event_rule_with_id("event", id) + correlation("c", "[" + id + ", event]"));
  ASSERT_EQ(twice.diagnostics.size(), 1U);
  EXPECT_EQ(twice.diagnostics[0].code, "repeated-rule") << "by id and by name";
}

TEST(CorrelationCompiler, NumbersComeFromEvents) {
  const std::string sum =
      "title: sum\nname: sum\ncorrelation:\n  type: value_sum\n  rules: [event, lower]\n"
      "  timespan: 5m\n  condition:\n    field: requestParameters.size\n    gte: 2\n---\n";
  const Compilation compilation =
      compile(sum + event_rule("event") + correlation("lower", "[event]"));
  ASSERT_EQ(compilation.diagnostics.size(), 1U);
  EXPECT_EQ(compilation.diagnostics[0].code, "number-of-correlation");
  EXPECT_EQ(compilation.diagnostics[0].position.line, 5U);
  EXPECT_EQ(compilation.refused, 1U);
  EXPECT_EQ(compilation.loaded, 2U);
}

std::string spike(std::string_view name, std::string_view rule, std::string_view more) {
  std::string yaml = "title: ";
  yaml.append(name).append("\nname: ").append(name);
  yaml.append("\ncorrelation:\n  type: spike\n  rules: [").append(rule);
  yaml.append("]\n  timespan: 1h\n  condition: {factor: 2, floor: 1").append(more);
  return yaml.append("}\n---\n");
}

TEST(CorrelationCompiler, SpikesAreOfEventsAndOfOneSumForARule) {
  const Compilation of_correlation =
      compile(spike("s", "lower", "") + event_rule("event") + correlation("lower", "[event]"));
  ASSERT_EQ(of_correlation.diagnostics.size(), 1U);
  EXPECT_EQ(of_correlation.diagnostics[0].code, "spike-of-correlation");
  EXPECT_EQ(of_correlation.diagnostics[0].position.line, 5U);

  const Compilation sums =
      compile(event_rule("event") + spike("a", "event", ", sum: requestParameters.size") +
              spike("b", "event", ", sum: requestParameters.size") + spike("c", "event", "") +
              spike("d", "event", ", sum: requestParameters.length"));
  ASSERT_EQ(sums.diagnostics.size(), 1U);
  EXPECT_EQ(sums.diagnostics[0].code, "another-sum");
  EXPECT_EQ(sums.refused, 1U);
  EXPECT_EQ(sums.loaded, 4U);
  ASSERT_TRUE(sums.rules->events[0].amount.has_value());
  EXPECT_EQ(sums.rules->events[0].amount->name, "requestParameters.size");
  EXPECT_TRUE(sums.rules->events[0].keys.empty()) << "no hit holds the number of its own event";
}

TEST(CorrelationCompiler, IsRefusedWithTheRuleItRefersTo) {
  const Compilation compilation =
      compile(rule_yaml("broken", "  s:\n    userAgent|re: '('\n  condition: s") + "---\n" +
              correlation("c", "[broken]"));
  EXPECT_EQ(compilation.refused, 2U);
  ASSERT_EQ(compilation.diagnostics.size(), 2U);
  EXPECT_EQ(compilation.diagnostics[1].code, "refused-rule");
}

TEST(CorrelationCompiler, DoesNotApplyWhereItsRuleDoesNot) {
  std::vector<sigma::Rule> rules =
      read_test_rules(event_rule("event") + correlation("c", "[event]"));
  rules[0].log_source.product = "windows";
  const Compilation compilation = compile_rules(rules, {});
  EXPECT_EQ(compilation.not_applicable, 2U);
  EXPECT_TRUE(compilation.diagnostics.empty());
}

// Without a value there, every event is left out, and the correlation is silent for ever.
TEST(CorrelationCompiler, WarnsOfFieldsThatNoRecordHas) {
  const std::string yaml = event_rule("event") + event_rule("other") +
                           "title: c\ncorrelation:\n  type: value_count\n  rules: [event, other]\n"
                           "  group-by: [sourceIPAdress, who]\n  timespan: 5m\n"
                           "  condition: {field: requestParameters.any, gte: 2}\n"
                           "  aliases:\n    who:\n      event: userIdentity.arn\n";
  const Compilation compilation = compile(yaml);
  EXPECT_EQ(compilation.loaded, 3U);
  ASSERT_EQ(compilation.diagnostics.size(), 2U) << "once each";
  EXPECT_EQ(compilation.diagnostics[0].code, "unknown-field");
  EXPECT_EQ(compilation.diagnostics[0].severity, sigma::Severity::kWarning);
  EXPECT_EQ(compilation.diagnostics[0].hint, "Did you mean \"sourceIPAddress\"?");
  EXPECT_EQ(compilation.diagnostics[1].message, "No CloudTrail record has a field \"who\".");
}

// What was written to feed a correlation would be noise by itself.
TEST(CorrelationCompiler, ItsRulesAreNoFindingsWhereItDoesNotApply) {
  const std::string windows = "title: W\nname: other\nlogsource: {product: windows}\n---\n";
  const std::string events = windows + event_rule("event");
  const auto plain = compile_test_rules(events + correlation("c", "[event, other]"));
  ASSERT_EQ(plain->events.size(), 1U);
  EXPECT_TRUE(plain->correlations.empty());
  EXPECT_FALSE(plain->events[0].is_finding);
  const auto generated =
      compile_test_rules(events + correlation("c", "[event, other]", "  generate: true\n"));
  EXPECT_TRUE(generated->events[0].is_finding);
}

TEST(CorrelationCompiler, AnIdMeansTheRuleForThisLog) {
  const std::string windows = "title: W\nname: event\nlogsource: {product: windows}\n---\n";
  const auto rules =
      compile_test_rules(windows + event_rule("event") + correlation("c", "[event]"));
  EXPECT_EQ(rules->correlations.size(), 1U);
}

TEST(CorrelationCompiler, RulesThatItNamesAreFindingsOnlyWhenItGeneratesThem) {
  const auto plain = compile_test_rules(event_rule("event") + correlation("c", "[event]"));
  EXPECT_FALSE(plain->events[0].is_finding);
  const auto both = compile_test_rules(event_rule("event") + correlation("c", "[event]") +
                                       correlation("d", "[event]", "  generate: true\n"));
  EXPECT_TRUE(both->events[0].is_finding);
  const auto chain = compile_test_rules(event_rule("event") + correlation("lower", "[event]") +
                                        correlation("upper", "[lower]"));
  EXPECT_FALSE(chain->correlations[0].is_finding);
  EXPECT_TRUE(chain->correlations[1].is_finding);
}

TEST(CorrelationCompiler, KeepsOnlyKeysThatEveryHitDoesNotCarryAnyway) {
  const auto rules =
      compile_test_rules(event_rule("event") +
                         "title: c\nname: c\ncorrelation:\n  type: value_count\n  rules: [event]\n"
                         "  group-by: [sourceIPAddress, who]\n  timespan: 5m\n"
                         "  condition:\n    field: requestParameters.name\n    gte: 2\n"
                         "  aliases:\n    who:\n      event: userIdentity.arn\n");
  ASSERT_EQ(rules->events[0].keys.size(), 2U);
  EXPECT_EQ(rules->events[0].keys[0].name, "userIdentity.arn");
  EXPECT_EQ(rules->events[0].keys[1].name, "requestParameters.name");
  const CorrelationFeed& feed = rules->correlations[0].feeds.at(0);
  ASSERT_EQ(feed.group.size(), 2U);
  EXPECT_TRUE(feed.group[0].in_context);
  EXPECT_EQ(feed.group[1], (KeySource{false, 0}));
  EXPECT_EQ(feed.values, std::vector<KeySource>{(KeySource{false, 1})});
}

TEST(CorrelationCompiler, IsSilentWithItsRules) {
  const auto rules = compile_test_rules(
      rule_yaml("quiet", "  s:\n    awsRegion|expand: '%list%'\n  condition: s") + "---\n" +
      event_rule("event") + correlation("only", "[quiet]") +
      correlation("either", "[quiet, event]"));
  ASSERT_EQ(rules->correlations.size(), 2U);
  EXPECT_EQ(rules->correlations[0].missing_list, "list");
  EXPECT_EQ(rules->correlations[1].missing_list, "") << "a count can do with the other rule";
}

}  // namespace
}  // namespace trailsift::detect::correlation_compiler_test
