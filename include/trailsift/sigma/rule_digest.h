// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trailsift::sigma {

// "sha256:…" over the texts of rule files: the same for the same texts, in whatever order they
// come. Empty when the cryptographic library of this system has no SHA-256. Thread-safe.
[[nodiscard]] std::string digest_rules(std::vector<std::string_view> texts);

}  // namespace trailsift::sigma
