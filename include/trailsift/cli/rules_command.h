// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/cli/command_line.h"
#include "trailsift/cli/exit_status.h"

namespace trailsift::cli {

// trailsift rules list: to standard output, sorted by name and id.
[[nodiscard]] ExitStatus run_rules_list_command(const TypedOptions& typed);

// trailsift rules check: what is wrong, and which rules are expensive, to standard error; the
// counts to standard output. kFailed when a rule is refused, with --lenient kIncomplete.
[[nodiscard]] ExitStatus run_rules_check_command(const TypedOptions& typed);

}  // namespace trailsift::cli
