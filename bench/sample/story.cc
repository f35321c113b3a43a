// SPDX-License-Identifier: Apache-2.0
#include "sample/story.h"

#include "sample/people.h"

namespace sample {
namespace {

using corpus::Caller;
using corpus::kHour;
using corpus::kMinute;
using corpus::Outcome;
using corpus::Principal;
using corpus::Stage;

// RFC 5737: documentation addresses.
constexpr const char* kFirstAddress = "203.0.113.77";
constexpr const char* kSecondAddress = "198.51.100.23";
constexpr const char* kStrangeAgent =
    "aws-cli/1.22.34 Python/3.9.2 Linux/5.10.0-kali7-amd64 botocore/1.23.34";
constexpr const char* kScript =
    "Boto3/1.26.90 Python/3.11.2 Linux/6.5.0-kali3-amd64 Botocore/1.29.90";
constexpr const char* kHome = "us-east-1";
constexpr const char* kFarAway = "ap-southeast-1";
constexpr const char* kAdminRole = "platform-admin";
constexpr const char* kNewUser = "support-sync";

Principal thief_of(Stage& stage) {
  Principal thief = developer(stage.account());
  thief.address = kFirstAddress;
  thief.agent = kStrangeAgent;
  return thief;
}

// A session that begins at `start` keeps its key for an hour.
Principal admin_session(corpus::Seconds start) {
  Principal session;
  session.caller = Caller::kRoleSession;
  session.name = kAdminRole;
  session.session = "maintenance";
  session.address = kFirstAddress;
  session.agent = kStrangeAgent;
  session.seed = corpus::seed_of(kAdminRole) / kHour * kHour;
  session.seed += static_cast<std::uint64_t>(start % kHour);
  return session;
}

Principal new_user() {
  Principal user;
  user.caller = Caller::kUserKey;
  user.name = kNewUser;
  user.address = kSecondAddress;
  user.agent = kScript;
  user.seed = corpus::seed_of(kNewUser);
  return user;
}

Principal root() {
  Principal principal;
  principal.caller = Caller::kRootConsole;
  principal.name = "root";
  principal.address = kFirstAddress;
  principal.agent = "AWS Internal";
  principal.seed = corpus::seed_of("root of the shop");
  return principal;
}

void probe(Stage& stage, const Principal& thief) {
  stage.begin("key_used_from_new_network", "first_contact", thief);
  stage.call("GetCallerIdentity", kHome);
  stage.wait(40);
  stage.begin("denied_burst", "enumeration_then_success", thief);
  for (const char* event : {"ListUsers",
                            "ListRoles",
                            "GetAccountSummary",
                            "GetAccountAuthorizationDetails",
                            "ListSecrets",
                            "DescribeDBInstances",
                            "DescribeDBClusters",
                            "ListFunctions20150331",
                            "DescribeTrails",
                            "GetTrailStatus",
                            "DescribeSecurityGroups",
                            "DescribeVpcs",
                            "DescribeVolumes",
                            "DescribeSnapshots",
                            "DescribeImages",
                            "ListAliases",
                            "DescribeLogGroups",
                            "GetSendQuota",
                            "ListIdentities",
                            "ListFoundationModels",
                            "ListServiceQuotas",
                            "DescribeParameters",
                            "DescribeStacks",
                            "ListDetectors",
                            "DescribeAlarms",
                            "DescribeOrganization",
                            "DescribeAutoScalingGroups",
                            "DescribeLoadBalancers"}) {
    stage.call(event, kHome, Outcome::kDenied);
  }
  stage.call("ListBuckets", kHome);
  stage.call("DescribeInstances", kHome);
}

Principal take_admin_role(Stage& stage, const Principal& thief) {
  stage.begin("access_key_created", "for_another_user", thief);
  stage.call("ListAccessKeys", kHome, Outcome::kSuccess, {"svc-newsletter"});
  stage.call("CreateAccessKey", kHome, Outcome::kSuccess,
             {"svc-newsletter", "AKIAEXAMPLENEWSLETTE"});
  stage.wait(95);
  stage.begin("admin_role_assumed", kAdminRole, thief);
  Principal session = admin_session(stage.time());
  stage.call("AssumeRole/target", kHome, Outcome::kSuccess,
             {kAdminRole, session.session, corpus::credential_at(session, stage.time()),
              corpus::role_id(session, stage.account())});
  return session;
}

void plant_user(Stage& stage, const Principal& session) {
  stage.begin("user_made_administrator", kNewUser, session);
  stage.call("GetCallerIdentity", kHome);
  stage.call("CreateUser", kHome, Outcome::kSuccess, {kNewUser});
  stage.call("AttachUserPolicy", kHome, Outcome::kSuccess, {kNewUser});
  stage.call("CreateLoginProfile", kHome, Outcome::kSuccess, {kNewUser});
  stage.begin("access_key_created", "for_new_user", session);
  stage.call("CreateAccessKey", kHome, Outcome::kSuccess,
             {kNewUser, corpus::credential_at(new_user(), stage.time())});
}

void sign_in_as_root(Stage& stage) {
  stage.begin("root_used", "console_without_mfa", root());
  stage.call("ConsoleLogin/root", kHome);
  stage.wait(20);
  for (const char* event : {"GetAccountSummary", "ListUsers", "ListRoles", "DescribeRegions"}) {
    stage.call(event, kHome);
  }
}

void take_data(Stage& stage, const Principal& session) {
  stage.begin("secrets_read", "many", session);
  stage.call("ListSecrets", kHome);
  for (std::uint32_t secret = 0; secret < 9; ++secret) {
    stage.turn_to(secret);
    stage.call("GetSecretValue", kHome);
  }
  stage.begin("bucket_read", "bulk", session);
  stage.turn_to(3);
  stage.call("ListObjects", kHome);
  for (int object = 0; object < 24; ++object) stage.call("GetObject", kHome);
  stage.begin("snapshot_shared", "foreign_account", session);
  stage.call("CreateSnapshot", kHome);
  stage.wait(4 * kMinute);
  stage.call("ModifySnapshotAttribute/share", kHome, Outcome::kSuccess, {"999999999999"});
}

void open_doors(Stage& stage, const Principal& user) {
  stage.begin("ingress_opened", "ssh_and_rdp", user);
  stage.call("DescribeSecurityGroups", kHome);
  stage.call("AuthorizeSecurityGroupIngress/world4", kHome, Outcome::kSuccess, {"22"});
  stage.call("AuthorizeSecurityGroupIngress/flat", kHome, Outcome::kSuccess, {"3389"});
  stage.call("AuthorizeSecurityGroupIngress/world6", "eu-west-1", Outcome::kSuccess, {"22"});
}

void start_instances(Stage& stage, const Principal& user) {
  stage.begin("instances_off_region", "p4d_and_g5", user);
  stage.call("DescribeAccountAttributes", kFarAway);
  stage.call("CreateKeyPair", kFarAway, Outcome::kSuccess, {"render-key"});
  stage.call("RunInstances/mining", kFarAway, Outcome::kThrottled,
             {"p4d.24xlarge", "20", "render-key"});
  stage.call("RunInstances/mining", kFarAway, Outcome::kSuccess,
             {"p4d.24xlarge", "8", "render-key"});
  for (int batch = 0; batch < 4; ++batch) {
    stage.call("RunInstances/mining", kFarAway, Outcome::kSuccess,
               {"g5.12xlarge", "10", "render-key"});
  }
}

void blind_the_trail(Stage& stage, const Principal& user) {
  stage.begin("trail_blinded", "PutEventSelectors", user);
  stage.call("DescribeTrails", kHome);
  stage.call("PutEventSelectors/narrow", kHome);
  stage.begin("trail_blinded", "StopLogging", user);
  stage.call("StopLogging", kHome);
}

}  // namespace

void play_intrusion(Stage& stage) {
  const Principal thief = thief_of(stage);
  probe(stage, thief);
  stage.wait(6 * kMinute);
  const Principal session = take_admin_role(stage, thief);
  stage.wait(30);
  plant_user(stage, session);
  stage.wait(7 * kMinute);
  sign_in_as_root(stage);
  stage.wait(5 * kMinute);
  take_data(stage, session);
  stage.wait(70 * kMinute);
  stage.begin("new_key_used", "from_another_network", new_user());
  stage.call("GetCallerIdentity", kHome);
  stage.wait(kMinute);
  open_doors(stage, new_user());
  stage.wait(9 * kMinute);
  start_instances(stage, new_user());
  stage.wait(12 * kMinute);
  blind_the_trail(stage, new_user());
}

void play_recovery(Stage& stage) {
  stage.begin("recovery", "trail_restored", administrator(stage.account()));
  stage.call("StartLogging", kHome);
  stage.call("PutEventSelectors/everything", kHome);
  stage.call("UpdateAccessKey/inactive", kHome, Outcome::kSuccess,
             {"nadia.haddad", corpus::credential_at(developer(stage.account()), stage.time())});
}

}  // namespace sample
