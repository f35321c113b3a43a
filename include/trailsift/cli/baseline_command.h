// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/cli/command_line.h"
#include "trailsift/cli/exit_status.h"

namespace trailsift::cli {

// trailsift baseline build: reads logs and writes what rules of the types new_terms and spike learn
// from them. kIncomplete when some input could not be used in full; the baseline is written then,
// too, but for an interrupted one.
[[nodiscard]] ExitStatus run_baseline_build_command(const TypedOptions& typed);

}  // namespace trailsift::cli
