// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/detect/finding.h"
#include "trailsift/report/terminal.h"

namespace trailsift::report {

// Findings for a person to read: the gravest first, then by time. Every string from the logs is
// made safe for a terminal. "No findings." when there are none. Ends with a newline.
[[nodiscard]] std::string render_text(const std::vector<detect::Finding>& findings,
                                      const TextStyle& style);

}  // namespace trailsift::report
