// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "trailsift/base/time.h"

namespace trailsift {

// One of the two days of a year on which clocks are changed, and the time they show before it.
struct YearlyChange {
  enum class Kind : std::uint8_t { kWeekday, kJulian, kDayOfYear };
  Kind kind = Kind::kWeekday;
  int month = 0;        // kWeekday: 1 to 12
  int week = 0;         // kWeekday: 1 to 5, the last one
  int day = 0;          // kWeekday: 0 (Sunday) to 6; kJulian: 1 to 365; kDayOfYear: 0 to 365
  Timestamp clock = 0;  // past midnight; may be negative, or more than a day
};

// How a place keeps its clocks behind the last change that its file lists.
struct ZoneRule {
  struct Summer {
    Timestamp offset;
    YearlyChange begin;
    YearlyChange end;
  };
  Timestamp offset = 0;  // in winter
  std::optional<Summer> summer;
};

// Reads the form that TimeZone::parse_rule() describes.
[[nodiscard]] std::optional<ZoneRule> parse_zone_rule(std::string_view text);

// When the clocks of a place with this offset show the time of the change in this year.
[[nodiscard]] Timestamp time_of(const YearlyChange& change, std::int64_t year, Timestamp offset);

}  // namespace trailsift
