// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/cli/exit_status.h"

namespace trailsift::cli {

// The whole program: `arguments` are those behind the program's name. Installs signal handlers, so
// it is called once per process.
[[nodiscard]] ExitStatus run(const std::vector<std::string>& arguments);

}  // namespace trailsift::cli
