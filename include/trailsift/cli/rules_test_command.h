// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/cli/command_line.h"
#include "trailsift/cli/exit_status.h"

namespace trailsift::cli {

// trailsift rules test: runs the test events that lie beside rules (rule_test_file.h). Results go
// to standard output. kFindings when a test fails, kFailed when rules or test files are broken.
[[nodiscard]] ExitStatus run_rules_test_command(const TypedOptions& typed);

}  // namespace trailsift::cli
