// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/cli/command_line.h"
#include "trailsift/cli/exit_status.h"

namespace trailsift::cli {

// trailsift rules explain: for each event of a file, which test of a rule and of its filters it met
// and which it did not, to standard output. kIncomplete when some of the file could not be read.
[[nodiscard]] ExitStatus run_rules_explain_command(const TypedOptions& typed);

}  // namespace trailsift::cli
