// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rule_preparation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace trailsift::cli::rule_preparation_test {
namespace {

using ::testing::ElementsAre;
using testing::TempFolder;

std::string rule(const std::string& name, const std::string& test = "eventName: A") {
  return "title: T\nname: " + name +
         "\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  s:\n    " + test +
         "\n  condition: s\n";
}

class RulePreparation : public ::testing::Test {
 protected:
  RulePreparation() { settings_.sources = {false, {folder_.path().string()}}; }

  Result<PreparedRules> prepare() {
    auto chosen = choose_rules(settings_);
    if (!chosen) return chosen.error();
    return prepare_rules(std::move(chosen).value(), settings_.lenient, Console(true));
  }
  std::string code() {
    const auto prepared = prepare();
    return prepared ? "" : prepared.error().code;
  }

  TempFolder folder_;
  RuleSettings settings_;
};

TEST_F(RulePreparation, ReadsChoosesAndCompiles) {
  folder_.write("a.yml", rule("one") + "level: high\n---\n" + rule("two") + "level: low\n");
  settings_.criteria.level = sigma::Level::kHigh;
  const auto prepared = prepare();
  ASSERT_TRUE(prepared) << prepared.error().to_string();
  EXPECT_THAT(prepared.value().chosen.uses,
              ElementsAre(sigma::RuleUse::kAsWritten, sigma::RuleUse::kLeftOut));
  EXPECT_EQ(prepared.value().compilation.loaded, 1U);
  EXPECT_EQ(prepared.value().compilation.left_out, 1U);
  EXPECT_EQ(prepared.value().refused, 0U);
}

TEST_F(RulePreparation, TakesRulesAndListsFromTheConfiguration) {
  folder_.write("rules/a.yml", rule("one"));
  settings_.sources.paths.clear();
  settings_.config_path = folder_.write("site.yml", "rules: rules/\nauditors: [alice]\n");
  const auto prepared = prepare();
  ASSERT_TRUE(prepared) << prepared.error().to_string();
  EXPECT_EQ(prepared.value().compilation.loaded, 1U);
  EXPECT_THAT(prepared.value().chosen.lists.at("auditors"), ElementsAre("alice"));
}

TEST_F(RulePreparation, StopsAtRulesWithErrorsUnlessLenient) {
  folder_.write("a.yml", rule("one"));
  folder_.write("b.yml", rule("two", "eventName|sounds_like: A"));
  folder_.write("c.yml", rule("three", "eventName|re: '(?<=a)b'"));
  EXPECT_EQ(code(), "bad-rules");
  settings_.lenient = true;
  const auto prepared = prepare();
  ASSERT_TRUE(prepared);
  EXPECT_EQ(prepared.value().compilation.loaded, 1U);
  EXPECT_EQ(prepared.value().refused, 2U) << "one when it was read, one when it was compiled";
}

TEST_F(RulePreparation, RefusesAChoiceThatLeavesNothing) {
  folder_.write("a.yml", rule("one"));
  settings_.criteria.tags = {"attack.impact"};
  EXPECT_EQ(code(), "no-rules");
  settings_.criteria = {};
  settings_.criteria.rules = {"oen"};
  EXPECT_EQ(code(), "unknown-rule");
  settings_.criteria = {};
  settings_.sources.paths.clear();
  EXPECT_EQ(code(), "no-rules");
}

TEST_F(RulePreparation, RefusesToScanWithoutARule) {
  folder_.write("empty.yml", "");
  folder_.write("other.yml",
                "title: T\nname: other\nlogsource: {product: windows}\ndetection:\n"
                "  s:\n    EventID: 1\n  condition: s\n");
  const auto useless = prepare();
  ASSERT_TRUE(useless) << "they may be checked and tested";
  const auto error = refuse_no_rules(useless.value());
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, "no-rules");
  EXPECT_EQ(error->message, "there is no rule to scan with: 1 for other logs, 0 refused");
  folder_.write("a.yml", rule("one"));
  const auto good = prepare();
  ASSERT_TRUE(good);
  EXPECT_FALSE(refuse_no_rules(good.value()));
}

TEST_F(RulePreparation, FindsARuleByIdOrName) {
  folder_.write("a.yml", rule("one") + "---\n" + rule("two") + "id: '2'\n");
  const auto chosen = choose_rules(settings_);
  ASSERT_TRUE(chosen);
  const std::vector<sigma::Rule>& rules = chosen.value().loaded.rules;
  EXPECT_EQ(find_rule(rules, "two").value(), 1U);
  EXPECT_EQ(find_rule(rules, "2").value(), 1U);
  EXPECT_EQ(find_rule(rules, "oen").error().hint, "did you mean one?");
  EXPECT_EQ(find_rule(rules, "").error().code, "unknown-rule") << "the first one has no id";
}

TEST_F(RulePreparation, PassesOnWhatCannotBeRead) {
  EXPECT_EQ(code(), "no-rules") << "an empty folder";
  settings_.sources.paths = {folder_.file("missing.yml")};
  EXPECT_EQ(code(), "cannot-read");
  settings_.config_path = folder_.file("missing-config.yml");
  EXPECT_EQ(code(), "cannot-read");
}

}  // namespace
}  // namespace trailsift::cli::rule_preparation_test
