// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/silent_rules.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect::silent_rules_test {
namespace {

TEST(SilentRules, ARuleWithoutItsListIsNamed) {
  const Compilation compilation = compile_rules(
      read_test_rules(
          rule_yaml("quiet", "  s:\n    sourceIPAddress|cidr|expand: '%nets%'\n  condition: s")),
      {});
  EXPECT_EQ(compilation.loaded, 1U);
  const std::vector<SilentRule> silent = silent_rules(*compilation.rules, {});
  ASSERT_EQ(silent.size(), 1U);
  EXPECT_EQ(silent.front().rule_name, "quiet");
  EXPECT_EQ(silent.front().reason, "the list nets is not configured");
}

TEST(SilentRules, ARuleIsSilentInAccountsWhoseHomeRegionsAreNotKnown) {
  const auto rules = compile_test_rules(
      rule_yaml("away", "  s:\n    awsRegion|expand: '%home_regions%'\n  condition: not s"));
  CorrelationInput input;
  input.accounts["111122223333"].home_regions = {"eu-west-1"};
  EXPECT_TRUE(silent_rules(*rules, input).empty());
  input.accounts["444455556666"] = {};
  const std::vector<SilentRule> silent = silent_rules(*rules, input);
  ASSERT_EQ(silent.size(), 1U);
  EXPECT_EQ(silent.front().reason, "the home regions of account 444455556666 are not known");
  input.accounts["555566667777"] = {};
  const std::vector<SilentRule> of_both = silent_rules(*rules, input);
  ASSERT_EQ(of_both.size(), 1U) << "logs may name any number of accounts";
  EXPECT_EQ(of_both.front().reason,
            "the home regions of account 444455556666 and 1 more are not known");
}

TEST(SilentRules, WhatIsNewIsNotKnownInShortLogs) {
  const auto rules = compile_test_rules(
      rule_yaml("a", "  s:\n    eventName: A\n  condition: s") +
      "---\ntitle: new\nname: new\ncorrelation:\n  type: new_terms\n  rules: [a]\n"
      "  group-by: [eventName]\n  timespan: 10m\n"
      "  condition:\n    field: sourceIPAddress\n    min_history: 2d\n");
  CorrelationInput input;
  input.accounts[""] = {10 * kDay, 12 * kDay - 1, {}};
  const std::vector<SilentRule> silent = silent_rules(*rules, input);
  ASSERT_EQ(silent.size(), 1U);
  EXPECT_EQ(silent[0].reason,
            "what is new is known after 2 days of logs, and those of events without an account are "
            "shorter");
  input.accounts[""].first -= 1;
  EXPECT_TRUE(silent_rules(*rules, input).empty());
}

}  // namespace
}  // namespace trailsift::detect::silent_rules_test
