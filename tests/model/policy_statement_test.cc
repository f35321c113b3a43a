// SPDX-License-Identifier: Apache-2.0
#include "model/policy_statement.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::model {
namespace {

Value object(const std::string& json) {
  return {json.data(), static_cast<std::uint32_t>(json.size()), ValueKind::kObject};
}

bool narrows(const std::string& condition) { return narrows_principals(object(condition)); }

TEST(PolicyStatement, ReadsTheElementsInAnyCase) {
  const std::string json =
      R"({"effect":"allow","notAction":"iam:*","RESOURCE":["a","*"],"Principal":{"aws":["1","*"]}})";
  const PolicyStatement statement = read_policy_statement(object(json));
  EXPECT_TRUE(statement.allows);
  EXPECT_TRUE(statement.any_action);
  EXPECT_TRUE(statement.any_resource);
  EXPECT_TRUE(statement.any_principal);
  EXPECT_EQ(statement.condition.kind, ValueKind::kMissing);
}

TEST(PolicyStatement, WildcardsInPartsAreNotAll) {
  const std::string json =
      R"({"Effect":"Deny","Action":["s3:*","i*"],"Resource":"arn:aws:s3:::*","Principal":{"AWS":"arn:aws:iam::1:*"}})";
  const PolicyStatement statement = read_policy_statement(object(json));
  EXPECT_FALSE(statement.allows);
  EXPECT_FALSE(statement.any_action);
  EXPECT_FALSE(statement.any_resource);
  EXPECT_FALSE(statement.any_principal);
  EXPECT_TRUE(statement.has_principal);
}

TEST(PolicyStatement, ConditionsThatSayWhoMayComeIn) {
  EXPECT_TRUE(narrows(R"({"StringEquals":{"aws:PrincipalOrgID":"o-1"}})"));
  EXPECT_TRUE(narrows(R"({"IpAddress":{"AWS:SourceIP":["192.0.2.0/24"]}})"));
  EXPECT_TRUE(narrows(R"({"ArnLike":{"aws:SourceArn":"arn:aws:s3:::bucket"}})"));
  EXPECT_TRUE(
      narrows(R"({"Bool":{"aws:SecureTransport":"true"},"StringLike":{"aws:userid":"A*"}})"));
}

TEST(PolicyStatement, ConditionsThatLetEverybodyIn) {
  for (const char* const condition : {
           R"({"Bool":{"aws:SecureTransport":"true"}})",
           R"({"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}})",
           R"({"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}})",
           R"({"StringEqualsIfExists":{"aws:PrincipalAccount":"111122223333"}})",
           R"({"ForAllValues:StringEquals":{"aws:PrincipalOrgID":"o-1"}})",
           R"({"IpAddress":{"aws:SourceIp":["192.0.2.0/24","0.0.0.0/0"]}})",
           R"({"StringLike":{"aws:PrincipalArn":"*"}})",
           R"({"ArnLike":{"aws:SourceArn":"arn:aws:sns:us-east-1:*:topic"}})",
           R"({"Null":{"aws:PrincipalOrgID":"true"}})",
           R"({})",
       }) {
    EXPECT_FALSE(narrows(condition)) << condition;
  }
}

TEST(PolicyStatement, CallersInConditions) {
  const std::string json =
      R"({"StringEquals":{"aws:SourceAccount":["1","2"],"aws:SecureTransport":"x"},"StringNotEquals":{"aws:PrincipalAccount":"3"}})";
  std::vector<std::string> callers;
  for_each_caller_in(object(json), [&](std::string_view text) { callers.emplace_back(text); });
  EXPECT_EQ(callers, (std::vector<std::string>{"1", "2"}));
}

TEST(PolicyStatement, AccountOfAPrincipal) {
  EXPECT_EQ(account_in("111122223333"), "111122223333");
  EXPECT_EQ(account_in("arn:aws:iam::111122223333:root"), "111122223333");
  EXPECT_EQ(account_in("arn:aws-cn:sts::111122223333:assumed-role/a/b"), "111122223333");
  EXPECT_EQ(account_in("arn:aws:iam::*:root"), "*");
  EXPECT_EQ(account_in("arn:aws:iam"), "");
  EXPECT_EQ(account_in("AIDAEXAMPLE123"), "");
  EXPECT_EQ(account_in("1111222233334"), "");
}

}  // namespace
}  // namespace trailsift::model
