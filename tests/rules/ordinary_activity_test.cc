// SPDX-License-Identifier: Apache-2.0
// What goes on in every account all day, in the shapes that look most like an intrusion. No rule
// may find anything of level medium or above in it, wherever the site's lists stand.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/rules/rule_library.h"
#include "tests/rules/rule_runner.h"

namespace trailsift::testing {
namespace {

using ::testing::IsEmpty;

struct Caller {
  std::string identity;  // JSON
  std::string address;
  std::string agent;
};

struct Call {
  std::string service;
  std::string name;
  std::string request = "null";
  std::string error = {};
};

Caller service(const std::string& name) {
  return {fmt::format(R"({{"type":"AWSService","invokedBy":"{}"}})", name), name, name};
}

// A session of a role: a service-linked one, when `invoked_by` is a service.
Caller session(const std::string& role, const std::string& name, const std::string& address,
               const std::string& agent, const std::string& invoked_by = "") {
  const bool is_linked = !invoked_by.empty();
  const std::string path = is_linked ? "aws-service-role/" + invoked_by + "/" : "";
  return {
      fmt::format(
          R"({{"type":"AssumedRole","principalId":"AROACKCEVSQ6C2EXAMPLE:{1}",)"
          R"("arn":"arn:aws:sts::111122223333:assumed-role/{0}/{1}","accountId":"111122223333",)"
          R"("accessKeyId":"ASIAY34FZKBOKEXAMPLE","sessionContext":{{"sessionIssuer":)"
          R"({{"type":"Role","principalId":"AROACKCEVSQ6C2EXAMPLE",)"
          R"("arn":"arn:aws:iam::111122223333:role/{2}{0}","accountId":"111122223333",)"
          R"("userName":"{0}"}},"attributes":{{"creationDate":"2026-11-02T06:00:00Z",)"
          R"("mfaAuthenticated":"false"}}}}{3}}})",
          role, name, path, is_linked ? R"(,"invokedBy":")" + invoked_by + "\"" : ""),
      is_linked ? invoked_by : address, is_linked ? invoked_by : agent};
}

// One call each ten seconds from nine in the morning on.
std::vector<std::string> records_of(const Caller& caller, const std::vector<Call>& calls) {
  std::vector<std::string> records;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const Call& call = calls[i];
    const std::size_t seconds = 10 * i;
    const bool is_read = call.name.starts_with("Describe") || call.name.starts_with("List") ||
                         call.name.starts_with("Get");
    records.push_back(fmt::format(
        R"({{"eventVersion":"1.10","userIdentity":{},"eventTime":"2026-11-02T{:02}:{:02}:{:02}Z",)"
        R"("eventSource":"{}.amazonaws.com","eventName":"{}","awsRegion":"eu-west-1",)"
        R"("sourceIPAddress":"{}","userAgent":"{}",{}"requestParameters":{},)"
        R"("responseElements":null,"eventID":"00000000-0000-4000-8000-{:012}","readOnly":{},)"
        R"("eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",)"
        R"("eventCategory":"Management"}})",
        caller.identity, 9 + seconds / 3600, seconds / 60 % 60, seconds % 60, call.service,
        call.name, caller.address, caller.agent,
        call.error.empty() ? ""
                           : R"("errorCode":")" + call.error + R"(","errorMessage":"refused",)",
        call.request, i, is_read));
  }
  return records;
}

