// SPDX-License-Identifier: Apache-2.0
#include "detect/shown_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> shown(std::string_view detection, std::string_view more) {
  const auto rules = compile_test_rules(rule_yaml("rule", detection, more));
  std::vector<std::string> names;
  for (const ShownField& field : rules->events.at(0).shown) names.push_back(field.path.name);
  return names;
}

constexpr std::string_view kDetection =
    "  s:\n    eventName: A\n    requestParameters.x: 1\n    errorCode|neq: E\n"
    "  f:\n    requestParameters.y: 2\n  condition: s and not f";

TEST(ShownFields, AreTheFieldsOfTestsThatMustHold) {
  EXPECT_THAT(shown(kDetection, ""),
              ElementsAre("requestParameters.x", "derived.mintedCredential"));
}

TEST(ShownFields, SentencesComeFirstAndFieldsLast) {
  EXPECT_THAT(
      shown(kDetection,
            "fields: [requestParameters.z, eventName]\n"
            "trailsift:\n  summary: '{responseElements.a} {eventName} {actor}'\n"
            "  next_steps: ['{responseElements.b}']\n"),
      ElementsAre("responseElements.a", "eventName", "responseElements.b", "requestParameters.x",
                  "requestParameters.z", "derived.mintedCredential"));
}

TEST(ShownFields, InformationalRulesKeepOnlyWhatTheirSentencesName) {
  EXPECT_THAT(shown(kDetection, "level: informational\n"), ElementsAre("derived.mintedCredential"));
  EXPECT_THAT(
      shown(kDetection, "level: informational\ntrailsift:\n  summary: '{responseElements.a}'\n"),
      ElementsAre("responseElements.a", "derived.mintedCredential"));
}

TEST(ShownFields, ManyFieldsAreBounded) {
  std::string fields = "fields:\n";
  for (int i = 0; i < 100; ++i) fields += "  - requestParameters.f" + std::to_string(i) + "\n";
  EXPECT_EQ(shown(kDetection, fields).size(), kMaxShownFields);
}

TEST(ShownFields, OfSeveralValuesTheOneThatMatchedIsShown) {
  const auto rules = compile_test_rules(
      rule_yaml("rule", "  s:\n    requestParameters.cidr|cidr: 0.0.0.0/0\n  condition: s"));
  const std::vector<Finding> findings = find(
      *rules, {{R"({"eventName":"A","requestParameters":{"cidr":["x","198.51.100.0/24","y"]}})"}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].matched, ElementsAre(std::pair<std::string, std::string>(
                                       "requestParameters.cidr", "198.51.100.0/24")));
}

TEST(ShownFields, ResourcesComeFromTheRecordAndFromFieldsThatNameThem) {
  const auto rules = compile_test_rules(
      rule_yaml("rule", "  s:\n    eventName: A\n  condition: s",
                "fields: [requestParameters.bucketName, requestParameters.note]\n"));
  const std::vector<Finding> findings =
      find(*rules, {{R"({"eventName":"A","resources":[{"ARN":"arn:aws:s3:::b"},{"accountId":"1"}],)"
                     R"("requestParameters":{"bucketName":["b1","b2"],"note":"n"}})"}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].resources, ElementsAre("arn:aws:s3:::b", "b1", "b2"));
}

TEST(ShownFields, ServiceEventsNameResources) {
  const auto rules = compile_test_rules(
      rule_yaml("rule", "  s:\n    eventName: A\n  condition: s",
                "fields: [serviceEventDetails.snapshotId, serviceEventDetails.note]\n"));
  const std::vector<Finding> findings = find(
      *rules, {{R"({"eventName":"A","serviceEventDetails":{"snapshotId":"snap-1","note":"n"}})"}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].resources, ElementsAre("snap-1"));
}

// SendCommand of Systems Manager names up to 50 instances.
TEST(ShownFields, AllInstancesOfOneCommandAreResources) {
  const auto rules = compile_test_rules(
      rule_yaml("rule", "  s:\n    eventName: A\n  condition: s",
                "fields: [requestParameters.instanceIds, requestParameters.targets.values]\n"));
  std::string ids;
  for (int i = 10; i < 60; ++i) ids += (i == 10 ? "\"i-" : ",\"i-") + std::to_string(i) + "\"";
  const std::vector<Finding> findings =
      find(*rules, {{R"({"eventName":"A","requestParameters":{"instanceIds":[)" + ids +
                     R"(],"targets":[{"key":"tag:env","values":["prod"]}]}})"}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].resources.size(), 51U);
  EXPECT_EQ(findings[0].resources.back(), "prod");
}

}  // namespace
}  // namespace trailsift::detect
