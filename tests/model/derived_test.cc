// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/derived.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/model/placed_text.h"
#include "trailsift/model/event_parser.h"

namespace trailsift {
namespace {

using testing::PlacedText;

// The value of a derived field for a record with these members.
std::string derived(Field field, const std::string& members) {
  const PlacedText placed("{" + members + "}");
  Arena arena;
  Event event;
  std::size_t end = 0;
  EXPECT_EQ(parse_event(placed.text(), {}, arena, event, &end), ParseStatus::kOk) << members;
  derive(event, arena);
  derive(event, arena);  // does nothing
  return std::string(event.text(field));
}

struct Case {
  std::string members;
  std::string value;
};

void expect_all(Field field, const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(derived(field, c.members), c.value) << c.members;
}

std::string identity(const std::string& members) { return R"("userIdentity":{)" + members + "}"; }

TEST(Derived, SourceScope) {
  expect_all(Field::kDerivedSourceScope, {{R"("sourceIPAddress":"203.0.113.7")", "public"},
                                          {R"("sourceIPAddress":"10.1.2.3")", "private"},
                                          {R"("sourceIPAddress":"2001:db8::1")", "public"},
                                          {R"("sourceIPAddress":"ec2.amazonaws.com")", ""},
                                          {R"("sourceIPAddress":"AWS Internal")", ""}});
}

TEST(Derived, MintedCredential) {
  expect_all(Field::kDerivedMintedCredential,
             {{R"("responseElements":{"credentials":{"accessKeyId":"ASIA1"}})", "ASIA1"},
              {R"("responseElements":{"accessKey":{"accessKeyId":"AKIA1"}})", "AKIA1"},
              {R"("responseElements":{"ListAccessKeyIds":null})", ""},
              {R"("responseElements":null)", ""}});
}

TEST(Derived, PoliciesOfCallsThatChangeSomething) {
  const std::string request =
      R"("requestParameters":{"policyDocument":"{\"Statement\":{\"Effect\":\"Allow\",)"
      R"(\"Principal\":{\"AWS\":[\"444455556666\",\"*\"]}}}"})";
  const std::string account = R"(,"recipientAccountId":"111122223333",)" + request;
  expect_all(Field::kDerivedPolicyGrant,
             {{R"("eventName":"CreateRole")" + account, R"(["public","other-account"])"},
              {R"("eventName":"GetRole")" + account, ""}});
  expect_all(Field::kDerivedPolicyAccount,
             {{R"("eventName":"CreateRole")" + account, R"(["444455556666"])"}});
}

TEST(Derived, Actor) {
  expect_all(
      Field::kDerivedActor,
      {{identity(R"("type":"IAMUser","arn":"arn:aws:iam::1:user/ann","userName":"ann")"),
        "arn:aws:iam::1:user/ann"},
       {identity(R"("type":"Root","principalId":"1","arn":"arn:aws:iam::1:root","accountId":"1")"),
        "root:1"},
       {identity(R"("type":"Root")") + R"(,"recipientAccountId":"2")", "root:2"},
       {identity(R"("type":"AssumedRole","arn":"arn:aws:sts::1:assumed-role/Admin/web",)"
                 R"("sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::1:role/path/Admin"}})"),
        "arn:aws:iam::1:role/path/Admin"},
       {identity(R"("type":"AssumedRole","arn":"arn:aws-cn:sts::1:assumed-role/Admin/web",)"
                 R"("sessionContext":{"sessionIssuer":{}})"),
        "arn:aws-cn:iam::1:role/Admin"},
       {identity(R"("type":"AssumedRole","arn":"arn:aws:sts::1:assumed-role/Admin/web",)"
                 R"("sessionContext":null)"),
        "arn:aws:iam::1:role/Admin"},
       {identity(R"("type":"FederatedUser","arn":"arn:aws:sts::1:federated-user/bob",)"
                 R"("sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::1:user/ann"}})"),
        "arn:aws:iam::1:user/ann"},
       {identity(R"("type":"Role","arn":"arn:aws:iam::1:role/R")"), "arn:aws:iam::1:role/R"},
       {identity(R"("type":"Directory","userName":"dir-user")"), "dir-user"},
       {identity(R"("type":"AWSAccount","principalId":"AROAX:s","accountId":"1")"), "account:1"},
       {identity(R"("type":"AWSAccount","principalId":"","accountId":"ANONYMOUS_PRINCIPAL")"),
        "anonymous"},
       {identity(R"("type":"AWSService","invokedBy":"ec2.amazonaws.com")"), "ec2.amazonaws.com"},
       {identity(R"("accountId":"1","invokedBy":"ec2.amazonaws.com")"), "ec2.amazonaws.com"},
       {identity(R"("type":"SAMLUser","principalId":"SAML:x","userName":"u@example.com")"),
        "u@example.com"},
       {identity(R"("type":"WebIdentityUser","principalId":"accounts.google.com:1:2")"),
        "accounts.google.com:1:2"},
       {identity(R"("type":"IdentityCenterUser","accountId":"1","onBehalfOf":{"userId":"u-1"})"),
        "identity-center:u-1"},
       {identity(R"("type":"IdentityCenterUser","accountId":"1")"), "account:1"},
       {identity(R"("type":"Unknown","userName":"HIDDEN_DUE_TO_SECURITY_REASONS")"),
        "HIDDEN_DUE_TO_SECURITY_REASONS"},
       {R"("sourceIPAddress":"cloudtrail.amazonaws.com")", "cloudtrail.amazonaws.com"},
       {R"("userIdentity":null)", ""},
       {identity(""), ""}});
}

TEST(Derived, Session) {
  expect_all(
      Field::kDerivedSession,
      {{identity(R"("type":"AssumedRole","principalId":"AROAX:i-0123456789abcdef0")"),
        "i-0123456789abcdef0"},
       {identity(R"("type":"AssumedRole","principalId":"AROAX:my-function")"), "my-function"},
       {identity(R"("type":"AssumedRole","arn":"arn:aws:sts::1:assumed-role/Admin/web")"), "web"},
       {identity(R"("type":"AssumedRole","principalId":"AROAX","arn":"none")"), ""},
       {identity(R"("type":"AWSAccount","principalId":"AROAX:guest","accountId":"1")"), "guest"},
       {identity(R"("type":"FederatedUser","principalId":"1:bob")"), "bob"},
       {identity(R"("type":"IAMUser","principalId":"AIDAX","arn":"arn:aws:iam::1:user/a")"), ""},
       {identity(R"("type":"WebIdentityUser","principalId":"accounts.google.com:1:2")"), ""}});
}

// A session of `role`, whose issuer has the ARN `issuer`; `more` goes into the identity.
std::string session_of(const std::string& role, const std::string& issuer,
                       const std::string& more) {
  return identity(R"("type":"AssumedRole","principalId":"AROAX:ann@a.org",)" + more +
                  R"("sessionContext":{"sessionIssuer":{"type":"Role","arn":")" + issuer +
                  R"(","userName":")" + role + R"("}})");
}

