// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "sigma/diagnostic_log.h"
#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// Reads "gte: 10" and the like out of the condition of a correlation, a map; other keys are passed
// over. Complains when there are none, about what is no number (a whole one, where something is
// counted), and about bounds that nothing can keep: the rule would be silent for ever. A temporal
// correlation counts up to `rule_count`.
[[nodiscard]] std::vector<CorrelationBound> read_bounds(const YamlNode& condition,
                                                        CorrelationType type,
                                                        std::size_t rule_count, DiagnosticLog& log);

}  // namespace trailsift::sigma
