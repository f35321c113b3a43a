// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "trailsift/model/value.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// What the time modifiers take out of a time (modifiers appendix, "Time Modifiers").
enum class TimePart : std::uint8_t { kNone, kMinute, kHour, kDay, kWeek, kMonth, kYear };

// The part that a test asks for; kNone when it asks for none.
[[nodiscard]] TimePart time_part_of(const sigma::FieldTest& test);

// The part of the time that the value tells, in UTC; nothing when it is no text in a form that
// parse_date_or_timestamp() reads. `part` is not kNone. Allocates nothing.
[[nodiscard]] std::optional<double> read_time_part(TimePart part, const Value& value);

}  // namespace trailsift::detect
