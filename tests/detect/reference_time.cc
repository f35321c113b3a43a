// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_time.h"

#include <cstdlib>
#include <ctime>
#include <regex>
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

}  // namespace trailsift::detect::reference
