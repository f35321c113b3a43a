// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "trailsift/model/event.h"
#include "trailsift/model/field.h"

// The profile of an event: who made which call, from where, with what client, and how it ended. Not
// in it are what the call was about, what it gave back, and the time and ids, in which nearly every
// event differs. Most events of an account have the profile of an earlier one, so that what follows
// from a profile alone need not be worked out anew for each of them.
namespace trailsift {

// Fields of a record that make up its profile. Those inside userIdentity come with it.
inline constexpr std::array kProfileFields = {
    Field::kUserIdentity,  Field::kEventSource,        Field::kEventName,
    Field::kAwsRegion,     Field::kSourceIPAddress,    Field::kUserAgent,
    Field::kErrorCode,     Field::kErrorMessage,       Field::kEventType,
    Field::kEventCategory, Field::kRecipientAccountId, Field::kVpcEndpointId,
    Field::kReadOnly,      Field::kManagementEvent,    Field::kEventVersion,
};

// Derived fields that need more than the profile.
inline constexpr std::array kContentDerivedFields = {
    Field::kDerivedMintedCredential, Field::kDerivedPolicyGrant, Field::kDerivedPolicyAccount};

// Derived fields that follow from the profile, but for those that derive_for_routing() fills.
inline constexpr std::array kProfileDerivedFields = {
    Field::kDerivedActor,          Field::kDerivedSession,         Field::kDerivedCredential,
    Field::kDerivedCredentialKind, Field::kDerivedCaller,          Field::kDerivedSourceNetwork,
    Field::kDerivedSourceScope,    Field::kDerivedUserAgentFamily, Field::kDerivedWrite};

[[nodiscard]] constexpr bool is_content_derived(Field field) {
  return std::find(kContentDerivedFields.begin(), kContentDerivedFields.end(), field) !=
         kContentDerivedFields.end();
}

// True when events of one profile have the same value there.
[[nodiscard]] constexpr bool is_profile_field(Field field) {
  if (field >= Field::kIdentityType) return !is_content_derived(field);
  return std::find(kProfileFields.begin(), kProfileFields.end(), field) != kProfileFields.end();
}

// Bytes that are the same for two events if and only if they agree in every profile field and in
// their outcome. They stand in `buffer`, which is made longer where that is needed, and are valid
// as long as it is left alone. Precondition: derive_for_routing() has been called.
[[nodiscard]] std::string_view write_profile(const Event& event, std::string& buffer);

}  // namespace trailsift
