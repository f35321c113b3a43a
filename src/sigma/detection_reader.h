// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sigma/diagnostic_log.h"
#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// Reads the "detection" of an event rule: its selections and its condition (specification 2.1.0,
// "Detection"). What is returned is complete when the log got no error.
[[nodiscard]] Detection read_detection(const YamlNode& detection, DiagnosticLog& log);

}  // namespace trailsift::sigma
