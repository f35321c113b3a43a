// SPDX-License-Identifier: Apache-2.0
#include "corpus/event_table.h"

// Calls to IAM, STS, CloudTrail, Config, CloudWatch and the like.
namespace corpus {
namespace {

constexpr EventRow kControlEvents[] = {
    {"sts", "AssumeRole", true,
     R"({"roleArn":"arn:aws:iam::${account}:role/${role}","roleSessionName":"${word}-${hex:16}","durationSeconds":3600})",
     R"({"credentials":{"accessKeyId":"ASIA${upper:16}","sessionToken":"${token}","expiration":"${expiry}"},"assumedRoleUser":{"assumedRoleId":"AROA${upper:16}:${word}-${hex:16}","arn":"arn:aws:sts::${account}:assumed-role/${role}/${word}-${hex:16}"}})",
     R"({"accountId":"${account}","type":"AWS::IAM::Role","ARN":"arn:aws:iam::${account}:role/${role}"})"},
    {"sts", "AssumeRoleWithWebIdentity", true,
     R"({"roleArn":"arn:aws:iam::${account}:role/${role}","roleSessionName":"GitHubActions","durationSeconds":3600})",
     R"({"credentials":{"accessKeyId":"ASIA${upper:16}","sessionToken":"${token}","expiration":"${expiry}"},"subjectFromWebIdentityToken":"${name}","assumedRoleUser":{"assumedRoleId":"AROA${upper:16}:GitHubActions","arn":"arn:aws:sts::${account}:assumed-role/${role}/GitHubActions"},"provider":"arn:aws:iam::${account}:oidc-provider/${session}","audience":"sts.amazonaws.com"})",
     R"({"accountId":"${account}","type":"AWS::IAM::Role","ARN":"arn:aws:iam::${account}:role/${role}"})"},
    {"sts", "GetCallerIdentity", true},
    {"iam", "GetRole", true, R"({"roleName":"${role}"})"},
    {"iam", "GetRolePolicy", true, R"({"roleName":"${role}","policyName":"${word}-access"})"},
    {"iam", "ListRolePolicies", true, R"({"roleName":"${role}"})"},
    {"iam", "ListAttachedRolePolicies", true, R"({"roleName":"${role}"})"},
    {"iam", "GetPolicy", true, R"({"policyArn":"arn:aws:iam::${account}:policy/${word}-${word}"})"},
    {"iam", "GetPolicyVersion", true,
     R"({"policyArn":"arn:aws:iam::${account}:policy/${word}-${word}","versionId":"v${int:1:9}"})"},
    {"iam", "GetUser", true, R"({"userName":"${user}"})"},
    {"iam", "ListUsers", true, R"({"maxItems":1000})"},
    {"iam", "ListRoles", true, R"({"maxItems":1000})"},
    {"iam", "ListMFADevices", true, R"({"userName":"${user}"})"},
    {"iam", "GetAccountSummary", true},
    {"iam", "GetAccountPasswordPolicy", true},
    {"iam", "GetInstanceProfile", true, R"({"instanceProfileName":"${role}"})"},
    {"iam", "PutRolePolicy/scoped", false,
     R"({"roleName":"${role}","policyName":"${word}-access","policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[${list:statement:1:8}]}"})"},
    {"iam", "TagRole", false, R"({"roleName":"${role}","tags":[${list:tag:2:5}]})"},
    {"cloudtrail", "DescribeTrails", true, R"({"trailNameList":[],"includeShadowTrails":true})"},
    {"cloudtrail", "GetTrailStatus", true,
     R"({"name":"arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}"})"},
    {"cloudtrail", "LookupEvents", true,
     R"({"lookupAttributes":[{"attributeKey":"ResourceName","attributeValue":"${role}"}],"startTime":"${english}","maxResults":50})"},
    {"cloudtrail", "GetEventSelectors", true,
     R"({"trailName":"arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}"})"},
    {"config", "PutEvaluations", false,
     R"({"evaluations":[{"complianceResourceType":"AWS::IAM::Role","complianceResourceId":"AROA${upper:16}","complianceType":"COMPLIANT","orderingTimestamp":"${english}"}],"resultToken":"${base64:900}","testMode":false})",
     R"({"failedEvaluations":[]})"},
    {"config", "DescribeConfigurationRecorderStatus", true},
    {"config", "BatchGetResourceConfig", true,
     R"({"resourceKeys":[{"resourceType":"AWS::EC2::Instance","resourceId":"${instance}"},{"resourceType":"AWS::EC2::Volume","resourceId":"${volume}"}]})"},
    {"guardduty", "ListDetectors", true},
    {"guardduty", "GetFindingsStatistics", true,
     R"({"detectorId":"${hex:32}","findingStatisticTypes":["COUNT_BY_SEVERITY"]})"},
    {"securityhub", "GetFindings", true,
     R"({"filters":{"recordState":[{"value":"ACTIVE","comparison":"EQUALS"}],"updatedAt":[{"start":"${iso}","end":"${iso}"}]},"maxResults":100,"nextToken":"${base64:300:900}"})"},
    {"monitoring", "DescribeAlarms", true,
     R"({"alarmNamePrefix":"${word}-${word}","maxRecords":100})"},
    {"monitoring", "GetMetricData", true,
     R"({"startTime":"${english}","endTime":"${english}","scanBy":"TimestampDescending","metricDataQueries":[{"id":"m1","metricStat":{"metric":{"namespace":"AWS/EC2","metricName":"CPUUtilization","dimensions":[{"name":"InstanceId","value":"${instance}"}]},"period":300,"stat":"Average"}}]})",
     "", "", Style::kData},
    {"monitoring", "PutDashboard", false,
     R"({"dashboardName":"${word}-${word}","dashboardBody":"{\"widgets\":[${list:widget:4:60}]}"})",
     R"({"dashboardValidationMessages":[]})"},
    {"monitoring", "PutMetricData", false, R"({"metricData":[${list:metric:20:220}]})", "", "",
     Style::kData},
    {"health", "DescribeEventAggregates", true,
     R"({"aggregateField":"eventTypeCategory","filter":{"eventStatusCodes":["open","upcoming"],"startTimes":[{"from":"${english}"}]}})"},
    {"organizations", "DescribeOrganization", true},
    {"tagging", "GetResources", true,
     R"({"resourcesPerPage":100,"paginationToken":"${base64:200:1400}","tagFilters":[{"key":"service","values":["${word}"]}]})"},
    {"signin", "ConsoleLogin/mfa", false, "", R"({"ConsoleLogin":"Success"})", "", Style::kSignIn,
     R"({"LoginTo":"https://console.aws.amazon.com/console/home?region=us-east-1","MobileVersion":"No","MFAIdentifier":"arn:aws:iam::${account}:mfa/${name}","MFAUsed":"Yes"})"},
};

}  // namespace

std::span<const EventRow> control_events() { return kControlEvents; }

}  // namespace corpus
