// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// How names begin or end that AWS gives, by which its own roles and services are known.
namespace trailsift {

// Of the roles that IAM Identity Center makes for permission sets: IAM Identity Center user guide,
// "Referencing permission sets in resource policies".
inline constexpr std::string_view kIdentityCenterRolePrefix = "AWSReservedSSO_";

// Of the DNS names of services, which are also what they are called as callers and as the source of
// an event: AWS CloudTrail User Guide, "CloudTrail record contents", eventSource, sourceIPAddress.
inline constexpr std::string_view kServiceSuffix = ".amazonaws.com";

// Of access keys of users and of root, and of those of sessions: IAM User Guide, "IAM identifiers",
// "Unique identifiers".
inline constexpr std::string_view kLongTermKeyPrefix = "AKIA";
inline constexpr std::string_view kTemporaryKeyPrefix = "ASIA";

}  // namespace trailsift
