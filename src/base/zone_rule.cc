// SPDX-License-Identifier: Apache-2.0
#include "base/zone_rule.h"

#include <cstddef>

#include "trailsift/base/ascii.h"

namespace trailsift {
namespace {

constexpr Timestamp kUsualClock = 2 * kHour;
constexpr int kMostOffsetHours = 24;
constexpr int kMostClockHours = 167;  // RFC 8536, section 3.3.1

class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : rest_(text) {}

  std::optional<ZoneRule> read() {
    ZoneRule rule;
    const auto winter = take_name() ? take_offset() : std::nullopt;
    if (!winter) return std::nullopt;
    rule.offset = *winter;
    if (rest_.empty()) return rule;
    rule.summer = take_summer(rule.offset);
    return rule.summer && rest_.empty() ? std::optional(rule) : std::nullopt;
  }

 private:
  std::optional<ZoneRule::Summer> take_summer(Timestamp winter) {
    if (!take_name()) return std::nullopt;
    const auto offset = rest_.starts_with(',') ? winter + kHour : take_offset();
    if (!offset) return std::nullopt;
    const auto begin = take(',') ? take_change() : std::nullopt;
    if (!begin) return std::nullopt;
    const auto end = take(',') ? take_change() : std::nullopt;
    if (!end) return std::nullopt;
    return ZoneRule::Summer{*offset, *begin, *end};
  }

  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Three letters or more, or anything of these and of digits and signs in brackets.
  bool take_name() {
    const bool bracket = take('<');
    std::size_t size = 0;
    while (size < rest_.size() && is_name_char(rest_[size], bracket)) ++size;
    if (size < 3) return false;
    rest_.remove_prefix(size);
    return !bracket || take('>');
  }

  static bool is_name_char(char c, bool bracket) {
    const char lower = to_lower(c);
    if (lower >= 'a' && lower <= 'z') return true;
    return bracket && (is_digit(c) || c == '+' || c == '-');
  }

  std::optional<int> take_number(int highest) {
    int number = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size() && digits < 3 && is_digit(rest_[digits]); ++digits) {
      number = number * 10 + (rest_[digits] - '0');
    }
    if (digits == 0 || number > highest) return std::nullopt;
    rest_.remove_prefix(digits);
    return number;
  }

  // "[+-]hh[:mm[:ss]]"
  std::optional<Timestamp> take_clock(int most_hours) {
    const bool negative = take('-');
    if (!negative) (void)take('+');
    const auto hours = take_number(most_hours);
    if (!hours) return std::nullopt;
    Timestamp clock = *hours * kHour;
    for (Timestamp unit = kMinute; unit >= kSecond && take(':'); unit /= 60) {
      const auto number = take_number(59);
      if (!number) return std::nullopt;
      clock += *number * unit;
    }
    return negative ? -clock : clock;
  }

  // What is to be added to local time for UTC: the other way round than everywhere else.
  std::optional<Timestamp> take_offset() {
    const auto clock = take_clock(kMostOffsetHours);
    return clock ? std::optional(-*clock) : std::nullopt;
  }

  std::optional<YearlyChange> take_change() {
    YearlyChange change;
    if (!take_day(change)) return std::nullopt;
    change.clock = kUsualClock;
    if (!take('/')) return change;
    const auto clock = take_clock(kMostClockHours);
    if (!clock) return std::nullopt;
    change.clock = *clock;
    return change;
  }

  bool take_day(YearlyChange& change) {
    if (take('M')) return take_weekday(change);
    const bool julian = take('J');
    change.kind = julian ? YearlyChange::Kind::kJulian : YearlyChange::Kind::kDayOfYear;
    const auto day = take_number(365);
    change.day = day.value_or(0);
    return day && (!julian || *day > 0);
  }

  bool take_weekday(YearlyChange& change) {
    const auto month = take_number(12);
    const auto week = month && take('.') ? take_number(5) : std::nullopt;
    const auto day = week && take('.') ? take_number(6) : std::nullopt;
    if (!day || *month == 0 || *week == 0) return false;
    change.month = *month;
    change.week = *week;
    change.day = *day;
    return true;
  }

  std::string_view rest_;
};

std::int64_t nth_weekday(const YearlyChange& change, std::int64_t year) {
  const auto month = static_cast<unsigned>(change.month);
  const std::int64_t first = days_from_civil(year, month, 1);
  const std::int64_t next_month =
      month == 12 ? days_from_civil(year + 1, 1, 1) : days_from_civil(year, month + 1, 1);
  const std::int64_t weekday = ((first + 4) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
  std::int64_t day = first + (change.day - weekday + 7) % 7 + (change.week - 1) * 7;
  if (day >= next_month) day -= 7;
  return day;
}

std::int64_t day_in(const YearlyChange& change, std::int64_t year) {
  if (change.kind == YearlyChange::Kind::kWeekday) return nth_weekday(change, year);
  const std::int64_t first = days_from_civil(year, 1, 1);
  if (change.kind == YearlyChange::Kind::kDayOfYear) return first + change.day;
  const bool behind_leap_day = is_leap_year(year) && change.day > 59;
  return first + change.day - (behind_leap_day ? 0 : 1);
}

}  // namespace

std::optional<ZoneRule> parse_zone_rule(std::string_view text) { return RuleReader(text).read(); }

Timestamp time_of(const YearlyChange& change, std::int64_t year, Timestamp offset) {
  return day_in(change, year) * kDay + change.clock - offset;
}

}  // namespace trailsift
