// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/sigma/read_one_rule.h"
#include "tests/support/repeated.h"

namespace trailsift::sigma::rule_reader_test {
namespace {

using testing::repeated;

constexpr std::string_view kDetection =
    "logsource:\n  product: aws\ndetection:\n  s:\n    eventName: StopLogging\n  condition: s\n";

// What other logs need may be what is refused here.
TEST(ReadRules, DoesNotJudgeDetectionsOfOtherLogs) {
  const RuleFile file = read_rules(
      "title: Test\nlogsource:\n  product: windows\n  category: process_creation\n"
      "detection:\n  s:\n    a|unknown: b\n  condition: s | count() > 5\n",
      "test.yml");
  EXPECT_TRUE(file.diagnostics.empty());
  ASSERT_EQ(file.rules.size(), 1U);
  EXPECT_EQ(file.rules.front().detection, nullptr);
  EXPECT_EQ(file.rules.front().log_source.category, "process_creation");
}

TEST(ReadRules, WarnsOfAnotherTaxonomy) {
  const std::string detection(kDetection);
  EXPECT_EQ(codes_of("title: Test\ntaxonomy: acme\n" + detection), "unknown-taxonomy:2");
  EXPECT_EQ(codes_of("title: Test\ntaxonomy: sigma\n" + detection), "");
  EXPECT_EQ(codes_of("title: Test\ntaxonomy:\n" + detection), "");
  EXPECT_EQ(codes_of("title: Test\ntaxonomy: [acme]\n" + detection), "bad-value:2");
  EXPECT_EQ(codes_of("title: Test\ntaxonomy: acme\nlogsource:\n  product: windows\n"
                     "detection:\n  s:\n    a: b\n  condition: s\n"),
            "")
      << "a rule for another log";
  EXPECT_EQ(codes_of("title: Test\ntaxonomy: acme\ncorrelation:\n  type: event_count\n"
                     "  rules: [a]\n  timespan: 1m\n  condition:\n    gte: 2\n"),
            "unknown-taxonomy:2");
}

TEST(ReadRules, ReadsEveryAttribute) {
  const Rule rule = read_one_rule(R"(
title: Trail stopped
id: 0b3c6c52-8a8e-4f0a-9d53-7d30a5f3b0a1
name: aws-trail-stopped
related:
  - id: 08fbc97d-0a2f-491c-ae21-8ffcfd3174e9
    type: derived
taxonomy: sigma
status: test
description: >-
  Logging was
  stopped.
license: Apache-2.0
references:
  - https://example.com/1
author: somebody
date: 2023-07-10
modified: 2023-07-11
tags: [attack.defense-evasion, attack.t1562.008]
logsource:
  product: aws
  service: cloudtrail
  definition: management events
detection:
  s:
    eventName: StopLogging
  condition: s
fields: [requestParameters.name]
falsepositives: Tests
level: high
scope: [server]
trailsift:
  summary: "{actor_name} stopped {requestParameters.name}"
  next_steps:
    - Start it again.
    - Look around.
  refused_level: medium
  usual_level: low
  serves: [A3, E10]
)");
  EXPECT_EQ(rule.title, "Trail stopped");
  EXPECT_EQ(rule.id, "0b3c6c52-8a8e-4f0a-9d53-7d30a5f3b0a1");
  EXPECT_EQ(rule.name, "aws-trail-stopped");
  EXPECT_EQ(rule.status, "test");
  EXPECT_EQ(rule.description, "Logging was stopped.");
  EXPECT_EQ(rule.references, std::vector<std::string>{"https://example.com/1"});
  EXPECT_EQ(rule.author, "somebody");
  EXPECT_EQ(rule.date, "2023-07-10");
  EXPECT_EQ(rule.tags, (std::vector<std::string>{"attack.defense-evasion", "attack.t1562.008"}));
  EXPECT_EQ(rule.log_source.product, "aws");
  EXPECT_EQ(rule.log_source.service, "cloudtrail");
  EXPECT_EQ(rule.fields, std::vector<std::string>{"requestParameters.name"});
  EXPECT_EQ(rule.false_positives, std::vector<std::string>{"Tests"});
  EXPECT_EQ(rule.level, Level::kHigh);
  EXPECT_EQ(rule.presentation.summary, "{actor_name} stopped {requestParameters.name}");
  EXPECT_EQ(rule.presentation.next_steps,
            (std::vector<std::string>{"Start it again.", "Look around."}));
  EXPECT_EQ(rule.presentation.refused_level, Level::kMedium);
  EXPECT_EQ(rule.presentation.usual_level, Level::kLow);
  EXPECT_EQ(rule.presentation.serves, (std::vector<std::string>{"A3", "E10"}));
  EXPECT_NE(rule.detection, nullptr);
  EXPECT_FALSE(rule.correlation.has_value());
  EXPECT_EQ(rule.file, "test.yml");
  EXPECT_EQ(rule.position.line, 2U);
}

TEST(ReadRules, IndicatorsAreALetterAndANumberAndNamedOnce) {
  for (const char* serves : {"[a2]", "[A]", "[A0]", "[A100]", "[A2, A2]", "[AB]", "{A: 2}"}) {
    const RuleFile file = read_rules(
        "title: Test\n" + std::string(kDetection) + "trailsift:\n  serves: " + serves, "test.yml");
    EXPECT_TRUE(file.rules.empty()) << serves;
    ASSERT_FALSE(file.diagnostics.empty()) << serves;
  }
}

TEST(ReadRules, LeavesOutWhatHasNoValue) {
  const Rule rule = read_one_rule("title: Test\nlevel:\nstatus: ~\ntags:\nauthor:\ntrailsift:\n" +
                                  std::string(kDetection));
  EXPECT_EQ(rule.level, std::nullopt);
  EXPECT_EQ(rule.status, "");
  EXPECT_TRUE(rule.tags.empty());
}

TEST(ReadRules, ReadsSeveralDocumentsAndDropsOnlyTheBadOnes) {
  const std::string good = "title: Good\n" + std::string(kDetection);
  const std::string bad = "title: Bad\nlevel: highest\n" + std::string(kDetection);
  const RuleFile file =
      read_rules("---\n" + good + "---\n" + bad + "---\n---\n" + good + "...\n", "test.yml");
  EXPECT_EQ(file.documents, 3U);
  EXPECT_EQ(file.rules.size(), 2U);
  ASSERT_EQ(file.diagnostics.size(), 1U);
  EXPECT_EQ(file.diagnostics[0].code, "bad-level");
  EXPECT_EQ(file.diagnostics[0].file, "test.yml");
  EXPECT_EQ(file.diagnostics[0].source_line, "level: highest");
}

TEST(ReadRules, KeepsTheRulesBeforeBrokenYaml) {
  const RuleFile file =
      read_rules("title: Good\n" + std::string(kDetection) + "---\ntitle: [\n", "test.yml");
  EXPECT_EQ(file.documents, 2U);
  EXPECT_EQ(file.rules.size(), 1U);
  ASSERT_EQ(file.diagnostics.size(), 1U);
  EXPECT_EQ(file.diagnostics[0].code, "invalid-yaml");
}

TEST(ReadRules, AWarningRefusesNothing) {
  const RuleFile file =
      read_rules("title: Test\nseverity: high\n" + std::string(kDetection), "test.yml");
  EXPECT_EQ(file.rules.size(), 1U);
  ASSERT_EQ(file.diagnostics.size(), 1U);
  EXPECT_EQ(file.diagnostics[0].severity, Severity::kWarning);
}

TEST(ReadRules, ReportsEveryMistakeOfADocument) {
  EXPECT_EQ(codes_of("title: [a]\nid: {}\nlevel: [high]\nstatus: {}\ngenerate: true\n" +
                     std::string(kDetection)),
            "bad-value:1 bad-value:2 bad-level:3 bad-status:4 unknown-key:5");
}

TEST(ReadRules, TakesKeysOfTheAuthorsOwn) {
  read_one_rule("title: Test\nversion: 1.2\nx-team: {blue: [a]}\n" + std::string(kDetection));
  read_one_rule(
      "title: Test\nlogsource: {product: aws, service: cloudtrail, zone: x}\n"
      "detection: {s: {a: 1}, condition: s}\n");
}

TEST(ReadRules, TakesLevelsAndStatusesInAnyCase) {
  const Rule rule =
      read_one_rule("title: Test\nlevel: High\nstatus: Experimental\n" + std::string(kDetection));
  EXPECT_EQ(rule.level, Level::kHigh);
  EXPECT_EQ(rule.status, "experimental");
}

TEST(ReadRules, OddMetadataRefusesNothing) {
  const RuleFile file = read_rules(
      "title: Test\nauthor: [a, b]\nfalsepositives:\n  -\n  - x\n" + std::string(kDetection),
      "test.yml");
  ASSERT_EQ(file.rules.size(), 1U);
  EXPECT_EQ(file.rules[0].author, "");
  EXPECT_EQ(file.rules[0].false_positives, std::vector<std::string>{"x"});
  ASSERT_EQ(file.diagnostics.size(), 1U);
  EXPECT_EQ(file.diagnostics[0].code, "odd-metadata");
}

// A rule for Windows may be written for another tool, with all that this one does not know.
TEST(ReadRules, DoesNotJudgeRulesForOtherLogs) {
  const RuleFile file = read_rules(
      "id: a\nname: w\nlevel: info\nstatus: production\nlevle: x\nlogsource: {product: windows}\n"
      "detection: {s: {a: 1, a: 2}}\n---\n"
      "title: Filter\nlogsource: {product: okta}\nfilter: {s: {a|oops: 1}}\n",
      "test.yml");
  EXPECT_EQ(file.documents, 2U);
  EXPECT_TRUE(file.diagnostics.empty());
  ASSERT_EQ(file.rules.size(), 1U);
  EXPECT_EQ(file.rules[0].id, "a");
  EXPECT_EQ(file.rules[0].name, "w");
  ASSERT_EQ(file.filters.size(), 1U);
}

TEST(ReadRules, LeavesOutOtherYaml) {
  const RuleFile file = read_rules("on: push\njobs: {build: {steps: []}}\n", "test.yml");
  EXPECT_EQ(file.documents, 0U);
  ASSERT_EQ(file.diagnostics.size(), 1U);
  EXPECT_EQ(file.diagnostics[0].code, "no-rules");
}

TEST(ReadRules, RefusesWhatIsNoRule) {
  struct Case {
    std::string_view yaml;
    std::string_view codes;
  };
  const Case cases[] = {
      {"", "no-rules:0"},
      {"# only a comment\n", "no-rules:0"},
      {"---\n---\n", "no-rules:0"},
      {"just text", "not-a-rule:1"},
      {"[]", "not-a-rule:1"},
      {"{}", "missing-attribute:1"},
      {"title: Test\ndetection:\n", "missing-attribute:1 missing-attribute:1"},
      {"title: Test\nlogsource: aws\ndetection: []\n", "bad-value:2 bad-value:3"},
      {"action: reset\n", "no-rules:0"},
      {"\xFF\xFE\x00", "invalid-yaml:1"},
      {"\x7F\x45\x4C\x46\x02\x01\x01", "invalid-yaml:1"},
  };
  for (const Case& one : cases) EXPECT_EQ(codes_of(one.yaml), one.codes) << one.yaml;
}

TEST(ReadRules, QuotesNothingThatATerminalObeys) {
  const RuleFile file = read_rules(
      "title: Test\n\"leve\\el\": 1\nlevel: \"\\a\\x9b\"\n" + std::string(kDetection), "test.yml");
  ASSERT_EQ(file.diagnostics.size(), 2U);
  for (const Diagnostic& diagnostic : file.diagnostics) {
    EXPECT_EQ(diagnostic.to_string().find_first_of("\x1B\x07"), std::string::npos);
  }
}

// Lines of "<begin><number><end>".
std::string many_lines(const std::string& begin, const std::string& end, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += begin + std::to_string(i) + end;
  return text;
}

// None of these may do anything but be refused, whatever it takes them for.
TEST(ReadRules, RefusesHostileRules) {
  const std::string head = "title: Test\nlogsource:\n  product: aws\ndetection:\n  s:\n";
  const std::string hostile[] = {
      "title: " + repeated("[", 100'000),
      "title: " + repeated("{a: ", 100'000),
      repeated("- ", 100'000),
      repeated("? ", 100'000),
      repeated("&a ", 50'000),
      repeated("!a ", 50'000),
      repeated("---\n", 50'000) + "x",
      repeated("a: 1\n", 20'000),
      "title: '" + std::string(1'000'000, 'x'),
      head + "    a: [" + repeated("x,", 200'000) + "]\n  condition: s\n",
      head + "    a: 1\n  condition: " + repeated("(", 100'000) + "\n",
      head + "    a|" + repeated("all|", 50'000) + ": 1\n  condition: s\n",
      head + "    a: 1\n  condition: s" + repeated(" and s", 50'000) + "\n",
      head + many_lines("    a", "|x: 1\n", 40'000) + "  condition: s\n",
      std::string(9'000'000, ' '),
  };
  for (const std::string& yaml : hostile) {
    const RuleFile file = read_rules(yaml, "hostile.yml");
    EXPECT_TRUE(file.rules.empty()) << yaml.substr(0, 60);
    EXPECT_FALSE(file.diagnostics.empty()) << yaml.substr(0, 60);
  }
}

// Every line left out, and every line cut: no crash, and never a lost document without a word.
TEST(ReadRules, SaysWhyItRefusesDamagedRules) {
  const std::string yaml = "title: Test\nlevel: high\n" + std::string(kDetection) +
                           "---\ntitle: Two\ncorrelation:\n  type: event_count\n  rules: [a]\n"
                           "  timespan: 5m\n  condition:\n    gte: 2\n";
  for (std::size_t i = 0; i <= yaml.size(); ++i) {
    const RuleFile cut = read_rules(yaml.substr(0, i), "test.yml");
    EXPECT_TRUE(cut.rules.size() == cut.documents || !cut.diagnostics.empty()) << i;
  }
}

TEST(ReadRules, TakesARuleThatSaysOnlyWhatIsNeeded) {
  const Rule rule = read_one_rule(
      "title: Bare\nlogsource: {product: aws}\ndetection: {s: {a: 1}, condition: s}\n");
  EXPECT_EQ(rule.id, "");
  EXPECT_FALSE(rule.level.has_value());
  EXPECT_EQ(rule.status, "");
}

TEST(ReadRules, TakesRelatedAndDeprecatedRules) {
  const Rule rule = read_one_rule(
      "title: Old\nid: a\nrelated:\n  - id: b\n    type: obsolete\nstatus: deprecated\n"
      "logsource: {product: aws}\ndetection: {s: {a: 1}, condition: s}\n");
  EXPECT_EQ(rule.status, "deprecated");
}

}  // namespace
}  // namespace trailsift::sigma::rule_reader_test
