// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/cli/command_line.h"
#include "trailsift/cli/exit_status.h"

namespace trailsift::cli {

// trailsift config init: writes config_template() to a file, which must not be there unless
// --force is given. Tells on standard error where.
[[nodiscard]] ExitStatus run_config_init_command(const TypedOptions& typed);

// trailsift config check: reads a configuration and what it names, and tells what it sets, by key,
// on standard output. kFailed at the first error.
[[nodiscard]] ExitStatus run_config_check_command(const TypedOptions& typed);

}  // namespace trailsift::cli
