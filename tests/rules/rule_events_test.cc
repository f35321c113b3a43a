// SPDX-License-Identifier: Apache-2.0
// Every built-in rule against its own test events: what must fire does, what must not is silent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "tests/rules/rule_library.h"
#include "tests/rules/rule_runner.h"

namespace trailsift::testing {
namespace {

using detect::Finding;
using detect::Grouping;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Case {
  std::string stem;
  sigma::Rule rule;
};

// For the messages of a failing test.
void PrintTo(const Case& rule_case, std::ostream* out) { *out << rule_case.stem; }

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const BuiltinRule& builtin : builtin_rules()) {
    for (const sigma::Rule& rule : builtin.file.rules) all.push_back({builtin.stem, rule});
  }
  return all;
}

std::string test_name(const ::testing::TestParamInfo<Case>& info) {
  std::string name = info.param.rule.name;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); },
      '_');
  return name;
}

// How many findings of the rule itself the records give.
std::size_t count_own(const Case& rule_case, const RuleRunner& runner,
                      const std::vector<std::string>& records) {
  const std::vector<Finding> findings = runner.findings_of(records, Grouping::kNone);
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(),
      [&](const Finding& finding) { return finding.rule_name == rule_case.rule.name; }));
}

class BuiltinRuleTest : public ::testing::TestWithParam<Case> {
 protected:
  bool is_correlation() const { return GetParam().rule.correlation.has_value(); }

  // A rule about single events is asked about each record by itself, a correlation about the whole
  // file; `expected` is what each of these has to give.
  void expect_each(std::string_view kind, std::size_t expected, const Site& site) {
    const std::vector<Scenario> files = scenarios(GetParam().stem, kind);
    ASSERT_THAT(files, ::testing::Not(IsEmpty())) << "no test events of kind " << kind;
    const RuleRunner runner(with_referenced(GetParam().rule), site);
    for (const Scenario& scenario : files) {
      ASSERT_THAT(scenario.records, ::testing::Not(IsEmpty())) << scenario.file;
      if (is_correlation()) {
        EXPECT_EQ(count_own(GetParam(), runner, scenario.records), expected)
            << scenario.file << ", " << site.name;
        continue;
      }
      for (std::size_t i = 0; i < scenario.records.size(); ++i) {
        EXPECT_EQ(count_own(GetParam(), runner, {scenario.records[i]}), expected)
            << scenario.file << ":" << i + 1 << ", " << site.name;
      }
    }
  }
};

TEST_P(BuiltinRuleTest, FiresOnItsMatchingEvents) { expect_each("match", 1, configured_site()); }

TEST_P(BuiltinRuleTest, StaysSilentOnItsOtherEvents) {
  expect_each("nomatch", 0, configured_site());
}

TEST_P(BuiltinRuleTest, DoesTheSameWithInferredHomeRegions) {
  expect_each("match", 1, inferring_site());
  expect_each("nomatch", 0, inferring_site());
}

INSTANTIATE_TEST_SUITE_P(All, BuiltinRuleTest, ::testing::ValuesIn(cases()), test_name);

// Rules that need a list stay silent without it; nothing else does.
TEST(BuiltinRules, NeedNoListButForWhatIsAboutLists) {
  EXPECT_THAT(
      silent_rule_names(all_rules(), bare_site()),
      ElementsAre("aws-console-login-outside-hours", "aws-ingress-opened-to-untrusted-network",
                  "aws-instance-role-unlisted-address", "aws-listed-role-assumed",
                  "aws-listed-role-first-time", "aws-log-bucket-objects-deleted",
                  "aws-log-bucket-settings-changed", "aws-role-assumed-by-untrusted-account",
                  "aws-role-trusts-unlisted-account", "aws-sensitive-bucket-read",
                  "aws-sensitive-bucket-read-first-time", "aws-sensitive-change-outside-hours",
                  "aws-unknown-image-off-region", "aws-unknown-image-started"));
  EXPECT_THAT(silent_rule_names(all_rules(), configured_site()), IsEmpty());
}

// By event, the names of the rules that speak about it, those for the timeline and correlations
// aside.
std::map<std::string, std::set<std::string>> visible_rules(
    const std::vector<std::string>& records) {
  std::vector<sigma::Rule> rules = all_rules();
  std::erase_if(rules, [](const sigma::Rule& rule) { return rule.correlation.has_value(); });
  std::map<std::string, std::set<std::string>> names;
  for (const Finding& finding : findings_of(rules, records, configured_site(), Grouping::kNone)) {
    if (finding.level == sigma::Level::kInformational) continue;
    for (const std::string& id : finding.event_ids) names[id].insert(finding.rule_name);
  }
  return names;
}

// One act must not flood the screen.
TEST(BuiltinRules, NoEventHasMoreThanTwoFindings) {
  std::vector<std::string> records;
  for (const Case& rule_case : cases()) {
    for (const Scenario& scenario : scenarios(rule_case.stem, "match")) {
      records.insert(records.end(), scenario.records.begin(), scenario.records.end());
    }
  }
  const auto by_event = visible_rules(records);
  EXPECT_THAT(by_event, ::testing::Not(IsEmpty()));
  for (const auto& [id, names] : by_event) {
    EXPECT_LE(names.size(), 2U) << "event " << id << " " << ::testing::PrintToString(names);
  }
}

// A finding in which no call succeeded is never above the level of one in which some did.
TEST(BuiltinRules, RefusedAttemptsAreNotGradedHigher) {
  for (const sigma::Rule& rule : all_rules()) {
    if (!rule.presentation.refused_level) continue;
    EXPECT_LE(*rule.presentation.refused_level, rule.level) << rule.name;
  }
}

TEST(BuiltinRules, WhatIsUsualIsGradedLower) {
  for (const sigma::Rule& rule : all_rules()) {
    if (!rule.presentation.usual_level) continue;
    EXPECT_LT(*rule.presentation.usual_level, rule.level) << rule.name;
  }
}

}  // namespace
}  // namespace trailsift::testing
