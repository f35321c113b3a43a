// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace trailsift::cli {

// A configuration to fill in: every key of config_key.h with what it is for and an example, all of
// it behind '#', so that it says nothing as it is. Prose begins with "# ", or "#" alone; taking
// away the '#' of all other lines sets what the examples say.
[[nodiscard]] std::string config_template();

}  // namespace trailsift::cli
