// SPDX-License-Identifier: Apache-2.0
#include "rule_mix/vocabulary.h"

#include <cstdint>
#include <iterator>

namespace rule_mix {
namespace {

using corpus::Random;
using Names = std::string_view[];

constexpr Names kIam = {"GroupPolicy",       "RolePermissionsBoundary", "SAMLProvider",
                        "ServerCertificate", "OpenIDConnectProvider",   "SSHPublicKey",
                        "AccountAlias",      "SigningCertificate"};
constexpr Names kEc2 = {
    "TransitGateway",  "VpcPeeringConnection", "FlowLogs",   "ClientVpnEndpoint",
    "NetworkAclEntry", "TrafficMirrorSession", "PrefixList", "VpnGateway"};
constexpr Names kS3 = {"BucketPolicy",           "BucketLogging",     "BucketReplication",
                       "BucketWebsite",          "AccessPointPolicy", "BucketLifecycle",
                       "ObjectLockConfiguration"};
constexpr Names kKms = {"Grant", "KeyPolicy", "CustomKeyStore", "Alias", "KeyRotation"};
constexpr Names kRds = {"DBSnapshot", "DBCluster", "OptionGroup", "DBParameterGroup", "DBProxy"};
constexpr Names kLambda = {"EventSourceMapping", "LayerVersion", "FunctionUrlConfig",
                           "CodeSigning"};
constexpr Names kGuardDuty = {"Detector", "PublishingDestination", "ThreatIntelSet", "Members",
                              "IPSet"};
constexpr Names kConfig = {"ConfigurationRecorder", "DeliveryChannel", "ConfigRule",
                           "ConformancePack", "RetentionConfiguration"};
constexpr Names kLogs = {"ResourcePolicy", "SubscriptionFilter", "MetricFilter", "RetentionPolicy"};
constexpr Names kEks = {"Cluster", "Nodegroup", "AccessEntry", "FargateProfile", "Addon"};
constexpr Names kEcr = {"RepositoryPolicy", "LifecyclePolicy", "PullThroughCacheRule",
                        "ReplicationConfiguration"};
constexpr Names kRoute53 = {"HostedZone", "HealthCheck", "QueryLoggingConfig", "KeySigningKey"};
constexpr Names kRoute53Domains = {"DomainTransferLock", "DomainContact", "DomainNameservers"};
constexpr Names kOrganizations = {"Policy", "DelegatedAdministrator", "OrganizationalUnit",
                                  "Handshake"};
constexpr Names kSso = {"PermissionSet", "AccountAssignment", "TrustedTokenIssuer",
                        "ManagedPolicyFromPermissionSet"};
constexpr Names kWaf = {"WebACL", "RuleGroup", "RegexPatternSet", "LoggingConfiguration"};
constexpr Names kSecrets = {"SecretVersionStage", "SecretReplication", "SecretRotation"};
constexpr Names kSsm = {"Document", "MaintenanceWindow", "PatchBaseline", "Activation"};
constexpr Names kEfs = {"FileSystem", "MountTarget", "FileSystemPolicy", "BackupPolicy"};
constexpr Names kBackup = {"BackupVault", "RecoveryPoint", "BackupVaultAccessPolicy", "BackupPlan"};
constexpr Names kSes = {"EmailIdentity", "ConfigurationSet", "ReceiptRule", "DedicatedIpPool"};
constexpr Names kGlue = {"DevEndpoint", "SecurityConfiguration", "Connection", "Crawler"};

constexpr Service kServices[] = {
    {"iam", kIam},
    {"ec2", kEc2},
    {"s3", kS3},
    {"kms", kKms},
    {"rds", kRds},
    {"lambda", kLambda},
    {"guardduty", kGuardDuty},
    {"config", kConfig},
    {"logs", kLogs},
    {"eks", kEks},
    {"ecr", kEcr},
    {"route53", kRoute53},
    {"route53domains", kRoute53Domains},
    {"organizations", kOrganizations},
    {"sso", kSso},
    {"wafv2", kWaf},
    {"secretsmanager", kSecrets},
    {"ssm", kSsm},
    {"elasticfilesystem", kEfs},
    {"backup", kBackup},
    {"ses", kSes},
    {"glue", kGlue},
};

constexpr std::string_view kVerbs[] = {
    "Create",    "Delete",       "Update",  "Put",     "Attach", "Detach",
    "Associate", "Disassociate", "Disable", "Modify",  "Remove", "Accept",
    "Stop",      "Deregister",   "Import",  "Restore", "Revoke", "Authorize"};

constexpr std::string_view kSyllables[] = {"vor", "zik", "qua", "ple", "dro", "mux", "yth", "gob",
                                           "fen", "jax", "wub", "kri", "zol", "tep", "hux", "vyn"};

constexpr std::string_view kErrors[] = {
    "MalformedPolicyDocument", "LimitExceededException", "KMSInvalidStateException",
    "InvalidUserID.NotFound",  "VcpuLimitExceeded",      "ExpiredTokenException",
    "InvalidClientTokenId",    "PendingVerification",    "BucketNotEmpty"};

}  // namespace

const Service& some_service(Random& random) {
  return kServices[random.below(std::size(kServices))];
}

std::string some_call(Random& random, const Service& service) {
  std::string call(one_of(random, kVerbs));
  return call += one_of(random, service.nouns);
}

std::string invented_name(Random& random) {
  std::string name;
  for (int i = 0; i < 3; ++i) name += one_of(random, kSyllables);
  return name;
}

std::string some_error(Random& random) { return std::string(one_of(random, kErrors)); }

std::string invented_uuid(Random& random) {
  std::string id = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
  for (char& c : id) {
    if (c == 'x') c = "0123456789abcdef"[random.below(16)];
  }
  return id;
}

}  // namespace rule_mix
