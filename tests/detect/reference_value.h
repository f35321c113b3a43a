// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "trailsift/model/event.h"

namespace trailsift::detect::reference {

using Json = nlohmann::ordered_json;

// Values as the specification sees them: what a path reaches, arrays opened, and documents that
// stand in texts. Derived fields come from `event`.
[[nodiscard]] std::vector<Json> values_of(const std::string& field, const Json& record,
                                          const Event& event);

// Whether the path leads to anything, be it null or an empty array.
[[nodiscard]] bool is_there(const std::string& field, const Json& record, const Event& event);

[[nodiscard]] std::string text_of(const Json& value);

// Of a number, and of a text that is one.
[[nodiscard]] std::optional<double> number_in(const Json& value);

// JSON text with each escape read as a JSON string of its own; two that make a pair of surrogates,
// together.
[[nodiscard]] std::string without_escapes(const std::string& text);

}  // namespace trailsift::detect::reference
