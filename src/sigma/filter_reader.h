// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sigma/diagnostic_log.h"
#include "trailsift/sigma/filter.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// Reads the map "filter" of a filter document into `result`: the rules it is for, its selections
// and its condition. What is read is complete when the log got no error.
void read_filter(const YamlNode& map, DiagnosticLog& log, Filter& result);

}  // namespace trailsift::sigma
