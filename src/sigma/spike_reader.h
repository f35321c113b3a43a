// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sigma/diagnostic_log.h"
#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// Reads the condition of a `spike`, a map, into `correlation`, whose timespan has been read. What
// is counted is the events, the different values of `field` or the sum of the numbers in `sum`.
// Complains about what is missing, unknown or cannot be meant.
void read_spike(const YamlNode& condition, DiagnosticLog& log, Correlation& correlation);

}  // namespace trailsift::sigma
