// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "trailsift/detect/scan_report.h"
#include "trailsift/report/terminal.h"

namespace trailsift::report {

// What was found, for a person to read: the incidents, when there is more than one finding; then
// the findings of each incident, the gravest first and then by time, and those of no incident.
// Every string from the logs is made safe for a terminal. "No findings." when there are none. Ends
// with a newline.
[[nodiscard]] std::string render_text(const detect::ScanReport& report, const TextStyle& style);

}  // namespace trailsift::report
