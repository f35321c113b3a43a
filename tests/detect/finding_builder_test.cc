// SPDX-License-Identifier: Apache-2.0
#include "detect/finding_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;

struct NameCase {
  const char* principal;
  const char* expected;
};

TEST(FindingBuilder, PrincipalsHaveAShortName) {
  const NameCase kCases[] = {
      {"arn:aws:iam::111122223333:user/alice", "alice"},
      {"arn:aws:iam::111122223333:user/team/alice", "alice"},
      {"arn:aws:iam::111122223333:role/admin", "admin"},
      {"arn:aws:iam::111122223333:root", "root"},
      {"root:111122223333", "root"},
      {"arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Power_User_0123456789abcdef/"
       "ann@a.org",
       "ann@a.org (Power_User)"},
      {"config.amazonaws.com", "config.amazonaws.com"},
      {"444455556666", "444455556666"},
      {"", ""},
  };
  for (const NameCase& test : kCases)
    EXPECT_EQ(short_principal_name(test.principal), test.expected);
}

// One call of alice's; `fields` goes into the record.
std::string call(const std::string& fields) {
  return R"({"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/alice",)"
         R"("accessKeyId":"AKIAIOSFODNN7EXAMPLE"},"recipientAccountId":"111122223333",)" +
         fields + "}";
}

TEST(FindingBuilder, ShowsWhatTheRecordsSay) {
  const auto rules = compile_test_rules(
      "id: 11111111-1111-4111-8111-111111111111\ntags: [attack.t1562.008, "
      "attack.defense-evasion]\n" +
      rule_yaml("stopped",
                "  s:\n    eventName: [StopLogging, DeleteTrail]\n"
                "    requestParameters.name: '*'\n  condition: s",
                "level: high\n"));
  const std::vector<Finding> findings =
      find(*rules,
           {{call(R"("eventTime":"2023-07-10T12:00:00Z","eventName":"StopLogging","eventID":"b",)"
                  R"("eventSource":"cloudtrail.amazonaws.com","awsRegion":"us-east-1",)"
                  R"("sourceIPAddress":"203.0.113.7","userAgent":"aws-cli/2",)"
                  R"("requestParameters":{"name":"main"})"),
             call(R"("eventTime":"2023-07-10T11:00:00Z","eventName":"DeleteTrail","eventID":"a",)"
                  R"("eventSource":"cloudtrail.amazonaws.com","awsRegion":"eu-west-1",)"
                  R"("sourceIPAddress":"203.0.113.8","errorCode":"AccessDenied",)"
                  R"("requestParameters":{"name":"other"})")}});
  ASSERT_EQ(findings.size(), 1U);
  const Finding& finding = findings[0];
  EXPECT_EQ(finding.rule_id, "11111111-1111-4111-8111-111111111111");
  EXPECT_EQ(finding.rule_name, "stopped");
  EXPECT_EQ(finding.level, sigma::Level::kHigh);
  EXPECT_THAT(finding.tags, ElementsAre("attack.defense-evasion", "attack.t1562.008"));
  EXPECT_EQ(finding.account_id, "111122223333");
  EXPECT_EQ(finding.actor.type, "IAMUser");
  EXPECT_EQ(finding.actor.name, "alice");
  EXPECT_EQ(finding.actor.credential, "AKIAIOSFODNN7EXAMPLE");
  EXPECT_EQ(finding.actor.session, std::nullopt);
  EXPECT_THAT(finding.regions, ElementsAre("eu-west-1", "us-east-1"));
  EXPECT_THAT(finding.source_ips, ElementsAre("203.0.113.7", "203.0.113.8"));
  EXPECT_THAT(finding.user_agents, ElementsAre("aws-cli/2"));
  EXPECT_THAT(finding.events, ElementsAre(EventKind{"cloudtrail.amazonaws.com", "DeleteTrail"},
                                          EventKind{"cloudtrail.amazonaws.com", "StopLogging"}));
  EXPECT_EQ(finding.outcome.success, 1U);
  EXPECT_EQ(finding.outcome.denied, 1U);
  EXPECT_EQ(finding.count, 2U);
  EXPECT_EQ(format_timestamp(finding.first_seen), "2023-07-10T11:00:00Z");
  EXPECT_EQ(format_timestamp(finding.last_seen), "2023-07-10T12:00:00Z");
  EXPECT_THAT(finding.event_ids, ElementsAre("a", "b"));
  EXPECT_THAT(finding.matched,
              ElementsAre(std::pair<std::string, std::string>("requestParameters.name", "other")))
      << "of the first event";
  EXPECT_EQ(finding.id.size(), 16U);
  EXPECT_FALSE(finding.truncated);
}

