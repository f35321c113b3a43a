// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/business_hours.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "trailsift/base/ascii.h"
#include "trailsift/io/zone_file.h"

namespace trailsift::detect {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

Error bad_hours(std::string message, std::string hint) {
  return {"bad-business-hours", std::move(message), {}, std::move(hint)};
}

// What stands before the separator, which is taken with it; all of it where there is none.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

std::optional<std::size_t> number_of_day(std::string_view name) {
  for (std::size_t day = 0; day < kDays.size(); ++day) {
    if (equals_ignore_case(name, kDays[day])) return day;
  }
  return std::nullopt;
}

// False when a part of the list is neither a day nor a range of days.
bool add_days(std::string_view list, std::array<bool, 7>& days) {
  do {
    std::string_view range = take_until(list, ',');
    const auto first = number_of_day(take_until(range, '-'));
    const auto last = range.empty() ? first : number_of_day(range);
    if (!first || !last) return false;
    for (std::size_t day = *first;; day = (day + 1) % days.size()) {
      days[day] = true;
      if (day == *last) break;
    }
  } while (!list.empty());
  return true;
}

// "08:00", up to "24:00".
std::optional<Timestamp> read_clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = parse_unsigned(text.substr(0, 2));
  const auto minutes = parse_unsigned(text.substr(3));
  if (!hours || !minutes || *minutes > 59) return std::nullopt;
  const auto clock = static_cast<Timestamp>(*hours * 60 + *minutes) * kMinute;
  return clock <= kDay ? std::optional(clock) : std::nullopt;
}

}  // namespace

Result<BusinessHours> BusinessHours::parse(const std::string& text) {
  std::string_view rest = text;
  const std::string_view days = take_until(rest, ' ');
  std::string_view hours = take_until(rest, ' ');
  auto zone = io::find_time_zone(std::string(rest));
  if (!zone) return zone.error();
  BusinessHours result(std::move(zone).value());
  if (!add_days(days, result.days_)) {
    return bad_hours("\"" + std::string(days) + "\" is not a list of days",
                     "days are mon, tue, wed, thu, fri, sat and sun, and ranges such as mon-fri");
  }
  const std::string both(hours);
  const auto from = read_clock(take_until(hours, '-'));
  const auto to = read_clock(hours);
  if (!from || !to || *from == kDay || *from == *to) {
    return bad_hours("business hours cannot be \"" + both + "\"",
                     "they begin and end at two times such as 08:00 and 18:00; a whole day is from "
                     "00:00 to 24:00");
  }
  result.from_ = *from;
  result.to_ = *to;
  return result;
}

bool BusinessHours::contains(Timestamp time) const {
  const Timestamp local = time + zone_.offset_at(time);
  const std::int64_t day = day_of(local);
  const Timestamp clock = local - day * kDay;
  const auto weekday = static_cast<std::size_t>(((day + 3) % 7 + 7) % 7);  // day 0 was a Thursday
  if (from_ < to_) return days_[weekday] && clock >= from_ && clock < to_;
  const bool since_yesterday = clock < to_ && days_[(weekday + 6) % 7];
  return since_yesterday || (clock >= from_ && days_[weekday]);
}

}  // namespace trailsift::detect
