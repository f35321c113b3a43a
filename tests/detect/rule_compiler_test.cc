// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/rule_compiler.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "detect/compiled_rules.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

constexpr std::string_view kAnyEvent = "  s:\n    eventName: A\n  condition: s";

Compilation compile(const std::string& yaml, const Placeholders& placeholders = {}) {
  return compile_rules(read_test_rules(yaml), placeholders);
}

TEST(RuleCompiler, WithoutRulesThereIsNothingToSay) {
  const Compilation compilation = compile_rules({}, {});
  ASSERT_NE(compilation.rules, nullptr);
  EXPECT_EQ(compilation.loaded + compilation.refused + compilation.not_applicable, 0U);
  EXPECT_TRUE(compilation.diagnostics.empty());
}

struct SourceCase {
  sigma::LogSource source;
  bool applies;
};

TEST(RuleCompiler, TakesRulesForCloudTrailAlone) {
  const SourceCase kCases[] = {
      {{"", "aws", "cloudtrail"}, true},
      {{"", "AWS", "CloudTrail"}, true},
      {{"", "", "cloudtrail"}, true},
      {{"", "aws", ""}, true},
      {{"", "aws", "guardduty"}, false},
      {{"", "azure", "cloudtrail"}, false},
      {{"process_creation", "", ""}, false},
      {{"webserver", "aws", "cloudtrail"}, false},
      {{"", "", ""}, false},
  };
  for (const SourceCase& test : kCases) {
    std::vector<sigma::Rule> rules = read_test_rules(rule_yaml("rule", kAnyEvent));
    rules[0].log_source = test.source;
    const Compilation compilation = compile_rules(rules, {});
    EXPECT_EQ(compilation.loaded, test.applies ? 1U : 0U)
        << test.source.category << "/" << test.source.product << "/" << test.source.service;
    EXPECT_EQ(compilation.not_applicable, test.applies ? 0U : 1U);
    EXPECT_TRUE(compilation.diagnostics.empty());
  }
}

struct ProblemCase {
  const char* detection;
  const char* code;
};

TEST(RuleCompiler, RefusesValuesThatCannotBeUsedAndSaysWhere) {
  const ProblemCase kCases[] = {
      {"  s:\n    userAgent|re: '('\n  condition: s", "invalid-regex"},
      {"  s:\n    sourceIPAddress|cidr|expand: '%nets%'\n  condition: s", "invalid-cidr"},
      {"  s:\n    eventTime|expand: '%business_hours%'\n  condition: s", "invalid-business-hours"},
      {"  s:\n    eventTime|contains|expand: '%business_hours%'\n  condition: s",
       "invalid-business-hours"},
  };
  for (const ProblemCase& test : kCases) {
    const Compilation compilation =
        compile_rules(read_test_rules(rule_yaml("rule", test.detection)),
                      {{"nets", {"here"}}, {"business_hours", {"always"}}});
    EXPECT_EQ(compilation.refused, 1U) << test.detection;
    EXPECT_EQ(compilation.loaded, 0U);
    ASSERT_EQ(compilation.diagnostics.size(), 1U);
    const sigma::Diagnostic& diagnostic = compilation.diagnostics.front();
    EXPECT_EQ(diagnostic.code, test.code);
    EXPECT_EQ(diagnostic.severity, sigma::Severity::kError);
    EXPECT_EQ(diagnostic.file, "test.yml");
    EXPECT_EQ(diagnostic.position.line, 8U) << "the line of the value";
  }
}

TEST(RuleCompiler, RefusesTheSecondOfTwoWithOneName) {
  const std::string id = "id: 11111111-1111-4111-8111-111111111111\n";
  const Compilation names =
      compile(rule_yaml("one", kAnyEvent) + "---\n" + rule_yaml("one", kAnyEvent));
  EXPECT_EQ(names.loaded, 1U);
  EXPECT_EQ(names.refused, 1U);
  ASSERT_EQ(names.diagnostics.size(), 1U);
  EXPECT_EQ(names.diagnostics.front().code, "duplicate-name");
  const Compilation ids =
      compile(rule_yaml("one", kAnyEvent, id) + "---\n" + rule_yaml("two", kAnyEvent, id));
  EXPECT_EQ(ids.loaded, 1U);
  ASSERT_EQ(ids.diagnostics.size(), 1U);
  EXPECT_EQ(ids.diagnostics.front().code, "duplicate-id");
}