TEST(FindingBuilder, RefusedCallsHaveALevelOfTheirOwn) {
  const auto rules =
      compile_test_rules(rule_yaml("rule", "  s:\n    eventName: A\n  condition: s",
                                   "level: high\ntrailsift:\n  refused_level: low\n"));
  const std::string success = call(R"("eventName":"A","eventID":"1")");
  const std::string denied = call(R"("eventName":"A","eventID":"2","errorCode":"AccessDenied")");
  const std::string failed = call(R"("eventName":"A","eventID":"3","errorCode":"Throttling")");
  EXPECT_EQ(find(*rules, {{success}}).at(0).level, sigma::Level::kHigh);
  EXPECT_EQ(find(*rules, {{denied}}).at(0).level, sigma::Level::kLow);
  EXPECT_EQ(find(*rules, {{denied, failed}}).at(0).level, sigma::Level::kLow);
  EXPECT_EQ(find(*rules, {{denied, success}}).at(0).level, sigma::Level::kHigh);
}

TEST(FindingBuilder, ListsAreBounded) {
  const auto rules =
      compile_test_rules(rule_yaml("rule", "  s:\n    eventName: A\n  condition: s"));
  std::vector<std::string> records;
  for (int i = 0; i < 1300; ++i) {
    records.push_back(call(R"("eventName":"A","eventTime":"2023-07-10T11:00:00Z","eventID":"id)" +
                           std::to_string(1000 + i) + R"(","sourceIPAddress":"10.0.0.)" +
                           std::to_string(i) + "\""));
  }
  const std::vector<Finding> findings = find(*rules, {records});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].count, 1300U);
  EXPECT_EQ(findings[0].event_ids.size(), Finding::kMaxEventIds);
  EXPECT_EQ(findings[0].source_ips.size(), Finding::kMaxListed);
  EXPECT_TRUE(findings[0].truncated);
}

TEST(FindingBuilder, RecordsWithNothingInThemMakeAFinding) {
  const auto rules = compile_test_rules(
      rule_yaml("rule", "  s:\n    errorCode: null\n  condition: s", "level: low\n"));
  const std::vector<Finding> findings = find(*rules, {{"{}", "{}"}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].count, 2U);
  EXPECT_EQ(findings[0].first_seen, kNoTime);
  EXPECT_TRUE(findings[0].event_ids.empty());
  EXPECT_TRUE(findings[0].regions.empty());
}

// The values of both are alike: nothing, and then what is a credential here and a resource there.
TEST(FindingBuilder, ReadsTheValuesOfEachRuleByItself) {
  const auto rules = compile_test_rules(
      rule_yaml("minted", "  s:\n    eventName: CreateAccessKey\n  condition: s",
                "level: informational\ntrailsift:\n  summary: '{requestParameters.x}.'\n") +
      "---\n" + rule_yaml("used", "  s:\n    eventName: B\n  condition: s") + "---\n" +
      correlation_yaml("both",
                       "  type: temporal\n  rules: [minted, used]\n  timespan: 1h\n"
                       "  group-by: [derived.actor]\n  generate: true\n"));
  std::vector<Finding> findings =
      find(*rules, {{call(R"("eventTime":"2023-07-10T12:00:00Z","eventName":"CreateAccessKey",)"
                          R"("eventID":"a","responseElements":{"accessKey":{"accessKeyId":)"
                          R"("AKIAI44QH8DHBEXAMPLE"}})"),
                     call(R"("eventTime":"2023-07-10T12:00:01Z","eventName":"B","eventID":"b",)"
                          R"("resources":[{"ARN":"AKIAI44QH8DHBEXAMPLE"}])")}});
  std::erase_if(findings, [](const Finding& finding) { return finding.rule_name != "both"; });
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].resources, ElementsAre("AKIAI44QH8DHBEXAMPLE"));
  EXPECT_THAT(findings[0].minted_credentials, ElementsAre("AKIAI44QH8DHBEXAMPLE"));
}

}  // namespace
}  // namespace trailsift::detect
