// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/cli/command_line.h"
#include "trailsift/cli/exit_status.h"

namespace trailsift::cli {

// trailsift scan: everything that can be refused is refused before the first log is opened.
// Findings go to standard output or --output, all else to standard error. An interrupted scan
// reports what it found so far, but writes no --output file.
[[nodiscard]] ExitStatus run_scan_command(const TypedOptions& typed);

}  // namespace trailsift::cli
