// SPDX-License-Identifier: Apache-2.0
#include "model/policy_document.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::model {
namespace {

// Grants and accounts, separated by blanks.
std::string facts(const std::string& request, std::string_view own = "111122223333") {
  Arena arena;
  const Value value = {request.data(), static_cast<std::uint32_t>(request.size()),
                       ValueKind::kObject};
  const PolicyFacts facts = read_policies(value, own, arena);
  std::string text;
  for (const PolicyGrant grant : facts.grants) text += std::string(to_string(grant)) + ' ';
  for (const std::string_view account : facts.accounts) text += std::string(account) + ' ';
  if (!text.empty()) text.pop_back();
  return text;
}

std::string policy(const std::string& statements) {
  return R"({"bucketPolicy":{"Version":"2012-10-17","Statement":)" + statements + "}}";
}

constexpr const char* kAdmin = R"({"Effect":"Allow","Action":"*","Resource":"*"})";

std::string escaped(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("\"\\", at)) != std::string::npos; at += 2) {
    text.insert(at, 1, '\\');
  }
  return text;
}

TEST(PolicyDocument, EverythingOnEverything) {
  EXPECT_EQ(facts(policy(kAdmin)), "everything");
  EXPECT_EQ(
      facts(policy(
          R"([{"Effect":"Deny"},{"Effect":"Allow","Action":["s3:Get*","*:*"],"Resource":["*"]}])")),
      "everything");
  EXPECT_EQ(facts(policy(R"({"Effect":"Allow","NotAction":"iam:*","Resource":"*"})")),
            "everything");
  EXPECT_EQ(facts(policy(R"({"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::x"})")),
            "everything");
  EXPECT_EQ(
      facts(policy(
          R"({"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}})")),
      "everything-conditional");
}

TEST(PolicyDocument, LessIsNotEverything) {
  EXPECT_EQ(facts(policy(R"({"Effect":"Deny","Action":"*","Resource":"*"})")), "");
  EXPECT_EQ(facts(policy(R"({"Effect":"Allow","Action":"s3:*","Resource":"*"})")), "");
  EXPECT_EQ(facts(policy(R"({"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::x/*"})")), "");
  EXPECT_EQ(
      facts(policy(
          R"([{"Effect":"Allow","Action":"*","Resource":"a"},{"Effect":"Allow","Action":"b","Resource":"*"}])")),
      "");
}

TEST(PolicyDocument, DocumentsInTextAtAnyDepth) {
  const std::string document = R"({"Statement":[)" + std::string(kAdmin) + "]}";
  EXPECT_EQ(facts(R"({"policyDocument":")" + escaped(document) + "\"}"), "everything");
  EXPECT_EQ(facts(R"({"a":[{"b":{"Policy":")" + escaped(document) + "\"}}]}"), "everything");
  EXPECT_EQ(facts(R"({"a":")" + escaped(R"({"b":")" + escaped(document) + "\"}") + "\"}"),
            "everything");
  EXPECT_EQ(
      facts(
          R"({"policyDocument":"%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D"})"),
      "everything");
  EXPECT_EQ(facts(R"({"policyDocument":"no Statement"})"), "");
  EXPECT_EQ(facts(R"({"policyDocument":"{\"Statement\":[{]"})"), "");
}

TEST(PolicyDocument, EscapesHideNothing) {
  EXPECT_EQ(
      facts(
          R"({"p":{"\u0053tatemen\u0074":{"\u0045ffect":"All\u006fw","Action":"\u002a","Resource":"\u002A"}}})"),
      "everything");
  const std::string hidden =
      R"({"\u0053\u0074\u0061tement":{"Effect":"Allow","Action":"\u002a","Resource":"*"}})";
  EXPECT_EQ(facts(R"({"policyDocument":")" + escaped(hidden) + "\"}"), "everything");
  EXPECT_EQ(facts(policy(R"({"Effect":"Allow","Action":"\\u002a","Resource":"*"})")), "");
}

TEST(PolicyDocument, EveryoneIsLetIn) {
  for (const char* const principal :
       {R"("Principal":"*")", R"("Principal":{"AWS":"*"})", R"("Principal":{"AWS":["1","*"]})",
        R"("NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"})"}) {
    EXPECT_EQ(facts(policy(R"({"Effect":"Allow",)" + std::string(principal) +
                           R"(,"Action":"s3:GetObject","Resource":"x"})")),
              "public")
        << principal;
  }
  EXPECT_EQ(facts(policy(R"({"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"})")), "");
  EXPECT_EQ(
      facts(policy(
          R"({"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"*","Resource":"*"})")),
      "");
  EXPECT_EQ(
      facts(policy(
          R"({"Effect":"Allow","Principal":"*","Action":"x","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}})")),
      "public-conditional");
}

TEST(PolicyDocument, OtherAccountsAreLetIn) {
  EXPECT_EQ(
      facts(policy(
          R"({"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::444455556666:root","444455556666","arn:aws:iam::111122223333:role/own"]},"Action":"sts:AssumeRole"})")),
      "other-account 444455556666");
  EXPECT_EQ(
      facts(policy(
          R"({"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole"})")),
      "");
  EXPECT_EQ(
      facts(policy(
          R"({"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::cloudfront:user/x"},"Action":"s3:GetObject"})")),
      "");
  EXPECT_EQ(
      facts(policy(
          R"({"Effect":"Allow","Principal":"*","Action":"x","Condition":{"StringEquals":{"aws:PrincipalAccount":"444455556666"}}})")),
      "public-conditional other-account 444455556666");
  EXPECT_EQ(
      facts(policy(R"({"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"x"})"), ""),
      "");
}

TEST(PolicyDocument, IdentityProvidersAreLetIn) {
  EXPECT_EQ(
      facts(policy(
          R"({"Effect":"Allow","Principal":{"Federated":"accounts.google.com"},"Action":"sts:AssumeRoleWithWebIdentity"})")),
      "federated");
}

TEST(PolicyDocument, NestingIsBounded) {
  std::string request = policy(kAdmin);
  for (int i = 0; i < 100; ++i) request.insert(0, R"({"a":)").push_back('}');
  EXPECT_EQ(facts(request), "");
}

}  // namespace
}  // namespace trailsift::model
