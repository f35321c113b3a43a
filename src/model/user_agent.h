// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "trailsift/base/arena.h"

namespace trailsift {

// What kind of program sent a request: "console" and "browser", the name of a tool that is known
// ("Terraform"), the name of an AWS service, else the first product of the agent ("aws-cli"); ""
// for none. The caller chose the text and may have lied. The result points into `user_agent` or
// lives for ever. Safe to call from any thread.
[[nodiscard]] std::string_view user_agent_family(std::string_view user_agent);

// "Firefox on Windows", "aws-cli on macOS"; the family alone where no system is named. Made in
// `arena` where it is put together.
[[nodiscard]] std::string_view client_of(std::string_view user_agent, Arena& arena);

}  // namespace trailsift