// What reads a whole account: many services, many calls.
std::vector<Call> inventory(const std::string& error) {
  std::vector<Call> calls;
  const std::pair<const char*, std::vector<const char*>> services[] = {
      {"ec2",
       {"DescribeInstances", "DescribeVolumes", "DescribeSnapshots", "DescribeSecurityGroups",
        "DescribeVpcs", "DescribeSubnets", "DescribeRouteTables", "DescribeNetworkAcls",
        "DescribeAddresses", "DescribeFlowLogs", "DescribeImages", "DescribeRegions"}},
      {"iam",
       {"ListUsers", "ListRoles", "ListPolicies", "GetAccountSummary", "ListAccessKeys",
        "GetAccountPasswordPolicy", "ListGroups", "GetCredentialReport", "ListMFADevices"}},
      {"s3", {"ListBuckets", "GetBucketAcl", "GetBucketPolicy", "GetBucketVersioning"}},
      {"rds", {"DescribeDBInstances", "DescribeDBClusters", "DescribeDBSnapshots"}},
      {"lambda", {"ListFunctions20150331", "GetFunction20150331v2", "GetPolicy20150331v2"}},
      {"kms", {"ListKeys", "DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus"}},
      {"cloudtrail", {"DescribeTrails", "GetTrailStatus", "GetEventSelectors"}},
      {"guardduty", {"ListDetectors", "GetDetector"}},
      {"config", {"DescribeConfigurationRecorders", "DescribeConfigurationRecorderStatus"}},
      {"logs", {"DescribeLogGroups", "DescribeMetricFilters"}},
      {"elasticloadbalancing", {"DescribeLoadBalancers", "DescribeListeners"}},
      {"dynamodb", {"ListTables", "DescribeTable"}},
      {"secretsmanager", {"ListSecrets", "DescribeSecret"}},
      {"ecs", {"ListClusters", "DescribeClusters"}},
      {"eks", {"ListClusters", "DescribeCluster"}},
      {"sns", {"ListTopics", "GetTopicAttributes"}},
      {"sqs", {"ListQueues", "GetQueueAttributes"}}};
  for (const auto& [service, names] : services) {
    for (const char* name : names) calls.push_back({service, name, "null", error});
  }
  return calls;
}

// What a plan reads again: all that it manages, and nothing that it does not.
std::vector<Call> plan() {
  std::vector<Call> calls = inventory("");
  std::erase_if(calls, [](const Call& call) { return call.service == "iam"; });
  for (const char* name :
       {"GetRole", "GetRolePolicy", "ListRolePolicies", "ListAttachedRolePolicies",
        "ListInstanceProfilesForRole", "GetPolicy", "GetPolicyVersion", "GetInstanceProfile"}) {
    for (int i = 0; i < 5; ++i) calls.push_back({"iam", name});
  }
  return calls;
}

struct Noise {
  std::string name;
  std::vector<std::string> records;
};

