// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace trailsift {

// The fields of a CloudTrail record that an Event holds ready, and those that trailsift derives.
// Their paths, as rules spell them, stand in field.cc, and the keys that the walk over a record
// knows them by in record_keys.h. Facts: AWS CloudTrail User Guide, "CloudTrail record contents"
// and "CloudTrail userIdentity element".
enum class Field : std::uint8_t {
  // Top level, held as text.
  kEventVersion,
  kEventTime,
  kEventSource,
  kEventName,
  kAwsRegion,
  kSourceIPAddress,
  kUserAgent,
  kErrorCode,
  kErrorMessage,
  kRequestID,
  kEventID,
  kEventType,
  kEventCategory,
  kRecipientAccountId,
  kSharedEventID,
  kVpcEndpointId,
  kReadOnly,
  kManagementEvent,
  // Top level, held as raw JSON and opened only when asked.
  kUserIdentity,
  kRequestParameters,
  kResponseElements,
  kAdditionalEventData,
  kResources,
  kServiceEventDetails,
  // Inside userIdentity.
  kIdentityType,
  kIdentityPrincipalId,
  kIdentityArn,
  kIdentityAccountId,
  kIdentityAccessKeyId,
  kIdentityUserName,
  kIdentityInvokedBy,
  kIdentitySessionContext,
  // Derived; filled by derive(), see derived.h. docs/fields.md says what each holds.
  kDerivedActor,
  kDerivedPrincipal,
  kDerivedSession,
  kDerivedCredential,
  kDerivedCredentialKind,
  kDerivedAccount,
  kDerivedCaller,
  kDerivedSourceNetwork,
  kDerivedSourceScope,
  kDerivedUserAgentFamily,
  kDerivedClient,
  kDerivedOutcome,
  kDerivedWrite,
  kDerivedMintedCredential,
  kDerivedPolicyGrant,
  kDerivedPolicyAccount,
};

inline constexpr std::size_t kFieldCount = 48;
inline constexpr std::size_t kRecordFieldCount = 32;  // those before the derived ones

// A row of the table of fields.
struct FieldInfo {
  Field field;
  std::string_view path;         // as rules write it
  std::string_view description;  // one line, for docs
};

// Every field, in the order of the enum.
[[nodiscard]] std::span<const FieldInfo, kFieldCount> field_table();

// True when a record may hold a value there: the name begins with a key that CloudTrail writes and,
// where that key's value is an object, goes on in any way, as far as AWS says nothing of what is in
// it. Derived fields are known by their whole names.
[[nodiscard]] bool is_known_field(std::string_view name);

// The known field whose name is nearest, or nothing when none is near.
[[nodiscard]] std::optional<std::string> nearest_field(std::string_view name);

// How to reach what a rule names: a field that the Event holds, and the way on from there.
struct FieldPath {
  // True when the path starts at a field that the Event holds; else at the whole record.
  bool has_root = false;
  Field root = Field::kEventVersion;
  // What remains, dotted; empty when the root itself is meant. Keys that contain dots are found.
  std::string rest;
  // What the rule wrote.
  std::string name;
};

// Never fails: a name that no field of the table begins is looked up in the record as written.
// Names are case-sensitive, as JSON keys are.
[[nodiscard]] FieldPath resolve_field(std::string_view name);

}  // namespace trailsift
