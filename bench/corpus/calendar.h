// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace corpus {

// Seconds since 1970-01-01T00:00:00Z.
using Seconds = std::int64_t;

inline constexpr Seconds kMinute = 60;
inline constexpr Seconds kHour = 3600;
inline constexpr Seconds kDay = 86400;

// All four append UTC, never local time.
void append_iso(std::string& out, Seconds time);       // 2025-03-03T09:15:00Z
void append_english(std::string& out, Seconds time);   // Mar 3, 2025, 9:15:00 AM, as IAM answers
void append_stamp(std::string& out, Seconds time);     // 20250303T0915Z, as in a log file name
void append_day_path(std::string& out, Seconds time);  // 2025/03/03, as in a log file's folders

// Monday to Friday, 07:00 to 18:00 UTC: when people work.
[[nodiscard]] bool is_business_hour(Seconds time);

// Spreads `share` of `shares` over the span so that working hours get four times as much as the
// rest. Increases with `share`.
[[nodiscard]] Seconds busy_time(Seconds start, std::uint32_t days, std::uint64_t share,
                                std::uint64_t shares);

}  // namespace corpus
