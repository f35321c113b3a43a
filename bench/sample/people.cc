// SPDX-License-Identifier: Apache-2.0
#include "sample/people.h"

#include "corpus/random.h"

namespace sample {
namespace {

using corpus::Caller;
using corpus::Principal;
using corpus::Repertoire;

constexpr const char* kAdministrator = "AWSReservedSSO_Administrator_4c1f0d2ab87e6935";
constexpr const char* kDeveloper = "nadia.haddad";

constexpr const char* kCli = "aws-cli/2.15.30 Python/3.11.8 Darwin/23.3.0 source/arm64 prompt/off";
constexpr const char* kGo = "aws-sdk-go/1.50.21 (go1.21.7; linux; amd64)";
constexpr const char* kBoto =
    "Boto3/1.26.165 Python/3.11.6 Linux/5.10.210 exec-env/AWS_Lambda_python3.11 Botocore/1.29.165";
constexpr const char* kTerraform =
    "APN/1.0 HashiCorp/1.0 Terraform/1.7.4 (+https://www.terraform.io) "
    "terraform-provider-aws/5.39.1 "
    "(+https://registry.terraform.io/providers/hashicorp/aws)";
constexpr const char* kOffice = "198.18.4.21";  // RFC 2544: nobody's address

struct Person {
  Caller caller;
  Repertoire repertoire;
  const char* name;
  const char* session;
  const char* address;
  const char* agent;
  std::uint32_t home;
  std::uint32_t other;
  bool keeps_hours;
};

constexpr Person kPeople[] = {
    {Caller::kConsoleRole, Repertoire::kConsole, kAdministrator, "maria.keller@shop.example",
     kOffice, "AWS Internal", 26, 0, true},
    {Caller::kUserKey, Repertoire::kDeveloper, kDeveloper, "", kOffice, kCli, 18, 0, true},
    {Caller::kUserKey, Repertoire::kDeveloper, "tom.okafor", "", "198.18.4.35", kCli, 12, 0, true},
    {Caller::kUserConsole, Repertoire::kConsole, "lena.fischer", "", "198.18.4.40", "AWS Internal",
     12, 0, true},
    {Caller::kWebIdentity, Repertoire::kPipelineLogin,
     "repo:shop-example/storefront:ref:refs/heads/main", "token.actions.githubusercontent.com",
     "198.19.7.112", kTerraform, 3, 0, true},
    {Caller::kRoleSession, Repertoire::kTerraform, "storefront-deploy", "GitHubActions",
     "198.19.7.112", kTerraform, 12, 0, true},
    {Caller::kInstance, Repertoire::kWebServer, "storefront-web", "i-0a41c7e2d95b3f680",
     "198.19.12.8", kGo, 20, 0, false},
    {Caller::kInstance, Repertoire::kWebServer, "storefront-web", "i-07f3be19c0d2846a5",
     "198.19.12.41", kGo, 16, 0, false},
    {Caller::kInstance, Repertoire::kWorker, "order-worker", "i-0c58d1f7a3be92460", "198.19.12.90",
     kGo, 12, 0, false},
    {Caller::kRoleSession, Repertoire::kFunction, "order-events", "order-events-handler",
     "198.19.30.5", kBoto, 22, 0, false},
    {Caller::kRoleSession, Repertoire::kFunction, "thumbnails", "thumbnail-handler", "198.19.30.77",
     kBoto, 14, 0, false},
    {Caller::kRoleSession, Repertoire::kAuditor, "security-audit", "posture-check", "198.18.200.14",
     kGo, 8, 40, false},
    {Caller::kService, Repertoire::kLogDelivery, "cloudtrail.amazonaws.com", "", "", "", 16, 30,
     false},
    {Caller::kService, Repertoire::kLogDelivery, "delivery.logs.amazonaws.com", "", "", "", 8, 0,
     false},
    {Caller::kService, Repertoire::kRoleGiver, "lambda.amazonaws.com", "", "", "", 14, 0, false},
    {Caller::kService, Repertoire::kKeyUser, "s3.amazonaws.com", "", "", "", 16, 0, false},
    {Caller::kServiceRole, Repertoire::kScaling, "AWSServiceRoleForAutoScaling",
     "autoscaling.amazonaws.com", "", "", 8, 0, false},
    {Caller::kServiceRole, Repertoire::kConfigRecorder, "AWSServiceRoleForConfig",
     "config.amazonaws.com", "", "", 10, 30, false},
};

Principal make_principal(const Person& person) {
  Principal principal;
  principal.caller = person.caller;
  principal.repertoire = person.repertoire;
  principal.name = person.name;
  principal.session = person.session;
  principal.address = person.address;
  principal.agent = person.agent;
  principal.seed = corpus::mix(corpus::seed_of(person.name), corpus::seed_of(person.session));
  principal.home_weight = person.home;
  principal.other_weight = person.other;
  principal.keeps_hours = person.keeps_hours;
  if (person.caller == Caller::kService) principal.address = principal.agent = principal.name;
  if (person.caller == Caller::kServiceRole) {
    principal.address = principal.agent = principal.session;
  }
  return principal;
}

const Principal& find(const corpus::Account& shop, const char* name) {
  const Principal* found = nullptr;
  for (const Principal& principal : shop.principals) {
    if (principal.name == name) found = &principal;
  }
  return *found;
}

}  // namespace

corpus::Account make_shop() {
  corpus::Account shop = corpus::make_account("111122223333", corpus::seed_of("shop"));
  shop.trail = "management-events";
  shop.home_regions = {"us-east-1", "eu-west-1"};
  shop.other_regions = {"us-west-2"};
  for (const Person& person : kPeople) shop.principals.push_back(make_principal(person));
  return shop;
}

const corpus::Principal& developer(const corpus::Account& shop) { return find(shop, kDeveloper); }

const corpus::Principal& administrator(const corpus::Account& shop) {
  return find(shop, kAdministrator);
}

}  // namespace sample
