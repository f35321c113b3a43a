// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "tests/detect/reference_value.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect::reference {

// Whether the test takes a part of a time.
[[nodiscard]] bool asks_time_part(const sigma::FieldTest& test);

// That part by the C library's own calendar; nothing when the value is no time.
[[nodiscard]] std::optional<double> time_part(const sigma::FieldTest& test, const Json& value);

}  // namespace trailsift::detect::reference
