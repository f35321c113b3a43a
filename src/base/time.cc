// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/time.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "trailsift/base/ascii.h"

namespace trailsift {
namespace {

constexpr std::int64_t kMarchYearsToEpoch = 719'468;  // days from 0000-03-01 to 1970-01-01
constexpr std::int64_t kDaysIn400Years = 146'097;
constexpr std::int64_t kDaysIn100Years = 36'524;  // of a century without its leap year
constexpr std::int64_t kDaysIn4Years = 1'461;

// Days of a year that begins in March before its month 0..11. Five months from March or from August
// have 153 days; the rounding gives each its 30 or 31.
constexpr std::int64_t days_before(std::int64_t month) { return (153 * month + 2) / 5; }

// `Count` digits as a number; what is no digit sets `bad`.
template <int Count>
unsigned read_digits(const char* text, unsigned& bad) {
  unsigned number = 0;
  for (int i = 0; i < Count; ++i) {
    const auto digit = static_cast<unsigned char>(text[i] - '0');
    bad |= digit > 9 ? 1u : 0u;
    number = number * 10 + digit;
  }
  return number;
}

// The first instant of "YYYY-MM-DD", of which there are at least ten bytes.
std::optional<Timestamp> read_date(const char* text) {
  unsigned bad = 0;
  const unsigned year = read_digits<4>(text, bad);
  const unsigned month = read_digits<2>(text + 5, bad);
  const unsigned day = read_digits<2>(text + 8, bad);
  if (bad != 0 || text[4] != '-' || text[7] != '-' || !is_date(year, month, day)) {
    return std::nullopt;
  }
  return days_from_civil(year, month, day) * kDay;
}

// What "HH:MM:SS" is past midnight, of which there are at least eight bytes.
std::optional<Timestamp> read_clock(const char* text) {
  unsigned bad = 0;
  const unsigned hour = read_digits<2>(text, bad);
  const unsigned minute = read_digits<2>(text + 3, bad);
  const unsigned second = read_digits<2>(text + 6, bad);
  if (bad != 0 || text[2] != ':' || text[5] != ':') return std::nullopt;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return hour * kHour + minute * kMinute + second * kSecond;
}

// Takes ".123456789" from the start of `text`: 1 to 9 digits, or no fraction at all.
std::optional<Timestamp> take_fraction(std::string_view& text) {
  if (!text.starts_with('.')) return 0;
  text.remove_prefix(1);
  std::size_t digits = 0;
  Timestamp fraction = 0;
  Timestamp unit = kSecond;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    unit /= 10;
    fraction += unit * (text[digits] - '0');
  }
  if (digits == 0 || digits > 9) return std::nullopt;
  text.remove_prefix(digits);
  return fraction;
}

// "", "Z", " UTC", "+02:00" or "+0200", as what is to be taken off the local time.
std::optional<Timestamp> read_zone(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z" || text == " UTC") return 0;
  const bool has_colon = text.size() == 6 && text[3] == ':';
  if ((!has_colon && text.size() != 5) || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  unsigned bad = 0;
  const unsigned hours = read_digits<2>(text.data() + 1, bad);
  const unsigned minutes = read_digits<2>(text.data() + (has_colon ? 4 : 3), bad);
  if (bad != 0 || hours > 23 || minutes > 59) return std::nullopt;
  const Timestamp offset = hours * kHour + minutes * kMinute;
  return text[0] == '-' ? -offset : offset;
}

// Everything behind "YYYY-MM-DDTHH:MM:SS". Not on the usual path.
std::optional<Timestamp> add_fraction_and_zone(Timestamp time, std::string_view rest) {
  const std::optional<Timestamp> fraction = take_fraction(rest);
  if (!fraction) return std::nullopt;
  const std::optional<Timestamp> offset = read_zone(rest);
  if (!offset) return std::nullopt;
  const Timestamp result = time + *fraction - *offset;
  const bool has_four_digits = result >= kFirstReadableTime && result <= kLastReadableTime;
  return has_four_digits ? std::optional(result) : std::nullopt;
}

struct Date {
  std::int64_t year;
  std::int64_t month;
  std::int64_t day;
};

// Undoes days_from_civil. Years begin in March, so that a leap day is the last of its year, and the
// longer year the last of its four, the longer century the last of its four.
Date civil_from_days(std::int64_t days) {
  const std::int64_t shifted = days + kMarchYearsToEpoch;
  const std::int64_t cycle = floor_div(shifted, kDaysIn400Years);
  std::int64_t rest = shifted - cycle * kDaysIn400Years;
  const std::int64_t century = std::min<std::int64_t>(rest / kDaysIn100Years, 3);
  rest -= century * kDaysIn100Years;
  const std::int64_t leap_cycle = rest / kDaysIn4Years;
  rest -= leap_cycle * kDaysIn4Years;
  const std::int64_t year = std::min<std::int64_t>(rest / 365, 3);
  rest -= year * 365;
  const std::int64_t month = (5 * rest + 2) / 153;  // 0 is March
  const std::int64_t day = rest - days_before(month) + 1;
  const std::int64_t march_year = 400 * cycle + 100 * century + 4 * leap_cycle + year;
  return month < 10 ? Date{march_year, month + 3, day} : Date{march_year + 1, month - 9, day};
}

// A week belongs to the year of its Thursday. 1970-01-01 was one.
unsigned iso_week(std::int64_t days) {
  const std::int64_t thursday = floor_div(days + 3, 7) * 7;
  const std::int64_t first_day = days_from_civil(civil_from_days(thursday).year, 1, 1);
  return static_cast<unsigned>((thursday - first_day) / 7 + 1);
}

void append_padded(std::string& text, std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number < 0 ? -number : number);
  if (number < 0) text += '-';
  if (digits.size() < width) text.append(width - digits.size(), '0');
  text += digits;
}

void append_fraction(std::string& text, Timestamp microseconds) {
  if (microseconds == 0) return;
  text += '.';
  append_padded(text, microseconds, 6);
  text.erase(text.find_last_not_of('0') + 1);
}

}  // namespace

