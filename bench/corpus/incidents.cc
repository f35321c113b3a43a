// SPDX-License-Identifier: Apache-2.0
#include "corpus/incidents.h"

#include <algorithm>
#include <iterator>

#include "corpus/identifiers.h"

namespace corpus {
namespace {

constexpr std::string_view kStrangeAgents[] = {
    "aws-cli/1.22.34 Python/3.10.6 Linux/6.6.9-amd64 botocore/1.27.84",
    "Boto3/1.26.90 Python/3.11.2 Linux/6.5.0-kali3-amd64 Botocore/1.29.90",
    "aws-sdk-go/1.44.298 (go1.20.5; windows; amd64)",
};

// Regions where nothing of the account's ever runs.
constexpr std::string_view kStrangeRegions[] = {"ap-southeast-1", "sa-east-1", "eu-north-1",
                                                "ap-south-1"};

std::string foreign_address(Random& random) {
  // RFC 5737: documentation addresses.
  constexpr std::string_view kNetworks[] = {"203.0.113.", "198.51.100.", "192.0.2."};
  return std::string(kNetworks[random.below(3)]) + std::to_string(random.between(5, 250));
}

void make_foreign(Principal& principal, Random& random) {
  principal.address = foreign_address(random);
  principal.agent = kStrangeAgents[random.below(std::size(kStrangeAgents))];
}

// A user of the account whose key is in other hands now.
Principal stolen_key(Stage& stage) {
  std::vector<const Principal*> users;
  for (const Principal& principal : stage.account().principals) {
    if (principal.caller == Caller::kUserKey) users.push_back(&principal);
  }
  Principal thief = *users[stage.random().below(static_cast<std::uint32_t>(users.size()))];
  make_foreign(thief, stage.random());
  return thief;
}

Principal root(Stage& stage, Caller caller) {
  Principal principal;
  principal.caller = caller;
  principal.name = "root";
  principal.seed = seed_of(stage.account().id);
  make_foreign(principal, stage.random());
  return principal;
}

std::string_view home(const Stage& stage) { return stage.account().home_regions.front(); }

void use_root_key(Stage& stage, std::uint32_t variant) {
  if (variant % 2 == 1) {
    stage.begin("root_used", "console_without_mfa", root(stage, Caller::kRootConsole));
    stage.call("ConsoleLogin/root", "us-east-1");
    return;
  }
  stage.begin("root_used", "access_key", root(stage, Caller::kRootKey));
  for (const std::string_view event :
       {"GetCallerIdentity", "ListUsers", "GetAccountSummary", "ListBuckets"}) {
    stage.call(event, home(stage));
  }
}

void create_access_key(Stage& stage, std::uint32_t) {
  const auto& users = stage.account().pool(Pool::kUser);
  const std::string& user = users[stage.random().below(static_cast<std::uint32_t>(users.size()))];
  stage.begin("access_key_created", "for_another_user", stolen_key(stage));
  stage.call("CreateAccessKey", "us-east-1", Outcome::kSuccess,
             {user, unique_id("AKIA", stage.random().next())});
}

void blind_trail(Stage& stage, std::uint32_t variant) {
  constexpr std::string_view kWays[] = {"StopLogging", "PutEventSelectors/narrow", "DeleteTrail",
                                        "UpdateTrail/narrow", "PutEventSelectors/advanced"};
  const std::string_view way = kWays[variant % std::size(kWays)];
  stage.begin("trail_blinded", way, stolen_key(stage));
  stage.call(way, home(stage));
}

void open_ingress(Stage& stage, std::uint32_t variant) {
  constexpr std::string_view kShapes[] = {
      "AuthorizeSecurityGroupIngress/world4", "AuthorizeSecurityGroupIngress/flat",
      "AuthorizeSecurityGroupIngress/world6", "ModifySecurityGroupRules/world",
      "AuthorizeSecurityGroupIngress/all"};
  constexpr std::string_view kPorts[] = {"22", "3389", "3306", "5432", "6379", "9200", "27017"};
  const std::string_view shape = kShapes[variant % std::size(kShapes)];
  stage.begin("ingress_opened", shape, stolen_key(stage));
  stage.call(shape, home(stage), Outcome::kSuccess, {kPorts[variant % std::size(kPorts)]});
}

void run_off_region(Stage& stage, std::uint32_t variant) {
  constexpr std::string_view kTypes[] = {"p4d.24xlarge", "g5.12xlarge", "c6i.32xlarge",
                                         "p3.8xlarge"};
  const std::string_view region = kStrangeRegions[variant % std::size(kStrangeRegions)];
  const std::string_view type = kTypes[variant % std::size(kTypes)];
  stage.begin("instances_off_region", type, stolen_key(stage));
  for (std::uint32_t i = 0; i <= variant % 3; ++i) {
    stage.call("RunInstances/mining", region, Outcome::kSuccess, {type, "8", "render-key"});
  }
}

void collect_refusals(Stage& stage, std::uint32_t variant) {
  constexpr std::string_view kProbes[] = {"ListUsers",
                                          "ListRoles",
                                          "GetAccountSummary",
                                          "ListSecrets",
                                          "DescribeDBInstances",
                                          "ListFunctions20150331",
                                          "DescribeTrails",
                                          "DescribeInstances",
                                          "DescribeSecurityGroups",
                                          "ListAliases",
                                          "DescribeLogGroups",
                                          "GetSendQuota",
                                          "ListFoundationModels",
                                          "DescribeParameters",
                                          "DescribeStacks",
                                          "ListDetectors",
                                          "GetAccountAuthorizationDetails",
                                          "ListServiceQuotas",
                                          "DescribeAlarms",
                                          "DescribeOrganization"};
  stage.begin("denied_burst", variant % 2 == 0 ? "enumeration" : "enumeration_then_success",
              stolen_key(stage));
  const std::uint32_t count = stage.random().between(25, 50);
  for (std::uint32_t i = 0; i < count; ++i) {
    stage.call(kProbes[i % std::size(kProbes)], home(stage), Outcome::kDenied);
  }
  if (variant % 2 == 1) stage.call("ListBuckets", home(stage));
}

void make_administrator(Stage& stage, std::uint32_t variant) {
  constexpr std::string_view kNames[] = {"backup-operator", "support-tooling", "deploy-helper"};
  const std::string_view name = kNames[variant % std::size(kNames)];
  const bool by_key = variant % 2 == 1;
  stage.begin("administrator_made", by_key ? "with_access_key" : "with_password",
              stolen_key(stage));
  stage.call("CreateUser", "us-east-1", Outcome::kSuccess, {name});
  stage.call("AttachUserPolicy", "us-east-1", Outcome::kSuccess, {name});
  const std::string key = unique_id("AKIA", stage.random().next());
  stage.call(by_key ? "CreateAccessKey" : "CreateLoginProfile", "us-east-1", Outcome::kSuccess,
             {name, key});
}

void share_snapshot(Stage& stage, std::uint32_t) {
  stage.begin("snapshot_shared", "with_another_account", stolen_key(stage));
  stage.call("CreateSnapshot", home(stage));
  stage.wait(60);
  stage.call("ModifySnapshotAttribute/share", home(stage), Outcome::kSuccess, {"999988887777"});
}

void read_secrets(Stage& stage, std::uint32_t) {
  stage.begin("secrets_read", "one_after_another", stolen_key(stage));
  stage.call("ListSecrets", home(stage));
  const std::uint32_t count = stage.random().between(20, 30);
  for (std::uint32_t i = 0; i < count; ++i) {
    stage.turn_to(i);
    stage.call("GetSecretValue", home(stage));
  }
}

void disable_defences(Stage& stage, std::uint32_t variant) {
  constexpr std::string_view kWays[] = {"DeleteDetector", "StopConfigurationRecorder",
                                        "UpdateDetector/disable", "DisableSecurityHub"};
  const std::string_view way = kWays[variant % std::size(kWays)];
  stage.begin("defences_disabled", way, stolen_key(stage));
  stage.call(way, home(stage));
}

}  // namespace

void plant_incident(Stage& stage, std::uint32_t number) {
  constexpr void (*kKinds[])(Stage&, std::uint32_t) = {
      &use_root_key,     &create_access_key,  &blind_trail,    &open_ingress, &run_off_region,
      &collect_refusals, &make_administrator, &share_snapshot, &read_secrets, &disable_defences};
  kKinds[number % std::size(kKinds)](stage, number / static_cast<std::uint32_t>(std::size(kKinds)));
}

}  // namespace corpus
