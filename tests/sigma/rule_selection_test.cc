// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule_selection.h"

#include <gtest/gtest.h>

#include <utility>

namespace trailsift::sigma {
namespace {

Rule event_rule(std::string name, std::optional<Level> level = std::nullopt,
                std::vector<std::string> tags = {}, std::string status = "") {
  Rule rule;
  rule.id = "id-" + name;
  rule.name = std::move(name);
  rule.level = level;
  rule.tags = std::move(tags);
  rule.status = std::move(status);
  rule.detection = std::make_shared<const Detection>();
  return rule;
}

Rule correlation(std::string name, std::vector<std::string> rules, Level level = Level::kHigh) {
  Rule rule = event_rule(std::move(name), level);
  rule.detection.reset();
  rule.correlation.emplace();
  rule.correlation->rules = std::move(rules);
  return rule;
}

// The rules that are used, with a mark for how: "a b! c~", "!" for kFinding, "~" for kFeed.
std::string chosen(const std::vector<Rule>& rules, const RuleCriteria& criteria) {
  const auto uses = select_rules(rules, criteria);
  if (!uses) return uses.error().code;
  std::string text;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RuleUse use = uses.value()[i];
    if (use == RuleUse::kLeftOut) continue;
    if (!text.empty()) text += ' ';
    text += rules[i].name;
    if (use == RuleUse::kFinding) text += '!';
    if (use == RuleUse::kFeed) text += '~';
  }
  return text;
}

TEST(SelectRules, TakesAllWithoutCriteria) {
  EXPECT_EQ(chosen({event_rule("a"), correlation("c", {"a"})}, {}), "a c");
}

TEST(SelectRules, GoesByTagStatusAndLevel) {
  const std::vector<Rule> rules = {
      event_rule("a", Level::kLow, {"attack.t1078.004", "attack.persistence"}, "stable"),
      event_rule("b", std::nullopt, {"attack.t1078"}, "test"),
      event_rule("c", Level::kCritical, {"attack.t10780"}, "test"),
  };
  const struct {
    RuleCriteria criteria;
    const char* expected;
  } cases[] = {
      {{{"attack.t1078"}, {}, {}, {}, {}}, "a b"},
      {{{"ATTACK.T1078.004"}, {}, {}, {}, {}}, "a"},
      {{{"attack.persistence", "attack.t10780"}, {}, {}, {}, {}}, "a c"},
      {{{"nowhere"}, {}, {}, {}, {}}, ""},
      {{{}, {"test"}, {}, {}, {}}, "b c"},
      {{{}, {"stable", "test"}, {}, {}, {}}, "a b c"},
      {{{}, {}, Level::kMedium, {}, {}}, "b c"},  // without a level: medium
      {{{}, {}, Level::kHigh, {}, {}}, "c"},
      {{{"attack.t1078"}, {"test"}, Level::kMedium, {}, {}}, "b"},
      {{{}, {}, {}, {"a", "id-c"}, {}}, "a! c!"},
      {{{}, {}, Level::kHigh, {"a", "c"}, {}}, "c!"},
      {{{}, {}, {}, {}, {"id-b"}}, "a c"},
      {{{}, {}, {}, {"a", "b"}, {"b"}}, "a!"},
  };
  for (const auto& test : cases) EXPECT_EQ(chosen(rules, test.criteria), test.expected);
}

TEST(SelectRules, KeepsTheFeedsOfACorrelation) {
  const std::vector<Rule> rules = {
      event_rule("a", Level::kLow), event_rule("b", Level::kHigh), event_rule("alone", Level::kLow),
      correlation("c", {"a", "id-b"}), correlation("d", {"c"}, Level::kCritical)};
  EXPECT_EQ(chosen(rules, {{}, {}, Level::kHigh, {}, {}}), "a~ b c d");
  EXPECT_EQ(chosen(rules, {{}, {}, Level::kCritical, {}, {}}), "a~ b~ c~ d");
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {"d"}, {}}), "a~ b~ c~ d!");
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {"d", "a"}, {}}), "a! b~ c~ d!");
}

TEST(SelectRules, LeavesOutACorrelationWhoseFeedIsExcluded) {
  const std::vector<Rule> rules = {event_rule("a"), event_rule("b"), correlation("c", {"a", "b"}),
                                   correlation("d", {"c"}), correlation("e", {"b"})};
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {}, {"a"}}), "b e");
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {}, {"b"}}), "");  // a was written to be a part
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {"a"}, {"b"}}), "a!");
}

TEST(SelectRules, DoesNotLetThePartsOfALeftOutCorrelationLoose) {
  std::vector<Rule> rules = {event_rule("a", Level::kHigh), correlation("c", {"a"}, Level::kLow)};
  EXPECT_EQ(chosen(rules, {{}, {}, Level::kHigh, {}, {}}), "");
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {}, {"c"}}), "");
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {"a"}, {}}), "a!");
  rules[1].correlation->generate = true;
  EXPECT_EQ(chosen(rules, {{}, {}, Level::kHigh, {}, {}}), "a");
  rules = {event_rule("a"), correlation("c", {"a"}), correlation("d", {"c"})};
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {}, {"d"}}), "");
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {"c"}, {}}), "a~ c!");
  rules[2].correlation->generate = true;
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {}, {"d"}}), "a c");
}

TEST(SelectRules, SurvivesCirclesAndReferencesToNowhere) {
  const std::vector<Rule> rules = {correlation("c", {"d", "nowhere"}), correlation("d", {"c"})};
  EXPECT_EQ(chosen(rules, {{}, {}, Level::kLow, {}, {}}), "");  // parts, and of nothing
  EXPECT_EQ(chosen(rules, {{}, {}, {}, {}, {"c"}}), "");
}

TEST(SelectRules, RefusesUnknownNames) {
  const std::vector<Rule> rules = {event_rule("trail_stopped")};
  for (const RuleCriteria& criteria : {RuleCriteria{{}, {}, {}, {"trail_stoped"}, {}},
                                       RuleCriteria{{}, {}, {}, {}, {"trail_stoped"}}}) {
    const auto uses = select_rules(rules, criteria);
    ASSERT_FALSE(uses);
    EXPECT_EQ(uses.error().code, "unknown-rule");
    EXPECT_EQ(uses.error().hint, "did you mean trail_stopped?");
  }
}

TEST(OnlyRule, LeavesARuleAloneWithItsFeeds) {
  using Use = RuleUse;
  const std::vector<Rule> rules = {event_rule("a"), event_rule("b"), correlation("c", {"a"}),
                                   correlation("d", {"c"})};
  EXPECT_EQ(only_rule(rules, 0),
            (std::vector<Use>{Use::kFinding, Use::kLeftOut, Use::kLeftOut, Use::kLeftOut}));
  EXPECT_EQ(only_rule(rules, 2),
            (std::vector<Use>{Use::kFeed, Use::kLeftOut, Use::kFinding, Use::kLeftOut}));
  EXPECT_EQ(only_rule(rules, 3),
            (std::vector<Use>{Use::kFeed, Use::kLeftOut, Use::kFeed, Use::kFinding}));
}

}  // namespace
}  // namespace trailsift::sigma
