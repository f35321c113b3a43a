// SPDX-License-Identifier: Apache-2.0
#include "corpus/calendar.h"

#include <array>
#include <chrono>

#include "corpus/identifiers.h"

namespace corpus {
namespace {

struct Civil {
  std::chrono::year_month_day date;
  std::uint32_t hour;
  std::uint32_t minute;
  std::uint32_t second;
};

Civil civil_of(Seconds time) {
  const Seconds day = time / kDay;
  const auto rest = static_cast<std::uint32_t>(time % kDay);
  const std::chrono::sys_days days{std::chrono::days{day}};
  return {std::chrono::year_month_day{days}, rest / 3600, rest / 60 % 60, rest % 60};
}

void append_two(std::string& out, std::uint32_t number) {
  out += static_cast<char>('0' + number / 10 % 10);
  out += static_cast<char>('0' + number % 10);
}

void append_date(std::string& out, const Civil& civil, const char* separator) {
  append_number(out, static_cast<std::uint64_t>(int{civil.date.year()}));
  out += separator;
  append_two(out, unsigned{civil.date.month()});
  out += separator;
  append_two(out, unsigned{civil.date.day()});
}

std::uint32_t weight_of(Seconds hour_start) { return is_business_hour(hour_start) ? 4 : 1; }

}  // namespace

void append_iso(std::string& out, Seconds time) {
  const Civil civil = civil_of(time);
  append_date(out, civil, "-");
  out += 'T';
  append_two(out, civil.hour);
  out += ':';
  append_two(out, civil.minute);
  out += ':';
  append_two(out, civil.second);
  out += 'Z';
}

void append_english(std::string& out, Seconds time) {
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Civil civil = civil_of(time);
  out += kMonths[unsigned{civil.date.month()} - 1];
  out += ' ';
  append_number(out, unsigned{civil.date.day()});
  out += ", ";
  append_number(out, static_cast<std::uint64_t>(int{civil.date.year()}));
  out += ", ";
  append_number(out, civil.hour % 12 == 0 ? 12 : civil.hour % 12);
  out += ':';
  append_two(out, civil.minute);
  out += ':';
  append_two(out, civil.second);
  out += civil.hour < 12 ? " AM" : " PM";
}

void append_stamp(std::string& out, Seconds time) {
  const Civil civil = civil_of(time);
  append_date(out, civil, "");
  out += 'T';
  append_two(out, civil.hour);
  append_two(out, civil.minute);
  out += 'Z';
}

void append_day_path(std::string& out, Seconds time) { append_date(out, civil_of(time), "/"); }

bool is_business_hour(Seconds time) {
  const Seconds weekday = (time / kDay + 3) % 7;  // 1970-01-01 was a Thursday; 0 is Monday
  const Seconds hour = time % kDay / kHour;
  return weekday < 5 && hour >= 7 && hour < 18;
}

Seconds busy_time(Seconds start, std::uint32_t days, std::uint64_t share, std::uint64_t shares) {
  std::uint64_t total = 0;
  for (Seconds hour = 0; hour < days * 24; ++hour) total += weight_of(start + hour * kHour);
  // In units of an hour's weight times `shares`, so that nothing is lost to rounding.
  std::uint64_t position = share * total;
  for (Seconds hour = 0; hour < days * 24; ++hour) {
    const std::uint64_t width = weight_of(start + hour * kHour) * shares;
    if (position < width) {
      return start + hour * kHour + static_cast<Seconds>(position * 3600 / width);
    }
    position -= width;
  }
  return start + days * kDay - 1;
}

}  // namespace corpus
