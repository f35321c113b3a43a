// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/outcome.h"

#include <array>
#include <cstddef>

#include "trailsift/base/ascii.h"

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