std::vector<Noise> ordinary_days() {
  std::vector<Noise> days;
  const auto add = [&](std::string name, const Caller& caller, const std::vector<Call>& calls) {
    days.push_back({std::move(name), records_of(caller, calls)});
  };
  const std::string put =
      R"({"bucketName":"example-flow-logs","key":"AWSLogs/111122223333/vpcflowlogs/x.gz"})";
  add("delivery of logs", service("cloudtrail.amazonaws.com"),
      std::vector<Call>(60, {"s3", "GetBucketAcl", R"({"bucketName":"example-audit-archive"})"}));
  add("delivery of logs to a bucket that refuses them", service("delivery.logs.amazonaws.com"),
      std::vector<Call>(200, {"s3", "PutObject", put, "AccessDenied"}));
  const Caller config =
      session("AWSServiceRoleForConfig", "configLambdaExecution", "", "", "config.amazonaws.com");
  add("AWS Config", config, inventory(""));
  add("AWS Config where it is refused", config, inventory("AccessDenied"));
  const Caller advisor = session("AWSServiceRoleForTrustedAdvisor", "TrustedAdvisor_111122223333_0",
                                 "", "", "trustedadvisor.amazonaws.com");
  add("Trusted Advisor", advisor, inventory(""));
  add("Trusted Advisor where it is refused", advisor, inventory("AccessDenied"));
  add("a stack of CloudFormation",
      session("Deployment", "pipeline", "", "", "cloudformation.amazonaws.com"),
      {{"iam", "CreateRole", R"({"roleName":"orders-role","path":"/"})"},
       {"iam", "PutRolePolicy",
        R"({"roleName":"orders-role","policyName":"read","policyDocument":"{\"Version\":)"
        R"(\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",)"
        R"(\"Resource\":\"arn:aws:dynamodb:eu-west-1:111122223333:table/orders\"}]}"})"},
       {"lambda", "CreateFunction20150331", R"({"functionName":"orders"})"},
       {"lambda", "UpdateFunctionCode20150331v2", R"({"functionName":"orders"})"},
       {"ec2", "CreateSecurityGroup", R"({"groupName":"orders","vpcId":"vpc-0a"})"},
       {"ec2", "AuthorizeSecurityGroupIngress",
        R"({"groupId":"sg-0a","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":443,)"
        R"("toPort":443,"ipRanges":{"items":[{"cidrIp":"10.0.0.0/8"}]}}]}})"},
       {"s3", "CreateBucket", R"({"bucketName":"orders-artefacts"})"},
       {"s3", "PutBucketPublicAccessBlock",
        R"({"bucketName":"orders-artefacts","PublicAccessBlockConfiguration":)"
        R"({"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,)"
        R"("RestrictPublicBuckets":true}})"},
       {"sqs", "CreateQueue", R"({"queueName":"orders"})"}});
  const Caller terraform =
      session("deploy-shop", "GitHubActions", "198.18.9.9",
              "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) "
              "terraform-provider-aws/5.76.0 (+https://registry.terraform.io)");
  add("a plan of Terraform", terraform, plan());
  std::vector<Call> missing;
  for (int i = 0; i < 60; ++i) {
    missing.push_back({"s3", "GetBucketPolicy", R"({"bucketName":"orders-artefacts"})",
                       i % 2 == 0 ? "NoSuchBucketPolicy" : "NoSuchTagSet"});
  }
  add("what Terraform asks of what is not there", terraform, missing);
  return days;
}

TEST(OrdinaryActivity, GivesNoFindingThatAnybodyMustLookAt) {
  const std::vector<Noise> days = ordinary_days();
  for (const Site& site : {configured_site(), inferring_site(), bare_site()}) {
    const RuleRunner runner(all_rules(), site);
    for (const Noise& noise : days) {
      for (const detect::Finding& finding :
           runner.findings_of(noise.records, detect::Grouping::kBehaviour)) {
        EXPECT_LT(finding.level, sigma::Level::kMedium)
            << noise.name << " at a site with " << site.name << ": " << finding.rule_name;
      }
    }
  }
}

TEST(OrdinaryActivity, OfAuditorsIsOrdinaryWhereTheyAreKnown) {
  const Site site = configured_site();
  const RuleRunner runner(all_rules(), site);
  const Caller auditor = session("SecurityAudit", "scan", "198.18.9.10", "aws-sdk-go-v2/1.30");
  for (const char* error : {"", "AccessDenied"}) {
    for (const detect::Finding& finding :
         runner.findings_of(records_of(auditor, inventory(error)), detect::Grouping::kBehaviour)) {
      EXPECT_LT(finding.level, sigma::Level::kMedium) << error << " " << finding.rule_name;
    }
  }
}

// The same calls by somebody else are what the rules are for.
TEST(OrdinaryActivity, IsToldFromThatOfAStranger) {
  const Site site = configured_site();
  const RuleRunner runner(all_rules(), site);
  const Caller stranger = session("web-server", "i-0abcdef1234567890", "203.0.113.200", "curl/8.5");
  for (const char* error : {"", "AccessDenied"}) {
    std::vector<std::string> grave;
    for (const detect::Finding& finding :
         runner.findings_of(records_of(stranger, inventory(error)), detect::Grouping::kBehaviour)) {
      if (finding.level >= sigma::Level::kMedium) grave.push_back(finding.rule_name);
    }
    EXPECT_THAT(grave, ::testing::Not(IsEmpty())) << error;
  }
}

}  // namespace
}  // namespace trailsift::testing