TEST(RuleCompiler, RefusesARuleThatSaysNothing) {
  sigma::Rule rule;
  rule.name = "empty";
  const Compilation compilation = compile_rules({rule}, {});
  EXPECT_EQ(compilation.refused, 1U);
  ASSERT_EQ(compilation.diagnostics.size(), 1U);
  EXPECT_EQ(compilation.diagnostics.front().code, "empty-rule");
}

TEST(RuleCompiler, WarnsOfPlaceholdersThatNoFindingCanFill) {
  const Compilation compilation = compile(rule_yaml(
      "rule", kAnyEvent,
      "trailsift:\n  summary: '{actor_name} {actr} {requestParameters.x} {eventName}'\n"));
  EXPECT_EQ(compilation.loaded, 1U);
  ASSERT_EQ(compilation.diagnostics.size(), 1U);
  EXPECT_EQ(compilation.diagnostics.front().code, "unknown-placeholder");
  EXPECT_EQ(compilation.diagnostics.front().severity, sigma::Severity::kWarning);
}

constexpr const char* kSeries =
    "title: S\nname: series\ncorrelation:\n  type: event_count\n  rules: [part]\n"
    "  group-by: [derived.actor]\n  timespan: 1h\n  condition: {gte: 2}\n";

TEST(RuleCompiler, UsesRulesAsItIsTold) {
  using Use = sigma::RuleUse;
  const std::vector<sigma::Rule> rules =
      read_test_rules(rule_yaml("part", kAnyEvent) + "---\n" + kSeries);
  const struct {
    std::vector<Use> uses;
    std::size_t left_out;
    std::size_t correlations;
    bool part_is_finding;
  } cases[] = {
      {{}, 0, 1, false},
      {{Use::kAsWritten, Use::kAsWritten}, 0, 1, false},
      {{Use::kFeed, Use::kAsWritten}, 0, 1, false},
      {{Use::kFinding, Use::kAsWritten}, 0, 1, true},
      {{Use::kFinding, Use::kLeftOut}, 1, 0, true},
      {{Use::kLeftOut, Use::kAsWritten}, 2, 0, false},  // nothing is left to count
  };
  for (const auto& test : cases) {
    const Compilation compilation = compile_rules(rules, {}, {}, test.uses);
    EXPECT_TRUE(compilation.diagnostics.empty());
    EXPECT_EQ(compilation.left_out, test.left_out);
    EXPECT_EQ(compilation.loaded, 2 - test.left_out);
    EXPECT_EQ(compilation.rules->correlations.size(), test.correlations);
    const std::vector<CompiledRule>& events = compilation.rules->events;
    EXPECT_EQ(!events.empty() && events[0].is_finding, test.part_is_finding);
  }
  const Compilation feed = compile_rules(rules, {}, {}, {Use::kFeed, Use::kFeed});
  EXPECT_FALSE(feed.rules->correlations[0].is_finding);
}

TEST(RuleCompiler, NamesTheRulesThatEveryEventReaches) {
  const Compilation compilation =
      compile(rule_yaml("pinned", kAnyEvent) + "---\n" +
              rule_yaml("unpinned", "  s:\n    userAgent|re: pacu\n  condition: s"));
  EXPECT_EQ(compilation.outcomes,
            (std::vector<RuleOutcome>{RuleOutcome::kLoaded, RuleOutcome::kLoadedUnpinned}));
}

TEST(RuleCompiler, TakesRulesWithoutAnIdentity) {
  const std::string bare =
      "title: Bare\nlogsource: {product: aws}\ndetection: {s: {eventName: A}, condition: s}\n";
  EXPECT_EQ(compile(bare + "---\n" + bare).loaded, 2U);
}

TEST(RuleCompiler, SaysWhereTheOtherOfTwoStands) {
  const std::string id = "id: 11111111-1111-4111-8111-111111111111\n";
  const Compilation compilation =
      compile(rule_yaml("one", kAnyEvent, id) + "---\n" + rule_yaml("two", kAnyEvent, id));
  ASSERT_EQ(compilation.diagnostics.size(), 1U);
  EXPECT_NE(compilation.diagnostics[0].message.find("test.yml:1:1"), std::string::npos)
      << compilation.diagnostics[0].message;
}

