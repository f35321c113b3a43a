// SPDX-License-Identifier: Apache-2.0
#include "corpus/event_table.h"

// Calls that planted incidents and the clean-up after them make. ${0} to ${3} are the incident's
// own names.
namespace corpus {
namespace {

constexpr std::string_view kRuleAnswer =
    R"({"requestId":"${uuid}","_return":true,"securityGroupRuleSet":{"items":[{"groupOwnerId":"${account}","groupId":"${securitygroup}","securityGroupRuleId":"sgr-0${hex:16}","isEgress":false,"ipProtocol":"tcp"}]}})";

constexpr EventRow kAttackEvents[] = {
    {"iam", "CreateUser", false, R"({"userName":"${0}"})",
     R"({"user":{"path":"/","userName":"${0}","userId":"AIDA${upper:16}","arn":"arn:aws:iam::${account}:user/${0}","createDate":"${english}"}})"},
    {"iam", "CreateAccessKey", false, R"({"userName":"${0}"})",
     R"({"accessKey":{"userName":"${0}","accessKeyId":"${1}","status":"Active","createDate":"${english}"}})"},
    {"iam", "CreateLoginProfile", false, R"({"userName":"${0}","passwordResetRequired":false})",
     R"({"loginProfile":{"userName":"${0}","createDate":"${english}","passwordResetRequired":false}})"},
    {"iam", "AttachUserPolicy", false,
     R"({"userName":"${0}","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"})"},
    {"iam", "ListAccessKeys", true, R"({"userName":"${0}"})"},
    {"iam", "ListAttachedUserPolicies", true, R"({"userName":"${0}"})"},
    {"iam", "GetAccountAuthorizationDetails", true},
    {"sts", "AssumeRole/target", true,
     R"({"roleArn":"arn:aws:iam::${account}:role/${0}","roleSessionName":"${1}","durationSeconds":3600})",
     R"({"credentials":{"accessKeyId":"${2}","sessionToken":"${token}","expiration":"${expiry}"},"assumedRoleUser":{"assumedRoleId":"${3}:${1}","arn":"arn:aws:sts::${account}:assumed-role/${0}/${1}"}})",
     R"({"accountId":"${account}","type":"AWS::IAM::Role","ARN":"arn:aws:iam::${account}:role/${0}"})"},
    {"cloudtrail", "StopLogging", false,
     R"({"name":"arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}"})"},
    {"cloudtrail", "StartLogging", false,
     R"({"name":"arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}"})"},
    {"cloudtrail", "PutEventSelectors/everything", false,
     R"({"trailName":"${trail}","eventSelectors":[{"readWriteType":"All","includeManagementEvents":true,"dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3"]}],"excludeManagementEventSources":[]}]})",
     R"({"trailARN":"arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}","eventSelectors":[{"readWriteType":"All","includeManagementEvents":true,"dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3"]}],"excludeManagementEventSources":[]}]})"},
    {"iam", "UpdateAccessKey/inactive", false,
     R"({"userName":"${0}","accessKeyId":"${1}","status":"Inactive"})"},
    {"cloudtrail", "DeleteTrail", false, R"({"name":"${trail}"})"},
    {"cloudtrail", "UpdateTrail/narrow", false,
     R"({"name":"${trail}","includeGlobalServiceEvents":false,"isMultiRegionTrail":false,"enableLogFileValidation":false})",
     R"({"name":"${trail}","s3BucketName":"${bucket}","includeGlobalServiceEvents":false,"isMultiRegionTrail":false,"trailARN":"arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}","logFileValidationEnabled":false,"isOrganizationTrail":false})"},
    {"cloudtrail", "PutEventSelectors/narrow", false,
     R"({"trailName":"${trail}","eventSelectors":[{"readWriteType":"ReadOnly","includeManagementEvents":false,"dataResources":[],"excludeManagementEventSources":[]}]})",
     R"({"trailARN":"arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}","eventSelectors":[{"readWriteType":"ReadOnly","includeManagementEvents":false,"dataResources":[],"excludeManagementEventSources":[]}]})"},
    {"cloudtrail", "PutEventSelectors/advanced", false,
     R"({"trailName":"${trail}","advancedEventSelectors":[{"name":"Only objects","fieldSelectors":[{"field":"eventCategory","equals":["Data"]},{"field":"resources.type","equals":["AWS::S3::Object"]},{"field":"readOnly","equals":["true"]}]}]})",
     R"({"trailARN":"arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}","advancedEventSelectors":[{"name":"Only objects","fieldSelectors":[{"field":"eventCategory","equals":["Data"]},{"field":"resources.type","equals":["AWS::S3::Object"]},{"field":"readOnly","equals":["true"]}]}]})"},
    {"ec2", "AuthorizeSecurityGroupIngress/world4", false,
     R"({"groupId":"${securitygroup}","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":${0},"toPort":${0},"groups":{},"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]},"ipv6Ranges":{},"prefixListIds":{}}]}})",
     kRuleAnswer},
    {"ec2", "AuthorizeSecurityGroupIngress/world6", false,
     R"({"groupId":"${securitygroup}","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":${0},"toPort":${0},"groups":{},"ipRanges":{},"ipv6Ranges":{"items":[{"cidrIpv6":"::/0"}]},"prefixListIds":{}}]}})",
     kRuleAnswer},
    {"ec2", "AuthorizeSecurityGroupIngress/flat", false,
     R"({"groupId":"${securitygroup}","ipPermissions":{},"ipProtocol":"tcp","fromPort":${0},"toPort":${0},"cidrIp":"0.0.0.0/0"})",
     kRuleAnswer},
    {"ec2", "AuthorizeSecurityGroupIngress/all", false,
     R"({"groupId":"${securitygroup}","ipPermissions":{"items":[{"ipProtocol":"-1","groups":{},"ipRanges":{"items":[{"cidrIp":"10.0.0.0/8"},{"cidrIp":"0.0.0.0/0","description":"temporary"}]},"ipv6Ranges":{},"prefixListIds":{}}]}})",
     kRuleAnswer},
    {"ec2",
     "ModifySecurityGroupRules/world", false, R"({"ModifySecurityGroupRulesRequest":{"GroupId":"${securitygroup}","SecurityGroupRule":{"SecurityGroupRuleId":"sgr-0${hex:16}","tag":1,"SecurityGroupRule":{"IpProtocol":"tcp","FromPort":${0},"ToPort":${0},"CidrIpv4":"0.0.0.0/0"}}}})", R"({"ModifySecurityGroupRulesResponse":{"xmlns":"http://ec2.amazonaws.com/doc/2016-11-15/","return":true,"requestId":"${uuid}"}})"},
    {"ec2", "RunInstances/mining", false,
     R"({"instancesSet":{"items":[{"imageId":"ami-0${hex:16}","minCount":1,"maxCount":${1},"keyName":"${2}"}]},"instanceType":"${0}","blockDeviceMapping":{},"monitoring":{"enabled":false},"disableApiTermination":false,"disableApiStop":false,"userData":"<sensitiveDataRemoved>","clientToken":"${uuid}"})",
     R"({"requestId":"${uuid}","reservationId":"r-0${hex:16}","ownerId":"${account}","groupSet":{},"instancesSet":{"items":[${list:allocation:2:4}]}})"},
    {"ec2", "CreateKeyPair", false, R"({"keyName":"${0}","keyType":"rsa","keyFormat":"pem"})",
     R"({"requestId":"${uuid}","keyName":"${0}","keyFingerprint":"${hex:40}","keyPairId":"key-0${hex:16}","keyMaterial":"<sensitiveDataRemoved>"})"},
    {"ec2", "CreateSnapshot", false, R"({"volumeId":"${volume}"})",
     R"({"requestId":"${uuid}","snapshotId":"${snapshot}","volumeId":"${volume}","status":"pending","startTime":${epoch},"ownerId":"${account}","volumeSize":"200","encrypted":false,"tagSet":{}})"},
    {"ec2", "ModifySnapshotAttribute/share", false,
     R"({"snapshotId":"${snapshot}","createVolumePermission":{"add":{"items":[{"userId":"${0}"}]}},"attributeType":"CREATE_VOLUME_PERMISSION"})",
     R"({"requestId":"${uuid}","_return":true})"},
    {"ec2", "DescribeAccountAttributes", true, R"({"accountAttributeNameSet":{},"filterSet":{}})"},
    {"ses", "GetSendQuota", true},
    {"ses", "ListIdentities", true, R"({"maxItems":100})"},
    {"bedrock", "ListFoundationModels", true},
    {"servicequotas", "ListServiceQuotas", true, R"({"serviceCode":"ec2"})"},
    {"guardduty", "DeleteDetector", false, R"({"detectorId":"${hex:32}"})"},
    {"guardduty", "UpdateDetector/disable", false, R"({"detectorId":"${hex:32}","enable":false})"},
    {"config", "StopConfigurationRecorder", false, R"({"configurationRecorderName":"default"})"},
    {"securityhub", "DisableSecurityHub", false},
    {"signin", "ConsoleLogin/root", false, "", R"({"ConsoleLogin":"Success"})", "", Style::kSignIn,
     R"({"LoginTo":"https://console.aws.amazon.com/console/home?nc2=h_ct&state=hashArgs%23&isauthcode=true","MobileVersion":"No","MFAUsed":"No"})"},
};

}  // namespace

std::span<const EventRow> attack_events() { return kAttackEvents; }

}  // namespace corpus
