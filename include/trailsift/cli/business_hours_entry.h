// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::cli {

// What stands at the key business_hours: a map, or a list of them, each with
//
//   zone: Europe/Berlin   # or an offset such as +02:00, see zone_file.h
//   days: mon-fri         # or a list: [mon, wed, fri]
//   from: '08:00'
//   to: '18:00'           # earlier than `from` means past midnight
//
// Gives the texts that detect::BusinessHours takes. Errors carry `file` and the position:
// "bad-value", "missing-key", "unknown-key", "repeated-key".
[[nodiscard]] Result<std::vector<std::string>> read_business_hours(const sigma::YamlNode& entry,
                                                                   const std::string& file);

}  // namespace trailsift::cli
