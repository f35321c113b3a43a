// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "tests/support/golden_file.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/sigma/rule_reader.h"

// What a person reads about a rule that is well written and costs a lot, as in
// tests/sigma/diagnostic_golden_test.cc. With TRAILSIFT_UPDATE_GOLDEN=1 it is written anew.
namespace trailsift::detect {
namespace {

const std::string kFolder = TRAILSIFT_SOURCE_DIR "/testdata/compiler-warnings/";

sigma::RuleFile read_rules_about(const std::string& code) {
  return sigma::read_rules(testing::read_file(kFolder + code + ".yml"), code + ".yml");
}

void expect_shown(const std::string& code, const std::string& shown) {
  testing::expect_golden(kFolder + code + ".expected", shown);
}

TEST(WarningGolden, ExpensiveRuleReadsAsExpected) {
  const sigma::RuleFile file = read_rules_about("expensive-rule");
  const Compilation compilation = compile_rules(file.rules, {});
  ASSERT_EQ(compilation.outcomes, std::vector{RuleOutcome::kLoadedUnpinned});
  expect_shown("expensive-rule", expensive_rule(file.rules[0]).to_string() + '\n');
}

// Rules, correlations of them and filters, once each.
TEST(WarningGolden, UnconfiguredListReadsAsExpected) {
  const sigma::RuleFile file = read_rules_about("unconfigured-list");
  const Compilation compilation = compile_rules(file.rules, {}, file.filters);
  EXPECT_EQ(compilation.loaded, 3U);
  EXPECT_TRUE(compilation.diagnostics.empty());
  std::string shown;
  for (const UnconfiguredList& missing : compilation.unconfigured) {
    shown += unconfigured_list(missing).to_string() + '\n';
  }
  expect_shown("unconfigured-list", shown);
  const Placeholders lists = {{"trusted_networks", {}}, {"known_users", {}}};
  EXPECT_TRUE(compile_rules(file.rules, lists, file.filters).unconfigured.empty());
}

// An alias may call a rule by its name where `rules` has its id.
TEST(WarningGolden, UnmatchedAliasReadsAsExpected) {
  const sigma::RuleFile file = read_rules_about("unmatched-alias");
  const Compilation compilation = compile_rules(file.rules, {});
  EXPECT_EQ(compilation.loaded, 3U);
  std::string shown;
  for (const sigma::Diagnostic& warning : compilation.diagnostics) {
    shown += warning.to_string() + '\n';
  }
  expect_shown("unmatched-alias", shown);
}

}  // namespace
}  // namespace trailsift::detect
