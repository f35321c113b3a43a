// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace trailsift {

// Who made a call in the technical sense: a person or program with credentials, AWS itself, or the
// console on somebody's behalf.
enum class Caller : std::uint8_t { kUser, kService, kConsole };

// The value of derived.caller: "user", "service" or "console".
[[nodiscard]] std::string_view to_string(Caller caller);

}  // namespace trailsift
