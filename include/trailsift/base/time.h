// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace trailsift {

// Microseconds since 1970-01-01T00:00:00Z. Plain integer arithmetic is meant to be done on it.
using Timestamp = std::int64_t;

inline constexpr Timestamp kNoTime = std::numeric_limits<Timestamp>::min();
inline constexpr Timestamp kEndOfTime = std::numeric_limits<Timestamp>::max();
inline constexpr Timestamp kSecond = 1'000'000;
inline constexpr Timestamp kMinute = 60 * kSecond;
inline constexpr Timestamp kHour = 60 * kMinute;
inline constexpr Timestamp kDay = 24 * kHour;

// The first and the last microsecond of the years 1 to 9999, which have four digits.
inline constexpr Timestamp kFirstReadableTime = -719'162 * kDay;
inline constexpr Timestamp kLastReadableTime = 2'932'897 * kDay - 1;

// Days since 1970-01-01 of a proleptic Gregorian date. No range check.
[[nodiscard]] std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day);

[[nodiscard]] constexpr bool is_leap_year(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

// Whether there is such a day in a year from 1 on.
[[nodiscard]] bool is_date(unsigned year, unsigned month, unsigned day);

// Reads the forms in which CloudTrail data and exports of it write times:
// "2023-07-10T11:57:50Z", with a fraction of 1 to 9 digits (cut to microseconds), with an offset
// such as "+02:00" or "+0200" or with " UTC" in place of the "Z", with a space in place of the "T",
// with both letters in lower case, or with no zone at all, which means UTC. Strict: anything else,
// any impossible date, and what is not from kFirstReadableTime to kLastReadableTime gives nothing.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);

// What parse_timestamp reads, or a bare date "2023-07-10", which means its first instant in UTC.
[[nodiscard]] std::optional<Timestamp> parse_date_or_timestamp(std::string_view text);

// Rounds down, also below 0. Precondition: `divisor` is above 0.
[[nodiscard]] constexpr std::int64_t floor_div(std::int64_t number, std::int64_t divisor) {
  return number / divisor - (number % divisor < 0 ? 1 : 0);
}

// Which of the periods of that length, counted from 1970-01-01T00:00:00Z, a time lies in.
// Precondition: `length` is above 0.
[[nodiscard]] constexpr std::int64_t period_of(Timestamp time, Timestamp length) {
  return floor_div(time, length);
}

// The day (since 1970-01-01, UTC) in which a time lies; rounds towards the past.
[[nodiscard]] std::int64_t day_of(Timestamp time);

// What a calendar and a clock show at a time, in UTC. The week is that of ISO 8601: weeks begin on
// Monday, and week 1 is the one with the year's first Thursday.
struct CalendarTime {
  std::int64_t year = 0;
  unsigned month = 0;  // 1 to 12
  unsigned day = 0;    // 1 to 31
  unsigned week = 0;   // 1 to 53
  unsigned hour = 0;
  unsigned minute = 0;
};

[[nodiscard]] CalendarTime calendar_time(Timestamp time);

// "2023-07-10T11:57:50Z"; a fraction is written only when there is one. kNoTime gives "".
[[nodiscard]] std::string format_timestamp(Timestamp time);

}  // namespace trailsift
