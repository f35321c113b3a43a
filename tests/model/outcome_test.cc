// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/outcome.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

TEST(Outcome, FollowsTheErrorCode) {
  const std::pair<const char*, Outcome> cases[] = {
      {"", Outcome::kSuccess},
      {"Client.DryRunOperation", Outcome::kSuccess},
      {"DryRunOperation", Outcome::kSuccess},
      {"AccessDenied", Outcome::kDenied},
      {"AccessDeniedException", Outcome::kDenied},
      {"Client.UnauthorizedOperation", Outcome::kDenied},
      {"UnauthorizedOperation", Outcome::kDenied},
      {"UnauthorizedException", Outcome::kDenied},
      {"VpceAccessDenied", Outcome::kDenied},
      {"Client.OperationNotPermitted", Outcome::kDenied},
      {"AuthorizationError", Outcome::kDenied},
      {"AuthorizationErrorException", Outcome::kDenied},
      {"AuthFailure", Outcome::kDenied},
      {"Client.AuthFailure", Outcome::kDenied},
      {"UnauthorizedAccess", Outcome::kDenied},
      {"AllAccessDisabled", Outcome::kDenied},
      {"InvalidClientTokenId", Outcome::kUnauthenticated},
      {"CloudTrailInvalidClientTokenIdException", Outcome::kUnauthenticated},
      {"UnrecognizedClientException", Outcome::kUnauthenticated},
      {"InvalidAccessKeyId", Outcome::kUnauthenticated},
      {"SignatureDoesNotMatch", Outcome::kUnauthenticated},
      {"IncompleteSignature", Outcome::kUnauthenticated},
      {"MissingAuthenticationToken", Outcome::kUnauthenticated},
      {"ExpiredToken", Outcome::kUnauthenticated},
      {"ExpiredTokenException", Outcome::kUnauthenticated},
      {"RequestExpired", Outcome::kUnauthenticated},
      {"Client.InvalidPermission.NotFound", Outcome::kFailed},
      {"Client.VcpuLimitExceeded", Outcome::kFailed},
      {"ThrottlingException", Outcome::kFailed},
      {"NoSuchEntityException", Outcome::kFailed},
      {"InvalidCloudWatchLogsRoleArnException", Outcome::kFailed},
      {"Blocked", Outcome::kFailed},
      {"NotAccessDenied", Outcome::kFailed},
  };
  for (const auto& [code, outcome] : cases) EXPECT_EQ(classify_error(code), outcome) << code;
}

TEST(Outcome, HasNames) {
  EXPECT_EQ(to_string(Outcome::kSuccess), "success");
  EXPECT_EQ(to_string(Outcome::kDenied), "denied");
  EXPECT_EQ(to_string(Outcome::kUnauthenticated), "unauthenticated");
  EXPECT_EQ(to_string(Outcome::kFailed), "failed");
}

}  // namespace
}  // namespace trailsift