TEST(Derived, PrincipalOfAnIdentityCenterRoleIsThePerson) {
  const std::string role = "AWSReservedSSO_Admin_0123456789abcdef";
  const std::string issuer = "arn:aws:iam::1:role/aws-reserved/sso.amazonaws.com/eu-west-1/" + role;
  const std::string arn = "arn:aws:sts::1:assumed-role/" + role + "/ann@a.org";
  const std::string has_arn = R"("arn":")" + arn + R"(",)";
  expect_all(
      Field::kDerivedPrincipal,
      {{session_of(role, issuer, has_arn), arn},
       {session_of(role, issuer, ""), arn},
       {session_of(role, issuer, R"("arn":null,)"), arn},
       {session_of(role, "arn:aws-cn:iam::1:role/" + role, ""),
        "arn:aws-cn:sts::1:assumed-role/" + role + "/ann@a.org"},
       {identity(R"("type":"AssumedRole","principalId":"AROAX:ann@a.org","arn":")" + arn + '"'),
        arn},
       {identity(R"("type":"AssumedRole","arn":")" + arn + '"'), arn},
       {session_of(role, issuer, has_arn + R"("invokedBy":"cloudformation.amazonaws.com",)"), arn},
       {session_of(role, "arn:role/" + role, ""), "arn:role/" + role}});
  expect_all(Field::kDerivedActor, {{session_of(role, issuer, has_arn), issuer}});
}

TEST(Derived, PrincipalOfOthersIsTheActor) {
  const std::string session = R"("arn":"arn:aws:sts::1:assumed-role/Admin/ann@a.org",)";
  const std::string role = "arn:aws:iam::1:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0";
  expect_all(
      Field::kDerivedPrincipal,
      {{session_of("Admin", "arn:aws:iam::1:role/Admin", session), "arn:aws:iam::1:role/Admin"},
       {session_of("Admin", "arn:aws:iam::1:role/AWSReservedSSO_/Admin", session),
        "arn:aws:iam::1:role/AWSReservedSSO_/Admin"},
       {identity(R"("type":"IAMUser","arn":"arn:aws:iam::1:user/AWSReservedSSO_A_0")"),
        "arn:aws:iam::1:user/AWSReservedSSO_A_0"},
       {identity(R"("type":"AWSAccount","principalId":"AROAX:ann","accountId":"1")"), "account:1"},
       {identity(R"("type":"AssumedRole","principalId":"AROAX",)"
                 R"("sessionContext":{"sessionIssuer":{"arn":")" +
                 role + "\"}}"),
        role},
       {identity(R"("type":"Root","accountId":"1")"), "root:1"},
       {identity(""), ""}});
}

