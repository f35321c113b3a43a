// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sigma/diagnostic_log.h"
#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// Reads the map "correlation" of a correlation rule (correlation rules specification). What is
// returned is complete when the log got no error. Whether the rules it names exist is not known
// here.
[[nodiscard]] Correlation read_correlation(const YamlNode& correlation, DiagnosticLog& log);

}  // namespace trailsift::sigma
