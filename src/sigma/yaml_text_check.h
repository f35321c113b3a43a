// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// What is wrong with a text before its structure is looked at: its length, its encoding, characters
// that YAML does not allow or that libyaml takes for something else, and what would make libyaml
// slow. Thread-safe.
[[nodiscard]] std::optional<YamlProblem> check_yaml_text(std::string_view text);

}  // namespace trailsift::sigma
