// SPDX-License-Identifier: Apache-2.0
#include "corpus/principal_table.h"

#include "corpus/random.h"
#include "corpus/text_template.h"

namespace corpus {
namespace {

constexpr std::string_view kCli =
    "aws-cli/2.15.${int:20:34} Python/3.11.8 Linux/6.5.0-1018-generic exe/x86_64.ubuntu.22 "
    "prompt/off";
constexpr std::string_view kMacCli =
    "aws-cli/2.15.${int:20:34} Python/3.11.8 Darwin/23.3.0 source/arm64 prompt/off";
constexpr std::string_view kTerraformAgent =
    "APN/1.0 HashiCorp/1.0 Terraform/1.7.4 (+https://www.terraform.io) "
    "terraform-provider-aws/5.39.1 "
    "(+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.25.2 os/linux "
    "lang/go#1.21.8 md/GOOS#linux md/GOARCH#amd64";
constexpr std::string_view kBoto =
    "Boto3/1.26.${int:90:165} Python/3.11.6 Linux/5.10.210 exec-env/AWS_Lambda_python3.11 "
    "Botocore/1.29.165";
constexpr std::string_view kJava =
    "aws-sdk-java/2.25.${int:1:9} Linux/5.10.213 OpenJDK_64-Bit_Server_VM/17.0.10 Java/17.0.10 "
    "io/sync http/Apache";
constexpr std::string_view kGo = "aws-sdk-go/1.50.${int:10:30} (go1.21.7; linux; amd64)";
constexpr std::string_view kNode =
    "aws-sdk-js/3.525.0 os/linux lang/js md/nodejs#20.11.1 api/dynamodb#3.525.0";
constexpr std::string_view kConsoleAgent = "AWS Internal";
constexpr std::string_view kOffice = "198.18.4.${int:2:60}";  // RFC 2544: nobody's addresses
constexpr std::string_view kElastic = "198.19.${int:0:40}.${int:2:250}";

struct Row {
  std::uint32_t copies;
  Caller caller;
  Repertoire repertoire;
  std::string_view name;
  std::string_view session;
  std::string_view address;
  std::string_view agent;
  std::uint32_t home;
  std::uint32_t other;
  bool keeps_hours;
};

// A service's address and agent are its own name; so they are left out.
constexpr Row kPrincipals[] = {
    {4, Caller::kRoleSession, Repertoire::kDeveloper, "developer-access",
     "${word}.developer@corp.example", kOffice, kMacCli, 26, 0, true},
    {3, Caller::kConsoleRole, Repertoire::kConsole, "AWSReservedSSO_Operations_81c${hex:13}",
     "${word}.operator@corp.example", kOffice, kConsoleAgent, 40, 1, true},
    {2, Caller::kRoleSession, Repertoire::kAdministrator,
     "AWSReservedSSO_Administrator_a24${hex:13}", "${word}.admin@corp.example", kOffice, kCli, 10,
     0, true},
    {3, Caller::kUserKey, Repertoire::kDeveloper, "dev-${word}-${lower:3}", "", kOffice, kCli, 14,
     0, true},
    {2, Caller::kUserConsole, Repertoire::kConsole, "ops-${word}-${lower:3}", "", kOffice,
     kConsoleAgent, 20, 0, true},
    {1, Caller::kRoleSession, Repertoire::kTerraform, "deploy-${word}", "GitHubActions", kElastic,
     kTerraformAgent, 70, 0, false},
    {2, Caller::kUserKey, Repertoire::kTerraform, "svc-terraform-${word}", "", kElastic,
     kTerraformAgent, 90, 0, false},
    {12, Caller::kInstance, Repertoire::kWebServer, "web-${word}-instance", "${instance}", kElastic,
     kGo, 12, 0, false},
    {4, Caller::kInstance, Repertoire::kWorker, "worker-${word}-instance", "${instance}", kElastic,
     kJava, 14, 0, false},
    {10, Caller::kRoleSession, Repertoire::kFunction, "${word}-${word}-lambda", "${function}",
     kElastic, kBoto, 14, 0, false},
    {5, Caller::kRoleSession, Repertoire::kFunction, "${word}-api-lambda", "${function}", kElastic,
     kNode, 12, 0, false},
    {5, Caller::kRoleSession, Repertoire::kTask, "${word}-task", "${hex:32}", kElastic, kJava, 14,
     0, false},
    {2, Caller::kRoleSession, Repertoire::kDataJob, "etl-${word}", "GlueJobRunnerSession", kElastic,
     kJava, 20, 0, false},
    {1, Caller::kRoleSession, Repertoire::kAuditor, "posture-scanner", "posture-check",
     "198.18.200.14", kGo, 50, 240, false},
    {3, Caller::kUserKey, Repertoire::kDataJob, "svc-${word}-export", "", kElastic, kBoto, 70, 0,
     false},
    {1, Caller::kService, Repertoire::kLogDelivery, "cloudtrail.amazonaws.com", "", "", "", 200, 90,
     false},
    {1, Caller::kService, Repertoire::kLogDelivery, "delivery.logs.amazonaws.com", "", "", "", 60,
     60, false},
    {1, Caller::kService, Repertoire::kRoleGiver, "lambda.amazonaws.com", "", "", "", 60, 5, false},
    {1, Caller::kService, Repertoire::kRoleGiver, "ec2.amazonaws.com", "", "", "", 25, 0, false},
    {1, Caller::kService, Repertoire::kRoleGiver, "ecs-tasks.amazonaws.com", "", "", "", 15, 0,
     false},
    {1, Caller::kService, Repertoire::kRoleGiver, "config.amazonaws.com", "", "", "", 10, 20,
     false},
    {1, Caller::kService, Repertoire::kKeyUser, "s3.amazonaws.com", "", "", "", 420, 0, false},
    {1, Caller::kService, Repertoire::kKeyUser, "dynamodb.amazonaws.com", "", "", "", 240, 0,
     false},
    {1, Caller::kServiceRole, Repertoire::kScaling, "AWSServiceRoleForAutoScaling",
     "autoscaling.amazonaws.com", "", "", 40, 0, false},
    {1, Caller::kServiceRole, Repertoire::kScaling, "AWSServiceRoleForElasticLoadBalancing",
     "elasticloadbalancing.amazonaws.com", "", "", 20, 0, false},
    {1, Caller::kServiceRole, Repertoire::kConfigRecorder, "AWSServiceRoleForConfig",
     "config.amazonaws.com", "", "", 60, 200, false},
    {1, Caller::kServiceRole, Repertoire::kInspector, "AWSServiceRoleForAmazonInspector2",
     "inspector2.amazonaws.com", "", "", 30, 60, false},
};

Principal make_principal(const Row& row, const Account& account, Random& random) {
  Principal principal;
  principal.caller = row.caller;
  principal.repertoire = row.repertoire;
  principal.seed = random.next();
  principal.home_weight = row.home;
  principal.other_weight = row.other;
  principal.keeps_hours = row.keeps_hours;
  // Sessions are of one instance each, and an instance has one address.
  const auto number = static_cast<std::uint32_t>(account.principals.size());
  const std::uint32_t focus = row.caller == Caller::kInstance ? number : random.below(1000);
  const Scene scene{random, account, principal, "us-east-1", 0, focus};
  TextTemplate(row.name).append_to(principal.name, scene);
  TextTemplate(row.session).append_to(principal.session, scene);
  TextTemplate(row.address).append_to(principal.address, scene);
  TextTemplate(row.agent).append_to(principal.agent, scene);
  if (row.caller == Caller::kService) principal.address = principal.agent = principal.name;
  if (row.caller == Caller::kServiceRole) principal.address = principal.agent = principal.session;
  return principal;
}

}  // namespace

void add_principals(Account& account, std::uint64_t seed) {
  Random random(seed);
  for (const Row& row : kPrincipals) {
    for (std::uint32_t copy = 0; copy < row.copies; ++copy) {
      account.principals.push_back(make_principal(row, account, random));
    }
  }
}

}  // namespace corpus
