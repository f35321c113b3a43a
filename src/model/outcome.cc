// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string_view>

#include "trailsift/base/ascii.h"
#include "trailsift/model/derived.h"

namespace trailsift {
namespace {

// Formats page, section B.3. What a pattern below covers is not listed.
constexpr auto kDenied = std::to_array<std::string_view>(
    {"UnauthorizedException", "VpceAccessDenied", "Client.OperationNotPermitted",
     "AuthorizationError", "AuthFailure", "AuthorizationErrorException", "Client.AuthFailure",
     "UnauthorizedAccess", "AllAccessDisabled"});

constexpr auto kUnauthenticated = std::to_array<std::string_view>(
    {"InvalidClientTokenId", "CloudTrailInvalidClientTokenIdException",
     "UnrecognizedClientException", "InvalidAccessKeyId", "SignatureDoesNotMatch",
     "IncompleteSignature", "MissingAuthenticationToken", "ExpiredToken", "ExpiredTokenException",
     "RequestExpired"});

}  // namespace

std::string_view to_string(Outcome outcome) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"success", "denied", "unauthenticated", "failed"});
  return kNames[static_cast<std::size_t>(outcome)];
}

std::string_view to_string(Caller caller) {
  constexpr auto kNames = std::to_array<std::string_view>({"user", "service", "console"});
  return kNames[static_cast<std::size_t>(caller)];
}

Outcome classify_error(std::string_view error_code) {
  if (error_code.empty() || error_code == "Client.DryRunOperation" ||
      error_code == "DryRunOperation") {
    return Outcome::kSuccess;
  }
  if (error_code.starts_with("AccessDenied") || error_code.ends_with("UnauthorizedOperation") ||
      is_one_of(error_code, kDenied)) {
    return Outcome::kDenied;
  }
  return is_one_of(error_code, kUnauthenticated) ? Outcome::kUnauthenticated : Outcome::kFailed;
}

}  // namespace trailsift
