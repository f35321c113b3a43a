// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/sigma/diagnostic.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// Warns about every field that a rule's detection asks for and that no CloudTrail record has, once
// for each field, and names the nearest that there is.
[[nodiscard]] std::vector<sigma::Diagnostic> check_fields(const sigma::Rule& rule);

// The warning about such a field.
[[nodiscard]] sigma::Diagnostic unknown_field(const std::string& field, const std::string& file,
                                              sigma::Position position);

}  // namespace trailsift::detect
