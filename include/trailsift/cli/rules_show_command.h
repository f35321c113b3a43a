// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/cli/command_line.h"
#include "trailsift/cli/exit_status.h"

namespace trailsift::cli {

// trailsift rules show: one rule, what it says and how it was compiled, to standard output.
[[nodiscard]] ExitStatus run_rules_show_command(const TypedOptions& typed);

}  // namespace trailsift::cli
