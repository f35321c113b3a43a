// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "trailsift/base/result.h"
#include "trailsift/base/time.h"
#include "trailsift/base/time_zone.h"

namespace trailsift::detect {

// The list that holds them, of texts as parse() takes them: a time is within business hours when it
// is within one of these.
inline constexpr std::string_view kBusinessHoursList = "business_hours";

// A part of the day on some days of the week, where the clocks of one zone show it. Immutable;
// share it between threads.
class BusinessHours {
 public:
  // "mon-fri 08:00-18:00 Europe/Berlin": days by their first three letters, single ones and ranges
  // joined by commas; the first minute and the one behind the last (up to 24:00); a zone as in
  // zone_file.h. Hours that pass midnight belong to the day on which they begin. Errors:
  // "bad-business-hours", "unknown-zone".
  [[nodiscard]] static Result<BusinessHours> parse(const std::string& text);

  // Allocates nothing.
  [[nodiscard]] bool contains(Timestamp time) const;

 private:
  explicit BusinessHours(TimeZone zone) : zone_(std::move(zone)) {}

  TimeZone zone_;
  std::array<bool, 7> days_{};  // from Monday
  Timestamp from_ = 0;          // past midnight
  Timestamp to_ = 0;
};

}  // namespace trailsift::detect
