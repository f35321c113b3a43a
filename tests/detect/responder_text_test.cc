// SPDX-License-Identifier: Apache-2.0
#include "detect/responder_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Finding finding_of(const std::string& actor, const std::string& credential) {
  Finding finding;
  finding.account_id = "111122223333";
  finding.actor.arn = actor;
  finding.actor.credential = credential;
  finding.regions = {"eu-west-1"};
  return finding;
}

constexpr char kLongTerm[] = "AKIAIOSFODNN7EXAMPLE";
constexpr char kTemporary[] = "ASIAIOSFODNN7EXAMPLE";
constexpr char kAlice[] = "arn:aws:iam::111122223333:user/people/alice";
constexpr char kDeploy[] = "arn:aws:iam::111122223333:role/ci/deploy";
constexpr char kDenyOlder[] =
    R"(--policy-name RevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":)"
    R"([{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":)"
    R"({"aws:TokenIssueTime":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'"}}}]}')";

TEST(StopCredential, MakesTheKeyOfAUserInactiveUnderTheUsersName) {
  EXPECT_EQ(stop_credential(finding_of(kAlice, kLongTerm)),
            "aws iam update-access-key --user-name alice --access-key-id AKIAIOSFODNN7EXAMPLE "
            "--status Inactive");
  EXPECT_THAT(stop_credential(finding_of("arn:aws:iam::111122223333:user/a;b", kLongTerm)),
              HasSubstr("--user-name 'a;b' "));
}

// The sessions of a user outlive its keys.
TEST(StopCredential, DeniesTheSessionsOfAUser) {
  EXPECT_THAT(
      stop_credential(finding_of(kAlice, kTemporary)),
      AllOf(
          HasSubstr("aws:TokenIssueTime is before now"),
          HasSubstr(std::string("aws iam put-user-policy --user-name alice ") + kDenyOlder + "; "),
          EndsWith("aws iam list-access-keys --user-name alice"), Not(HasSubstr(kTemporary))));
}

TEST(StopCredential, ListsTheKeysOfAUserWhereTheLogNamesNone) {
  EXPECT_EQ(stop_credential(finding_of(kAlice, "")),
            "the log does not name the key; make inactive those of user alice: "
            "aws iam list-access-keys --user-name alice");
}

TEST(StopCredential, HasRootDeleteItsKey) {
  EXPECT_EQ(stop_credential(finding_of("root:111122223333", kLongTerm)),
            "sign in as root of account 111122223333 and delete access key AKIAIOSFODNN7EXAMPLE "
            "under Security credentials");
  for (const char* credential : {kTemporary, ""}) {
    EXPECT_THAT(stop_credential(finding_of("root:111122223333", credential)),
                AllOf(HasSubstr("root of account 111122223333"), HasSubstr("cannot be revoked"),
                      Not(HasSubstr("aws iam"))));
  }
}

TEST(StopCredential, RevokesTheSessionsOfARole) {
  for (const char* credential : {kTemporary, ""}) {
    EXPECT_EQ(stop_credential(finding_of(kDeploy, credential)),
              std::string("end the open sessions of role deploy by a policy that denies everything "
                          "where aws:TokenIssueTime is before now: aws iam put-role-policy "
                          "--role-name deploy ") +
                  kDenyOlder);
  }
}

TEST(StopCredential, SendsToIdentityCenterForItsRoles) {
  Finding finding = finding_of(
      "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123",
      kTemporary);
  EXPECT_THAT(stop_credential(finding),
              AllOf(StartsWith("disable the user in IAM Identity Center"),
                    HasSubstr("AWSReservedSSO_Admin_0123"), Not(HasSubstr("aws iam"))));
  finding.actor.session = "alice@example.com";
  EXPECT_THAT(stop_credential(finding),
              StartsWith("disable user alice@example.com in IAM Identity Center"));
  EXPECT_EQ(stop_credential(finding_of("identity-center:0123-45", "")),
            "disable the user with id 0123-45 in IAM Identity Center and end its sessions there");
}

TEST(StopCredential, HasNoCommandForWhatNoCommandStops) {
  const std::pair<const char*, const char*> kCases[] = {
      {"arn:aws:iam::111122223333:role/aws-service-role/x/AWSServiceRoleForConfig",
       "role AWSServiceRoleForConfig belongs to an AWS service"},
      {"arn:aws:sts::111122223333:federated-user/bob", "came from GetFederationToken"},
      {"config.amazonaws.com", "config.amazonaws.com called by itself"},
      {"account:444455556666", "it belongs to account 444455556666"},
      {"anonymous", "not signed"},
      {"", "the log names neither"},
      {"carol", "the log names neither"},
      {"arn:aws", "the log names neither"},
  };
  for (const auto& [actor, words] : kCases) {
    for (const char* credential : {kLongTerm, kTemporary, ""}) {
      EXPECT_THAT(stop_credential(finding_of(actor, credential)),
                  AllOf(HasSubstr(words), Not(HasSubstr("aws iam")), Not(HasSubstr("unknown")),
                        Not(HasSubstr("CREDENTIAL"))))
          << actor;
    }
  }
}

TEST(StopCredential, SaysWhichAccountTheActorIsFrom) {
  EXPECT_THAT(stop_credential(finding_of("arn:aws:iam::444455556666:role/vendor", kTemporary)),
              AllOf(StartsWith("in account 444455556666 (if it is not yours, "),
                    HasSubstr("aws iam put-role-policy --role-name vendor ")));
}

TEST(CredentialLookup, IsACommandWhereThereIsACredential) {
  EXPECT_EQ(credential_lookup(finding_of(kAlice, kLongTerm)),
            "aws cloudtrail lookup-events --lookup-attributes "
            "AttributeKey=AccessKeyId,AttributeValue=AKIAIOSFODNN7EXAMPLE --region eu-west-1");
  EXPECT_EQ(credential_lookup(finding_of(kAlice, "")), "");
}

TEST(RegionOption, NamesTheOtherRegions) {
  Finding finding = finding_of(kAlice, "");
  EXPECT_EQ(region_option(finding), "--region eu-west-1");
  finding.regions = {"eu-west-1", "us-east-1", "us-west-2"};
  EXPECT_EQ(region_option(finding), "--region eu-west-1 (likewise in us-east-1, us-west-2)");
  finding.regions = {"a", "b", "c", "d", "e", "f"};
  EXPECT_EQ(region_option(finding), "--region a (likewise in b, c, d +2 more)");
  finding.regions.clear();
  EXPECT_EQ(region_option(finding), "--region REGION");
}

TEST(ActorOwner, IsWhomOneCanAsk) {
  const std::pair<const char*, const char*> kCases[] = {
      {kAlice, "the owner of alice"},
      {kDeploy, "the owner of deploy"},
      {"root:111122223333", "the owners of the root mailbox of account 111122223333"},
      {"account:444455556666", "the owners of account 444455556666"},
      {"config.amazonaws.com", "whoever set config.amazonaws.com to work"},
      {"identity-center:0123", "the user with id 0123 in IAM Identity Center"},
      {"carol", "the owner of carol"},
      {"anonymous", ""},
      {"", ""},
  };
  for (const auto& [actor, owner] : kCases) EXPECT_EQ(actor_owner(finding_of(actor, "")), owner);
  Finding finding = finding_of("arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0123", "");
  EXPECT_EQ(actor_owner(finding), "the owner of AWSReservedSSO_Admin_0123");
  finding.actor.session = "alice@example.com";
  EXPECT_EQ(actor_owner(finding), "alice@example.com");
}

}  // namespace
}  // namespace trailsift::detect
