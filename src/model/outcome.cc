// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

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

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& list, std::string_view code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

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
      holds(kDenied, error_code)) {
    return Outcome::kDenied;
  }
  return holds(kUnauthenticated, error_code) ? Outcome::kUnauthenticated : Outcome::kFailed;
}

}  // namespace trailsift
