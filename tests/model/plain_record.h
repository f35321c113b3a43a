// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "trailsift/model/value.h"

// The plain twin of what reads records: a record as nlohmann-json has it.
namespace trailsift::testing {

[[nodiscard]] ValueKind kind_of(const nlohmann::json& value);

// What stands at a path such as "userIdentity.type"; null when nothing does. Views `record`.
[[nodiscard]] const nlohmann::json* find_in(const nlohmann::json& record, std::string_view path);

}  // namespace trailsift::testing
