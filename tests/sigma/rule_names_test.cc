// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule_names.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace trailsift::sigma {
namespace {

Rule rule(std::string id, std::string name) {
  Rule made;
  made.id = std::move(id);
  made.name = std::move(name);
  return made;
}

TEST(RuleNames, FindsRulesByIdAndByName) {
  const RuleNames names(std::vector{rule("1a", "trail_stopped"), rule("2b", "key_made")});
  EXPECT_EQ(names.find("1a"), 0U);
  EXPECT_EQ(names.find("trail_stopped"), 0U);
  EXPECT_EQ(names.find("2b"), 1U);
  EXPECT_EQ(names.find("key_made"), 1U);
  EXPECT_EQ(names.find("Key_Made"), std::nullopt);
}

TEST(RuleNames, WhatARuleDoesNotHaveIsNoName) {
  const RuleNames names(std::vector{rule("", "trail_stopped"), rule("2b", "")});
  EXPECT_EQ(names.find(""), std::nullopt);
  EXPECT_EQ(names.find("2b"), 1U);
}

TEST(RuleNames, OfRulesThatAreCalledTheSameTheFirstIsMeant) {
  const RuleNames names(std::vector{rule("1a", "twice"), rule("2b", "twice"), rule("twice", "")});
  EXPECT_EQ(names.find("twice"), 0U);
}

TEST(RuleNames, ARuleForAnotherLogComesBehind) {
  Rule windows = rule("1a", "twice");
  windows.log_source.product = "windows";
  Rule aws = rule("2b", "twice");
  aws.log_source.product = "aws";
  EXPECT_EQ(RuleNames(std::vector{windows, aws, aws}).find("twice"), 1U);
}

TEST(RuleNames, SuggestsWhatIsNear) {
  const RuleNames names(std::vector{rule("1a", "trail_stopped"), rule("2b", "key_made")});
  EXPECT_EQ(names.nearest("trial_stopped"), "trail_stopped");
  EXPECT_EQ(names.did_you_mean("trial_stopped"), "Did you mean \"trail_stopped\"?");
  EXPECT_EQ(names.nearest("bucket_deleted"), std::nullopt);
  EXPECT_EQ(names.did_you_mean("bucket_deleted"), "");
}

TEST(RuleNames, WithoutRulesNothingIsFoundOrSuggested) {
  const RuleNames names({});
  EXPECT_EQ(names.find("trail_stopped"), std::nullopt);
  EXPECT_EQ(names.did_you_mean("trail_stopped"), "");
}

}  // namespace
}  // namespace trailsift::sigma
