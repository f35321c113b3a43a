// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/business_hours.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

bool within(const std::string& hours, std::string_view time) {
  const auto parsed = BusinessHours::parse(hours);
  EXPECT_TRUE(parsed) << hours << ": " << parsed.error().to_string();
  return parsed && parsed.value().contains(*parse_timestamp(time));
}

// 2023-07-10 was a Monday.
TEST(BusinessHours, AreAPartOfSomeDays) {
  const struct {
    const char* hours;
    const char* time;
    bool within;
  } cases[] = {
      {"mon-fri 08:00-18:00 UTC", "2023-07-10T07:59:59Z", false},
      {"mon-fri 08:00-18:00 UTC", "2023-07-10T08:00:00Z", true},
      {"mon-fri 08:00-18:00 UTC", "2023-07-10T17:59:59.999Z", true},
      {"mon-fri 08:00-18:00 UTC", "2023-07-10T18:00:00Z", false},
      {"mon-fri 08:00-18:00 UTC", "2023-07-14T12:00:00Z", true},
      {"mon-fri 08:00-18:00 UTC", "2023-07-15T12:00:00Z", false},
      {"mon-fri 08:00-18:00 UTC", "2023-07-16T12:00:00Z", false},
      {"Mon,WED,fri-sat 08:00-18:00 UTC", "2023-07-11T12:00:00Z", false},
      {"Mon,WED,fri-sat 08:00-18:00 UTC", "2023-07-12T12:00:00Z", true},
      {"Mon,WED,fri-sat 08:00-18:00 UTC", "2023-07-15T12:00:00Z", true},
      {"sun-thu 08:00-18:00 UTC", "2023-07-16T12:00:00Z", true},
      {"sun-thu 08:00-18:00 UTC", "2023-07-14T12:00:00Z", false},
      {"mon 00:00-24:00 UTC", "2023-07-10T23:59:59Z", true},
      {"mon 00:00-24:00 UTC", "2023-07-11T00:00:00Z", false},
      {"mon-fri 08:00-18:00 UTC", "1969-12-29T12:00:00Z", true},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(within(test.hours, test.time), test.within) << test.hours << " " << test.time;
  }
}

TEST(BusinessHours, BelongToTheDayOnWhichTheyBegin) {
  const char* const hours = "mon,fri 22:00-06:00 UTC";
  EXPECT_TRUE(within(hours, "2023-07-10T22:00:00Z"));
  EXPECT_TRUE(within(hours, "2023-07-11T05:59:59Z"));
  EXPECT_FALSE(within(hours, "2023-07-11T06:00:00Z"));
  EXPECT_FALSE(within(hours, "2023-07-11T22:00:00Z"));
  EXPECT_FALSE(within(hours, "2023-07-10T05:00:00Z")) << "of Sunday";
  EXPECT_TRUE(within(hours, "2023-07-15T05:00:00Z")) << "of Friday";
}

TEST(BusinessHours, AreReadFromTheClocksOfTheZone) {
  EXPECT_TRUE(within("mon 08:00-18:00 +10:00", "2023-07-09T22:00:00Z"));
  EXPECT_FALSE(within("mon 08:00-18:00 +10:00", "2023-07-10T08:00:00Z"));
  const char* const berlin = "mon-fri 08:00-18:00 CET-1CEST,M3.5.0,M10.5.0/3";
  EXPECT_TRUE(within(berlin, "2023-07-10T06:00:00Z")) << "in summer two hours ahead";
  EXPECT_FALSE(within(berlin, "2023-12-11T06:00:00Z")) << "in winter one";
  EXPECT_TRUE(within(berlin, "2023-12-11T07:00:00Z"));
}

TEST(BusinessHours, TellWhatIsWrongWithThem) {
  const struct {
    const char* hours;
    const char* code;
  } cases[] = {
      {"", "unknown-zone"},
      {"mon-fri 08:00-18:00", "unknown-zone"},
      {"mon-fri 08:00-18:00 Mars/Olympus", "unknown-zone"},
      {"mon-fry 08:00-18:00 UTC", "bad-business-hours"},
      {"mon,,tue 08:00-18:00 UTC", "bad-business-hours"},
      {"monday 08:00-18:00 UTC", "bad-business-hours"},
      {"mon-fri 8:00-18:00 UTC", "bad-business-hours"},
      {"mon-fri 08:00 UTC", "bad-business-hours"},
      {"mon-fri 08:00-08:00 UTC", "bad-business-hours"},
      {"mon-fri 24:00-08:00 UTC", "bad-business-hours"},
      {"mon-fri 08:00-24:01 UTC", "bad-business-hours"},
      {"mon-fri 08:60-18:00 UTC", "bad-business-hours"},
      {"mon-fri ab:cd-18:00 UTC", "bad-business-hours"},
  };
  for (const auto& [hours, code] : cases) {
    const auto parsed = BusinessHours::parse(hours);
    ASSERT_FALSE(parsed) << hours;
    EXPECT_EQ(parsed.error().code, code) << hours;
  }
}

}  // namespace
}  // namespace trailsift::detect