std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
  const std::int64_t march_year = year - (month <= 2 ? 1 : 0);
  const std::int64_t march_month = (month + 9) % 12;
  const std::int64_t leap_days =
      floor_div(march_year, 4) - floor_div(march_year, 100) + floor_div(march_year, 400);
  return 365 * march_year + leap_days + days_before(march_month) + day - 1 - kMarchYearsToEpoch;
}

bool is_date(unsigned year, unsigned month, unsigned day) {
  constexpr std::array<std::uint8_t, 13> kDays = {0,  31, 28, 31, 30, 31, 30,
                                                  31, 31, 30, 31, 30, 31};
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= kDays[month] + (month == 2 && is_leap_year(year) ? 1u : 0u);
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  if (text.size() < 19 || (to_lower(text[10]) != 't' && text[10] != ' ')) return std::nullopt;
  const std::optional<Timestamp> date = read_date(text.data());
  const std::optional<Timestamp> clock = read_clock(text.data() + 11);
  if (!date || !clock) return std::nullopt;
  const Timestamp time = *date + *clock;
  if (text.size() == 20 && text[19] == 'Z') return time;  // nearly every event
  return add_fraction_and_zone(time, text.substr(19));
}

std::optional<Timestamp> parse_date_or_timestamp(std::string_view text) {
  if (text.size() == 10) return read_date(text.data());
  return parse_timestamp(text);
}

std::int64_t day_of(Timestamp time) { return period_of(time, kDay); }

CalendarTime calendar_time(Timestamp time) {
  const std::int64_t days = day_of(time);
  const Date date = civil_from_days(days);
  const Timestamp clock = time - days * kDay;
  CalendarTime result;
  result.year = date.year;
  result.month = static_cast<unsigned>(date.month);
  result.day = static_cast<unsigned>(date.day);
  result.week = iso_week(days);
  result.hour = static_cast<unsigned>(clock / kHour);
  result.minute = static_cast<unsigned>(clock % kHour / kMinute);
  return result;
}

std::string format_timestamp(Timestamp time) {
  if (time == kNoTime) return {};
  const std::int64_t days = day_of(time);
  const Timestamp clock = time % kDay + (time % kDay < 0 ? kDay : 0);
  const Date date = civil_from_days(days);
  std::string text;
  append_padded(text, date.year, 4);
  text += '-';
  append_padded(text, date.month, 2);
  text += '-';
  append_padded(text, date.day, 2);
  text += 'T';
  append_padded(text, clock / kHour, 2);
  text += ':';
  append_padded(text, clock % kHour / kMinute, 2);
  text += ':';
  append_padded(text, clock % kMinute / kSecond, 2);
  append_fraction(text, clock % kSecond);
  text += 'Z';
  return text;
}

}  // namespace trailsift
