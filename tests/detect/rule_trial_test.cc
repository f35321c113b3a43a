// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/rule_trial.h"

#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect::rule_trial_test {
namespace {

std::string call(const std::string& name, int second) {
  return R"({"eventName":")" + name + R"(","eventTime":"2024-03-05T12:00:0)" +
         std::to_string(second) + R"(Z","eventID":"e)" + std::to_string(second) +
         R"(","awsRegion":"eu-west-1","recipientAccountId":"111122223333"})";
}

constexpr const char* kSeries =
    "---\ntitle: S\nname: series\ncorrelation:\n  type: event_count\n  rules: [part]\n"
    "  group-by: [derived.account]\n  timespan: 1m\n  condition: {gte: 2}\n";

TEST(RuleTrial, TriesOneRuleWithWhatItNeeds) {
  const std::vector<sigma::Rule> rules =
      read_test_rules(rule_yaml("part", "  s:\n    eventName: A\n  condition: s") + "---\n" +
                      rule_yaml("other", "  s:\n    eventName: B\n  condition: s") + kSeries);
  EXPECT_TRUE(fires(rules, 0, {call("A", 1)}, {})) << "though it is a part of a correlation";
  EXPECT_FALSE(fires(rules, 0, {call("B", 1)}, {}));
  EXPECT_TRUE(fires(rules, 1, {call("B", 1)}, {}));
  EXPECT_FALSE(fires(rules, 2, {call("A", 1)}, {})) << "the parts are no findings";
  EXPECT_TRUE(fires(rules, 2, {call("A", 1), call("A", 2)}, {}));
  EXPECT_FALSE(fires(rules, 2, {call("A", 1), call("B", 2)}, {}));
}

TEST(RuleTrial, KnowsHomeRegionsOrInfersThem) {
  const std::vector<sigma::Rule> rules = read_test_rules(
      rule_yaml("away", "  s:\n    awsRegion|expand: '%home_regions%'\n  condition: not s"));
  EXPECT_FALSE(fires(rules, 0, {call("A", 1)}, {{"home_regions", {"eu-west-1"}}}));
  EXPECT_TRUE(fires(rules, 0, {call("A", 1)}, {{"home_regions", {"us-east-1"}}}));
}

TEST(RuleTrial, SaysNothingOnNothing) {
  const std::vector<sigma::Rule> rules =
      read_test_rules(rule_yaml("part", "  s:\n    eventName: A\n  condition: s"));
  EXPECT_FALSE(fires(rules, 0, {}, {}));
  EXPECT_FALSE(fires(rules, 0, {"no record"}, {}));
}

}  // namespace
}  // namespace trailsift::detect::rule_trial_test
