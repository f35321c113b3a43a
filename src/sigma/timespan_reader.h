// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sigma/diagnostic_log.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// "90m" in seconds: a whole number above zero and s, m, h or d (Sigma correlation rules
// specification 2.1.0, "Time Span"). Complains about anything else and gives 0.
[[nodiscard]] std::uint64_t read_timespan(const YamlNode& node, DiagnosticLog& log);

}  // namespace trailsift::sigma
