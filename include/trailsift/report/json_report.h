// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/detect/scan_report.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::report {

// What made a report.
struct ToolInfo {
  std::string version;
  std::vector<std::string> command;  // the parts of the command line that the findings depend on
};

// The whole scan as one JSON document, docs/report.schema.json. Only ASCII is written: everything
// else is escaped, and what is not UTF-8 becomes U+FFFD. Ends with a newline.
[[nodiscard]] std::string render_json(const detect::ScanReport& report, const ToolInfo& tool);

// One finding per line, docs/finding.schema.json; nothing when there are none. Bytes as above.
[[nodiscard]] std::string render_jsonl(const std::vector<detect::Finding>& findings);

// A JSON list with id, name, level, status, tags, serves, title and file of each rule, in the order
// given. Bytes as above.
[[nodiscard]] std::string render_rules_json(const std::vector<sigma::Rule>& rules);

}  // namespace trailsift::report
