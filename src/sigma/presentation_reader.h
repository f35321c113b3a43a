// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "sigma/attribute_reader.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::sigma {

// A level by its name; complains when the attribute holds anything else.
[[nodiscard]] std::optional<Level> read_level(const AttributeReader& attributes,
                                              std::string_view name, DiagnosticLog& log);

// Reads the map "trailsift", the project's custom attribute. Unlike other custom attributes it is
// ours, so that what is unknown in it is a mistake.
[[nodiscard]] Presentation read_presentation(const YamlNode& map, DiagnosticLog& log);

}  // namespace trailsift::sigma