TEST(Derived, Credential) {
  const std::string key = identity(R"("accessKeyId":"AKIAIOSFODNN7EXAMPLE")");
  const std::string session = identity(R"("accessKeyId":"ASIAIOSFODNN7EXAMPLE")");
  expect_all(Field::kDerivedCredential,
             {{key, "AKIAIOSFODNN7EXAMPLE"}, {identity(R"("accessKeyId":"")"), ""}});
  expect_all(Field::kDerivedCredentialKind, {{key, "long-term"},
                                             {session, "temporary"},
                                             {identity(R"("accessKeyId":"ABIAX")"), ""},
                                             {identity(""), ""}});
}

TEST(Derived, Account) {
  const std::string issuer = R"("sessionContext":{"sessionIssuer":{"accountId":"3"}})";
  expect_all(Field::kDerivedAccount,
             {{R"("recipientAccountId":"1",)" + identity(R"("accountId":"2",)" + issuer), "1"},
              {R"("recipientAccountId":"",)" + identity(R"("accountId":"2",)" + issuer), "2"},
              {R"("recipientAccountId":null,)" + identity(R"("accountId":"2")"), "2"},
              {identity(issuer), "3"},
              {identity(R"("sessionContext":{"sessionIssuer":{}})"), ""},
              {identity(R"("sessionContext":{"sessionIssuer":{"accountId":"\u0033"}})"), ""},
              {R"("recipientAccountId":12)", ""},
              {"", ""}});
}

TEST(Derived, AccountIsThereBeforeTheOthers) {
  const PlacedText placed(
      "{" + identity(R"("sessionContext":{"sessionIssuer":{"accountId":"3"}})") + "}");
  Arena arena;
  Event event;
  std::size_t end = 0;
  ASSERT_EQ(parse_event(placed.text(), {}, arena, event, &end), ParseStatus::kOk);
  EXPECT_FALSE(event.profile_derived);
  EXPECT_FALSE(event.content_derived);
  EXPECT_EQ(event.text(Field::kDerivedAccount), "3");
}

