// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_time.h"

#include <cstdlib>
#include <ctime>
#include <regex>
#include <sstream>
#include <string>

namespace trailsift::detect::reference {

using sigma::FieldTest;
using sigma::Modifier;

bool asks_time_part(const FieldTest& test) {
  return test.has(Modifier::kMinute) || test.has(Modifier::kHour) || test.has(Modifier::kDay) ||
         test.has(Modifier::kWeek) || test.has(Modifier::kMonth) || test.has(Modifier::kYear);
}

std::optional<double> time_part(const FieldTest& test, const Json& value) {
  const std::string text = value.is_string() ? value.get<std::string>() : "";
  static const std::regex kTime("(\\d{4}-\\d\\d-\\d\\d)([T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?)?");
  if (!std::regex_match(text, kTime)) return std::nullopt;
  std::tm time{};
  if (strptime(text.substr(0, 10).c_str(), "%Y-%m-%d", &time) == nullptr) return std::nullopt;
  std::tm there_and_back = time;
  if (timegm(&there_and_back) == -1 || there_and_back.tm_mday != time.tm_mday) return std::nullopt;
  const bool has_clock = text.size() > 10;
  if (has_clock && strptime(text.substr(11).c_str(), "%H:%M:%S", &time) == nullptr) {
    return std::nullopt;
  }
  if (test.has(Modifier::kMinute)) return time.tm_min;
  if (test.has(Modifier::kHour)) return time.tm_hour;
  if (test.has(Modifier::kDay)) return time.tm_mday;
  if (test.has(Modifier::kMonth)) return time.tm_mon + 1;
  if (test.has(Modifier::kYear)) return time.tm_year + 1900;
  char week[8] = {};
  (void)std::strftime(week, sizeof week, "%V", &time);
  return std::atof(week);
}

namespace {

// "+02:00" the way POSIX has it, with its own sign.
std::string posix_zone(const std::string& zone) {
  if (zone == "UTC") return "UTC0";
  if (zone.front() != '+' && zone.front() != '-') return zone;
  return "XXX" + std::string(zone.front() == '+' ? "-" : "+") + zone.substr(1);
}

std::tm local_time(std::time_t time, const std::string& zone) {
  setenv("TZ", posix_zone(zone).c_str(), 1);
  tzset();
  std::tm local{};
  localtime_r(&time, &local);
  unsetenv("TZ");
  tzset();
  return local;
}

bool is_working_day(const std::string& days, int weekday) {
  static const std::string kNames[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  std::istringstream list(days);
  for (std::string range; std::getline(list, range, ',');) {
    const std::string last = range.substr(range.size() - 3);
    int day = 0;
    while (kNames[day] != range.substr(0, 3)) ++day;
    while (day != weekday && kNames[day] != last) day = (day + 1) % 7;
    if (day == weekday) return true;
  }
  return false;
}

}  // namespace

bool in_business_hours(const std::string& hours, const Json& value) {
  const std::string text = value.is_string() ? value.get<std::string>() : "";
  static const std::regex kTime("(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?Z?");
  static const std::regex kHours("(\\S+) (\\S+)-(\\S+) (\\S+)");
  std::smatch found;
  std::smatch parts;
  if (!std::regex_match(text, found, kTime) || !std::regex_match(hours, parts, kHours))
    return false;
  std::tm utc{};
  const std::string plain = found[1].str() + " " + found[2].str();
  if (strptime(plain.c_str(), "%Y-%m-%d %H:%M:%S", &utc) == nullptr) return false;
  std::tm there_and_back = utc;
  const std::time_t time = timegm(&there_and_back);
  if (there_and_back.tm_mday != utc.tm_mday) return false;
  const std::tm local = local_time(time, parts[4]);
  char clock[8] = {};
  (void)std::strftime(clock, sizeof clock, "%H:%M", &local);
  const bool begun = parts[2] <= std::string(clock);
  const bool open = std::string(clock) < parts[3];
  const bool today = is_working_day(parts[1], local.tm_wday);
  if (parts[2] < parts[3]) return today && begun && open;
  return (today && begun) || (open && is_working_day(parts[1], (local.tm_wday + 6) % 7));
}

}  // namespace trailsift::detect::reference
