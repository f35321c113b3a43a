// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/field.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "trailsift/base/ascii.h"

namespace trailsift {
namespace {

constexpr std::array<FieldInfo, kFieldCount> kFields = {{
    {Field::kEventVersion, "eventVersion", "version of the record's format"},
    {Field::kEventTime, "eventTime", "when the call was completed, UTC"},
    {Field::kEventSource, "eventSource", "the service that was called"},
    {Field::kEventName, "eventName", "the API call"},
    {Field::kAwsRegion, "awsRegion", "the region that was called"},
    {Field::kSourceIPAddress, "sourceIPAddress", "the caller's address, or a service's DNS name"},
    {Field::kUserAgent, "userAgent", "the caller's client"},
    {Field::kErrorCode, "errorCode", "why the call failed; absent when it did not"},
    {Field::kErrorMessage, "errorMessage", "the same in words"},
    {Field::kRequestID, "requestID", "the service's id of the request"},
    {Field::kEventID, "eventID", "the id of the event; duplicates share it"},
    {Field::kEventType, "eventType", "AwsApiCall, AwsConsoleSignIn, AwsServiceEvent, …"},
    {Field::kEventCategory, "eventCategory", "Management, Data, Insight, NetworkActivity"},
    {Field::kRecipientAccountId, "recipientAccountId", "the account that received the event"},
    {Field::kSharedEventID, "sharedEventID", "joins the copies that two accounts receive"},
    {Field::kVpcEndpointId, "vpcEndpointId", "the VPC endpoint the call came through"},
    {Field::kReadOnly, "readOnly", "CloudTrail's own opinion; unreliable, see derived.write"},
    {Field::kManagementEvent, "managementEvent", "true for a management event"},
    {Field::kUserIdentity, "userIdentity", "who called (an object)"},
    {Field::kRequestParameters, "requestParameters", "what was asked for (an object)"},
    {Field::kResponseElements, "responseElements", "what a changing call gave back (an object)"},
    {Field::kAdditionalEventData, "additionalEventData", "more, by service (an object)"},
    {Field::kResources, "resources", "what was touched (a list of objects)"},
    {Field::kServiceEventDetails, "serviceEventDetails", "what a service event says (an object)"},
    {Field::kIdentityType, "userIdentity.type", "Root, IAMUser, AssumedRole, AWSService, …"},
    {Field::kIdentityPrincipalId, "userIdentity.principalId", "the caller's unique id"},
    {Field::kIdentityArn, "userIdentity.arn", "the caller's ARN"},
    {Field::kIdentityAccountId, "userIdentity.accountId", "the caller's account"},
    {Field::kIdentityAccessKeyId, "userIdentity.accessKeyId", "the key that signed the call"},
    {Field::kIdentityUserName, "userIdentity.userName", "the caller's name"},
    {Field::kIdentityInvokedBy, "userIdentity.invokedBy", "the AWS service that made the call"},
    {Field::kIdentitySessionContext, "userIdentity.sessionContext",
     "about temporary credentials (an object)"},
    {Field::kDerivedActor, "derived.actor",
     "who stands behind the call: the role's ARN for a role session, the user's ARN, "
     "root:<account>, identity-center:<user id>, the calling service, account:<id> for a foreign "
     "account, or anonymous"},
    {Field::kDerivedPrincipal, "derived.principal",
     "the same, but the session's own ARN for a role of IAM Identity Center, which many people "
     "share: the session is named after the person"},
    {Field::kDerivedSession, "derived.session",
     "the role session's name; an instance id where EC2 took the role, a function name where "
     "Lambda did"},
    {Field::kDerivedCredential, "derived.credential", "the access key id"},
    {Field::kDerivedCredentialKind, "derived.credentialKind",
     "long-term (AKIA…) or temporary (ASIA…)"},
    {Field::kDerivedAccount, "derived.account",
     "recipientAccountId, else userIdentity.accountId, else the session issuer's account"},
    {Field::kDerivedCaller, "derived.caller",
     "service when AWS itself acts, console for the AWS console, else user"},
    {Field::kDerivedSourceNetwork, "derived.sourceNetwork",
     "the address's /24 (IPv4) or /48 (IPv6); absent for service names"},
    {Field::kDerivedSourceScope, "derived.sourceScope",
     "public or private, by the address; absent for service names"},
    {Field::kDerivedUserAgentFamily, "derived.userAgentFamily",
     "the client's product without versions and build details"},
    {Field::kDerivedClient, "derived.client",
     "the same, with the kind of browser and the operating system: aws-cli on macOS"},
    {Field::kDerivedOutcome, "derived.outcome",
     "success, denied (authorisation), unauthenticated (bad or expired credential) or failed"},
    {Field::kDerivedWrite, "derived.write",
     "true when the call changes something, judged by its name"},
    {Field::kDerivedMintedCredential, "derived.mintedCredential",
     "the access key id of the key or session that the call gave out"},
    {Field::kDerivedPolicyGrant, "derived.policyGrant",
     "what policy documents in the request allow (a list): everything, everything-conditional, "
     "public, public-conditional, other-account, federated"},
    {Field::kDerivedPolicyAccount, "derived.policyAccount",
     "the other accounts that policy documents in the request let in (a list)"},
}};

std::unordered_map<std::string_view, const FieldInfo*> fields_by_path() {
  std::unordered_map<std::string_view, const FieldInfo*> fields;
  for (const FieldInfo& info : kFields) fields.emplace(info.path, &info);
  return fields;
}

// The longest field whose path is `name` or the beginning of it up to a dot.
const FieldInfo* longest_match(std::string_view name) {
  static const std::unordered_map<std::string_view, const FieldInfo*> fields = fields_by_path();
  for (;;) {
    if (const auto field = fields.find(name); field != fields.end()) return field->second;
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    name = name.substr(0, dot);
  }
}

// Keys of a record and of userIdentity that an Event does not hold, but finds when asked.
constexpr std::array<std::string_view, 15> kOtherFields = {
    "addendum",
    "apiVersion",
    "edgeDeviceDetails",
    "eventContext",
    "insightDetails",
    "insightSource",
    "sessionCredentialFromConsole",
    "tlsDetails",
    "vpcEndpointAccountId",
    "userIdentity.credentialId",
    "userIdentity.delegatedBy",
    "userIdentity.identityProvider",
    "userIdentity.inScopeOf",
    "userIdentity.onBehalfOf",
    "userIdentity.webIdFederationData",
};

// Those whose values are objects or lists of them, about whose inside nothing is known.
constexpr std::array<std::string_view, 13> kOpenFields = {
    "addendum",
    "additionalEventData",
    "edgeDeviceDetails",
    "eventContext",
    "insightDetails",
    "requestParameters",
    "resources",
    "responseElements",
    "serviceEventDetails",
    "tlsDetails",
    "userIdentity.sessionContext",
    "userIdentity.inScopeOf",
    "userIdentity.onBehalfOf",
};

std::vector<std::string> known_fields() {
  std::vector<std::string> names(kOtherFields.begin(), kOtherFields.end());
  for (const FieldInfo& info : kFields) names.emplace_back(info.path);
  return names;
}

}  // namespace

bool is_known_field(std::string_view name) {
  const bool open =
      std::any_of(kOpenFields.begin(), kOpenFields.end(), [&](std::string_view field) {
        return name.starts_with(field) && name.substr(field.size()).starts_with('.');
      });
  const auto is_name = [&](const FieldInfo& info) { return info.path == name; };
  return open || std::any_of(kFields.begin(), kFields.end(), is_name) ||
         is_one_of(name, kOtherFields);
}

std::optional<std::string> nearest_field(std::string_view name) {
  const std::vector<std::string> names = known_fields();
  return nearest_word(name, names);
}

std::span<const FieldInfo, kFieldCount> field_table() { return kFields; }

FieldPath resolve_field(std::string_view name) {
  FieldPath path;
  path.name = name;
  const FieldInfo* info = longest_match(name);
  if (info == nullptr) {
    path.rest = name;
    return path;
  }
  path.has_root = true;
  path.root = info->field;
  if (name.size() > info->path.size()) path.rest = name.substr(info->path.size() + 1);
  return path;
}

}  // namespace trailsift
