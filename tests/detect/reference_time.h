// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "tests/detect/reference_value.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect::reference {

// Whether the test takes a part of a time.
[[nodiscard]] bool asks_time_part(const sigma::FieldTest& test);

// That part by the C library's own calendar; nothing when the value is no time.
[[nodiscard]] std::optional<double> time_part(const sigma::FieldTest& test, const Json& value);

// Whether the value is a time within "mon-fri 08:00-18:00 ZONE", by the C library's own clocks. The
// zone is an offset, or a rule of POSIX.
[[nodiscard]] bool in_business_hours(const std::string& hours, const Json& value);

}  // namespace trailsift::detect::reference
