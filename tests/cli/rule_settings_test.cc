// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rule_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trailsift::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ReadRuleSettings, TakesEveryFlagAboutRules) {
  TypedOptions typed;
  typed.values = {{FlagId::kRules, {"a", "b"}},      {FlagId::kNoBuiltinRules, {""}},
                  {FlagId::kConfig, {"site.yml"}},   {FlagId::kRule, {"one", "two"}},
                  {FlagId::kExcludeRule, {"three"}}, {FlagId::kTag, {"attack.impact"}},
                  {FlagId::kStatus, {"stable"}},     {FlagId::kLevel, {"high"}},
                  {FlagId::kLenient, {""}},          {FlagId::kSince, {"not for here"}}};
  const auto read = read_rule_settings(typed);
  ASSERT_TRUE(read);
  const RuleSettings& settings = read.value();
  EXPECT_THAT(settings.sources.paths, ElementsAre("a", "b"));
  EXPECT_FALSE(settings.sources.builtin);
  EXPECT_EQ(settings.config_path, "site.yml");
  EXPECT_THAT(settings.criteria.rules, ElementsAre("one", "two"));
  EXPECT_THAT(settings.criteria.excluded, ElementsAre("three"));
  EXPECT_THAT(settings.criteria.tags, ElementsAre("attack.impact"));
  EXPECT_THAT(settings.criteria.statuses, ElementsAre("stable"));
  EXPECT_EQ(settings.criteria.level, sigma::Level::kHigh);
  EXPECT_TRUE(settings.lenient);
}

TEST(ReadRuleSettings, ChoosesNothingByDefault) {
  const auto read = read_rule_settings({});
  ASSERT_TRUE(read);
  EXPECT_TRUE(read.value().sources.builtin);
  EXPECT_TRUE(read.value().criteria.empty());
  EXPECT_FALSE(read.value().lenient);
}

TEST(ReadRuleSettings, RefusesBadValuesByNameOfTheFlag) {
  const std::pair<FlagId, const char*> cases[] = {
      {FlagId::kRules, ""},         {FlagId::kConfig, ""},      {FlagId::kRule, ""},
      {FlagId::kTag, ""},           {FlagId::kExcludeRule, ""}, {FlagId::kStatus, "good"},
      {FlagId::kLevel, "low,high"},
  };
  for (const auto& [id, value] : cases) {
    TypedOptions typed;
    typed.values[id] = {value};
    const auto read = read_rule_settings(typed);
    ASSERT_FALSE(read) << flag(id).name;
    EXPECT_EQ(read.error().code, "bad-value");
    EXPECT_THAT(read.error().message, HasSubstr(std::string(flag(id).name)));
  }
}

}  // namespace
}  // namespace trailsift::cli