TEST(Derived, Caller) {
  const std::string user = identity(R"("type":"IAMUser")");
  expect_all(Field::kDerivedCaller,
             {{user + R"(,"sourceIPAddress":"203.0.113.7","userAgent":"aws-cli/2")", "user"},
              {user + R"(,"userAgent":"console.ec2.amazonaws.com")", "console"},
              {user + R"(,"eventType":"AwsConsoleSignin")", "console"},
              {user + R"(,"eventType":"AwsConsoleAction")", "console"},
              {user + R"(,"sourceIPAddress":"AWS Internal","userAgent":"AWS Internal")", "console"},
              {user + R"(,"sourceIPAddress":"AWS Internal")", "console"},
              {identity(R"("type":"IAMUser","invokedBy":"AWS Internal")") +
                   R"(,"sourceIPAddress":"AWS Internal","userAgent":"AWS Internal")",
               "service"},
              {user + R"(,"sourceIPAddress":"AWS Internal/3")", "service"},
              {user + R"(,"sourceIPAddress":"cloudformation.amazonaws.com")", "service"},
              {identity(R"("type":"AWSService","invokedBy":"x")"), "service"},
              {identity(R"("accountId":"1","invokedBy":"ec2.amazonaws.com")"), "service"},
              {"", "user"}});
}

TEST(Derived, SourceNetwork) {
  const auto at = [](const std::string& address) {
    return R"("sourceIPAddress":")" + address + "\"";
  };
  expect_all(Field::kDerivedSourceNetwork, {{at("203.0.113.7"), "203.0.113.0/24"},
                                            {at("10.255.255.255"), "10.255.255.0/24"},
                                            {at("2001:db8:1:2::7"), "2001:db8:1::/48"},
                                            {at("::1"), "::/48"},
                                            {at("::ffff:203.0.113.7"), "203.0.113.0/24"},
                                            {at("035.249.253.232"), ""},
                                            {at("redacted"), ""},
                                            {at("AWS Internal"), ""},
                                            {at("s3.amazonaws.com"), ""},
                                            {at("1.2.3"), ""},
                                            {at(""), ""},
                                            {R"("sourceIPAddress":7)", ""},
                                            {"", ""}});
}

TEST(Derived, Outcome) {
  const std::string sign_in = R"("eventSource":"signin.amazonaws.com","eventName":")";
  expect_all(
      Field::kDerivedOutcome,
      {{R"("errorCode":"AccessDenied")", "denied"},
       {R"("errorCode":"ExpiredToken")", "unauthenticated"},
       {R"("errorCode":"Client.DryRunOperation")", "success"},
       {R"("errorCode":"ThrottlingException")", "failed"},
       {R"("errorMessage":"only in words","eventSource":"s3.amazonaws.com")", "success"},
       {sign_in + R"(ConsoleLogin","responseElements":{"ConsoleLogin":"Success"})", "success"},
       {sign_in + R"(ConsoleLogin","responseElements":{"ConsoleLogin":"Failure"},)"
                  R"("errorMessage":"Failed authentication")",
        "unauthenticated"},
       {sign_in + R"(ConsoleLogin","responseElements":null,"errorMessage":"No username found")",
        "unauthenticated"},
       {sign_in + R"(UserAuthentication","serviceEventDetails":{"UserAuthentication":"Failure"})",
        "unauthenticated"},
       {sign_in + R"(UserAuthentication","serviceEventDetails":{"UserAuthentication":"Success"})",
        "success"},
       {sign_in + R"(GetSigninToken","responseElements":{"credentials":{"accessKeyId":"A"},)"
                  R"("GetSigninToken":"Success"})",
        "success"},
       {sign_in + R"(SwitchRole")", "success"},
       {"", "success"}});
}

TEST(Derived, UserAgentFamilyAndWrite) {
  expect_all(Field::kDerivedUserAgentFamily, {{R"("userAgent":"[aws-cli/2.1]")", "aws-cli"}});
  expect_all(Field::kDerivedClient,
             {{R"("userAgent":"aws-cli/2.1 Darwin/23")", "aws-cli on macOS"}, {"", ""}});
  expect_all(Field::kDerivedWrite, {{R"("eventName":"CreateUser","readOnly":true)", "true"},
                                    {R"("eventName":"GetUser","readOnly":false)", "false"},
                                    {"", "false"}});
}

}  // namespace
}  // namespace trailsift
