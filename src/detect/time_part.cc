// SPDX-License-Identifier: Apache-2.0
#include "detect/time_part.h"

#include <utility>

#include "trailsift/base/time.h"

namespace trailsift::detect {

TimePart time_part_of(const sigma::FieldTest& test) {
  using sigma::Modifier;
  constexpr std::pair<Modifier, TimePart> kParts[] = {
      {Modifier::kMinute, TimePart::kMinute}, {Modifier::kHour, TimePart::kHour},
      {Modifier::kDay, TimePart::kDay},       {Modifier::kWeek, TimePart::kWeek},
      {Modifier::kMonth, TimePart::kMonth},   {Modifier::kYear, TimePart::kYear},
  };
  for (const auto& [modifier, part] : kParts) {
    if (test.has(modifier)) return part;
  }
  return TimePart::kNone;
}

std::optional<double> read_time_part(TimePart part, const Value& value) {
  if (value.kind != ValueKind::kString) return std::nullopt;
  const std::optional<Timestamp> time = parse_date_or_timestamp(value.text());
  if (!time) return std::nullopt;
  const CalendarTime shown = calendar_time(*time);
  switch (part) {
    case TimePart::kMinute:
      return shown.minute;
    case TimePart::kHour:
      return shown.hour;
    case TimePart::kDay:
      return shown.day;
    case TimePart::kWeek:
      return shown.week;
    case TimePart::kMonth:
      return shown.month;
    case TimePart::kYear:
      return static_cast<double>(shown.year);
    case TimePart::kNone:
      break;
  }
  return std::nullopt;
}

}  // namespace trailsift::detect
