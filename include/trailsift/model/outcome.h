// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace trailsift {

// How a call ended. Facts: AWS CloudTrail User Guide, "CloudTrail record contents", errorCode.
enum class Outcome : std::uint8_t { kSuccess, kDenied, kUnauthenticated, kFailed };

// The value of derived.outcome: "success", "denied", "unauthenticated" or "failed".
[[nodiscard]] std::string_view to_string(Outcome outcome);

// What an errorCode says, "" being that of a call without one. A dry run that would have gone well
// counts as success. Compared to the letter; a code that is not known is a failure of another kind.
// Safe to call from any thread.
[[nodiscard]] Outcome classify_error(std::string_view error_code);

}  // namespace trailsift
