// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "rule_mix/detections.h"
#include "rule_mix/rule_folder.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/sigma/rule_reader.h"

namespace {

TEST(RuleMix, TheSameSeedGivesTheSameRules) {
  const std::vector<std::string> rules = rule_mix::make_rules(7, 300);
  EXPECT_EQ(rules, rule_mix::make_rules(7, 300));
  EXPECT_NE(rules, rule_mix::make_rules(8, 300));
  const std::vector<std::string> fewer = rule_mix::make_rules(7, 50);
  EXPECT_TRUE(std::equal(fewer.begin(), fewer.end(), rules.begin()));
}

TEST(RuleMix, RulesAreGoodAndNoneIsExpensive) {
  std::vector<trailsift::sigma::Rule> rules;
  std::set<std::string> texts;
  for (const std::string& text : rule_mix::make_rules(7, 1000)) {
    EXPECT_TRUE(texts.insert(text).second) << text;
    trailsift::sigma::RuleFile file = trailsift::sigma::read_rules(text, "rule.yml");
    EXPECT_TRUE(file.diagnostics.empty()) << file.diagnostics.front().to_string() << text;
    for (trailsift::sigma::Rule& rule : file.rules) rules.push_back(std::move(rule));
  }
  const auto compilation = trailsift::detect::compile_rules(rules, {});
  EXPECT_TRUE(compilation.diagnostics.empty());
  EXPECT_EQ(compilation.loaded, 1000U);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ(compilation.outcomes[i], trailsift::detect::RuleOutcome::kLoaded) << rules[i].name;
  }
}

}  // namespace
