// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "corpus/text_template.h"

namespace corpus {

// Appends the userIdentity object of the scene's principal, as the CloudTrail user guide describes
// it
// ("CloudTrail userIdentity element"). Someone who is only signing in has no credential yet.
void append_identity(std::string& out, const Scene& scene, bool signing_in);

// The ARN that names the caller in userIdentity and in "is not authorized" messages: for role
// sessions the STS one.
[[nodiscard]] std::string caller_arn(const Principal& principal, const Account& account);

}  // namespace corpus