TEST(RuleCompiler, RulesForOtherLogsMayShareAnId) {
  const std::string id = "id: 11111111-1111-4111-8111-111111111111\n";
  const std::string windows = "title: W\n" + id + "logsource: {product: windows}\n---\n";
  const Compilation compilation =
      compile(windows + windows + rule_yaml("one", kAnyEvent, id) + "---\n" + windows);
  EXPECT_TRUE(compilation.diagnostics.empty());
  EXPECT_EQ(compilation.loaded, 1U);
  EXPECT_EQ(compilation.not_applicable, 3U);
}

TEST(RuleCompiler, UsesAssumedListsInRulesAlone) {
  const std::string trusted =
      "  s:\n    recipientAccountId|expand: '%trusted_accounts%'\n"
      "  condition: not s";
  const Placeholders assumed = {{"trusted_accounts", {"111122223333"}}, {"unused", {"x"}}};
  const std::vector<sigma::Rule> rules = read_test_rules(rule_yaml("rule", trusted));
  const Compilation compilation = compile_rules(rules, {}, {}, {}, assumed);
  ASSERT_EQ(compilation.rules->events.size(), 1U);
  EXPECT_EQ(compilation.rules->events[0].missing_list, "");
  EXPECT_NE(compilation.rules->events[0].assumption.find("111122223333"), std::string::npos);
  EXPECT_EQ(compilation.assumed.size(), 1U) << "only what is in use";
  EXPECT_TRUE(compilation.assumed.contains("trusted_accounts"));

  const Compilation other =
      compile_rules(read_test_rules(rule_yaml("rule", kAnyEvent)), {}, {}, {}, assumed);
  EXPECT_TRUE(other.assumed.empty());
  EXPECT_EQ(other.rules->events[0].assumption, "");
}

// Those that are trusted, and nobody where that is not known.
TEST(RuleCompiler, KnowsTheOwnAccountsAsFarAsTheTrustedOnesAreKnown) {
  const std::vector<sigma::Rule> rules = read_test_rules(
      rule_yaml("own", "  s:\n    recipientAccountId|expand: '%own_accounts%'\n  condition: s",
                "level: low\n"));
  const Placeholders trusted = {{"trusted_accounts", {"111122223333"}}};
  const auto hits = [&](const Compilation& compilation) {
    EXPECT_EQ(compilation.rules->events[0].missing_list, "");
    EXPECT_EQ(compilation.rules->events[0].assumption, "");
    return find(*compilation.rules, {{R"({"recipientAccountId":"111122223333"})"}}).size();
  };
  EXPECT_EQ(hits(compile_rules(rules, {})), 0U);
  EXPECT_EQ(hits(compile_rules(rules, trusted)), 1U);
  EXPECT_EQ(hits(compile_rules(rules, {}, {}, {}, trusted)), 1U);
  EXPECT_EQ(hits(compile_rules(rules, {{"trusted_accounts", {}}}, {}, {}, trusted)), 0U);
}

TEST(RuleCompiler, GradesWhatRestsOnAnAssumptionOneLower) {
  const std::string detection = "  s:\n    recipientAccountId|expand: '%list%'\n  condition: s";
  std::vector<sigma::Rule> rules =
      read_test_rules(rule_yaml("a", detection, "level: critical\n") + "---\n" +
                      rule_yaml("b", detection, "level: informational\n"));
  rules[0].presentation.refused_level = sigma::Level::kHigh;
  const Compilation assumed = compile_rules(rules, {}, {}, {}, {{"list", {"x"}}});
  EXPECT_EQ(assumed.rules->events[0].rule.level, sigma::Level::kHigh);
  EXPECT_EQ(assumed.rules->events[0].rule.presentation.refused_level, sigma::Level::kMedium);
  EXPECT_EQ(assumed.rules->events[1].rule.level, sigma::Level::kInformational);
  const Compilation configured = compile_rules(rules, {{"list", {"x"}}});
  EXPECT_EQ(configured.rules->events[0].rule.level, sigma::Level::kCritical);
}

}  // namespace
}  // namespace trailsift::detect
