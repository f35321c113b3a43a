// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/rule_explanation.h"

#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect::rule_explanation_test {
namespace {

RuleExplanation explain_on(const std::string& detection, const std::string& record,
                           const Placeholders& lists = {}) {
  const std::vector<sigma::Rule> rules = read_test_rules(rule_yaml("rule", detection));
  TestEvent event(record);
  return explain(*rules.front().detection, lists, event.event, event.arena);
}

constexpr const char* kDetection =
    "  call:\n    eventName: [StopLogging, DeleteTrail]\n    errorCode: null\n"
    "  agent:\n    - userAgent|contains: terraform\n    - userAgent|contains: pulumi\n"
    "  condition: call and not agent";

TEST(RuleExplanation, NamesEveryTestWithWhatWasThere) {
  const RuleExplanation found =
      explain_on(kDetection, R"({"eventName":"StopLogging","userAgent":"Pulumi/3"})");
  EXPECT_EQ(found.verdict, Verdict::kNo);
  EXPECT_EQ(found.condition, "(call and not agent)");
  ASSERT_EQ(found.selections.size(), 2U);
  const SelectionExplanation& call = found.selections[0];
  EXPECT_EQ(call.name, "call");
  EXPECT_EQ(call.verdict, Verdict::kYes);
  ASSERT_EQ(call.alternatives.size(), 1U);
  ASSERT_EQ(call.alternatives[0].size(), 2U);
  EXPECT_EQ(call.alternatives[0][0].test, "eventName: 'StopLogging', 'DeleteTrail'");
  EXPECT_EQ(call.alternatives[0][0].values, std::vector<std::string>{"StopLogging"});
  EXPECT_EQ(call.alternatives[0][1].test, "errorCode: null");
  EXPECT_EQ(call.alternatives[0][1].verdict, Verdict::kYes);
  EXPECT_TRUE(call.alternatives[0][1].values.empty());
  const SelectionExplanation& agent = found.selections[1];
  EXPECT_EQ(agent.verdict, Verdict::kYes);
  ASSERT_EQ(agent.alternatives.size(), 2U);
  EXPECT_EQ(agent.alternatives[0][0].verdict, Verdict::kNo);
  EXPECT_EQ(agent.alternatives[1][0].verdict, Verdict::kYes);
}

// As a scan has it.
TEST(RuleExplanation, TakesTrustedAccountsForOwnOnes) {
  const char* own = "  s:\n    recipientAccountId|expand: '%own_accounts%'\n  condition: s";
  const char* record = R"({"recipientAccountId":"111122223333"})";
  EXPECT_EQ(explain_on(own, record).verdict, Verdict::kNo);
  EXPECT_EQ(explain_on(own, record, {{"trusted_accounts", {"111122223333"}}}).verdict,
            Verdict::kYes);
  EXPECT_EQ(explain_on(own, record, {{"trusted_accounts", {"111122223333"}}, {"own_accounts", {}}})
                .verdict,
            Verdict::kNo);
}

TEST(RuleExplanation, SaysWhatItCannotKnow) {
  const char* away = "  s:\n    awsRegion|expand: '%home_regions%'\n  condition: not s";
  const char* record = R"({"awsRegion":"eu-west-1"})";
  EXPECT_EQ(explain_on(away, record).verdict, Verdict::kUnknown);
  EXPECT_EQ(explain_on(away, record, {{"home_regions", {"eu-west-1"}}}).verdict, Verdict::kNo);
  EXPECT_EQ(explain_on(away, record, {{"home_regions", {"us-east-1"}}}).verdict, Verdict::kYes);
  const RuleExplanation list =
      explain_on("  s:\n    userAgent|expand: '%agents%'\n  condition: s", record);
  EXPECT_EQ(list.verdict, Verdict::kUnknown);
  EXPECT_EQ(list.selections[0].alternatives[0][0].missing_list, "agents");
  // What is unknown does not matter where the rest decides.
  const std::string both =
      "  s:\n    awsRegion|expand: '%home_regions%'\n"
      "  t:\n    eventName: A\n  condition: s ";
  EXPECT_EQ(explain_on(both + "and t", record).verdict, Verdict::kNo);
  EXPECT_EQ(explain_on(both + "or not t", record).verdict, Verdict::kYes);
}

TEST(RuleExplanation, ShowsAFewOfManyValues) {
  std::string record = R"({"requestParameters":{"x":[0)";
  for (int i = 1; i < 50; ++i) record += "," + std::to_string(i);
  const RuleExplanation found =
      explain_on("  s:\n    requestParameters.x: 49\n  condition: s", record + "]}}");
  EXPECT_EQ(found.verdict, Verdict::kYes);
  EXPECT_EQ(found.selections[0].alternatives[0][0].values.size(), RuleExplanation::kMaxValues);
}

}  // namespace
}  // namespace trailsift::detect::rule_explanation_test
