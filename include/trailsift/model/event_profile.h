// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "trailsift/model/event.h"
#include "trailsift/model/field.h"

// The profile of an event: who made which call, from where, with what client, and how it ended. Not
// in it are what the call was about, what it gave back, and the time and ids, in which nearly every
// event differs. Most events of an account have the profile of an earlier one, so that what follows
// from a profile alone need not be worked out anew for each of them.
//
// It has two parts, the caller and the call, because there are many times fewer of each than of
// both together.
namespace trailsift {

// Fields of a record that make up the caller. Those inside userIdentity come with it.
inline constexpr std::array kCallerFields = {Field::kUserIdentity, Field::kSourceIPAddress,
                                             Field::kUserAgent, Field::kRecipientAccountId,
                                             Field::kVpcEndpointId};

// Fields of a record that make up the call, with its outcome.
inline constexpr std::array kCallFields = {
    Field::kEventSource,     Field::kEventName,   Field::kAwsRegion,     Field::kErrorCode,
    Field::kErrorMessage,    Field::kEventType,   Field::kEventCategory, Field::kReadOnly,
    Field::kManagementEvent, Field::kEventVersion};

// Derived fields that need more than the profile.
inline constexpr std::array kContentDerivedFields = {
    Field::kDerivedMintedCredential, Field::kDerivedPolicyGrant, Field::kDerivedPolicyAccount};

// Derived fields that follow from the caller, but for those that derive_for_routing() fills.
inline constexpr std::array kCallerDerivedFields = {
    Field::kDerivedActor,       Field::kDerivedPrincipal,       Field::kDerivedSession,
    Field::kDerivedCredential,  Field::kDerivedCredentialKind,  Field::kDerivedSourceNetwork,
    Field::kDerivedSourceScope, Field::kDerivedUserAgentFamily, Field::kDerivedClient};

[[nodiscard]] constexpr bool is_content_derived(Field field) {
  return std::find(kContentDerivedFields.begin(), kContentDerivedFields.end(), field) !=
         kContentDerivedFields.end();
}

enum class ProfilePart : std::uint8_t { kNone, kCaller, kCall, kBoth };

// The part, or parts, of a profile that decide about the value of a field; kNone: they do not.
[[nodiscard]] constexpr ProfilePart profile_part_of(Field field) {
  const auto is_in = [field](const auto& fields) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
  };
  if (field == Field::kDerivedCaller) return ProfilePart::kBoth;
  if (field == Field::kDerivedOutcome || field == Field::kDerivedWrite) return ProfilePart::kCall;
  if (is_content_derived(field)) return ProfilePart::kNone;
  if (field >= Field::kIdentityType || is_in(kCallerFields)) return ProfilePart::kCaller;
  return is_in(kCallFields) ? ProfilePart::kCall : ProfilePart::kNone;
}

// True when events of one profile have the same value there.
[[nodiscard]] constexpr bool is_profile_field(Field field) {
  return profile_part_of(field) != ProfilePart::kNone;
}

struct ProfileBytes {
  std::string_view caller;
  std::string_view call;
};

// Bytes that are the same for two events if and only if they agree in every field of the part, and
// for the call in their outcome. They stand in `buffer`, which is made longer where that is needed,
// and are valid as long as it is left alone. Precondition: derive_for_routing() has been called.
[[nodiscard]] ProfileBytes write_profile(const Event& event, std::string& buffer);

}  // namespace trailsift
