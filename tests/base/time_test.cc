// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/time.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift {
namespace {

using namespace std::string_view_literals;

TEST(DaysFromCivil, AgreesWithTheCalendar) {
  EXPECT_EQ(days_from_civil(1970, 1, 1), 0);
  EXPECT_EQ(days_from_civil(1969, 12, 31), -1);
  EXPECT_EQ(days_from_civil(2000, 2, 29), 11'016);
  EXPECT_EQ(days_from_civil(2000, 3, 1), 11'017);
  EXPECT_EQ(days_from_civil(2023, 7, 10), 19'548);
  EXPECT_EQ(days_from_civil(0, 3, 1), -719'468);
  EXPECT_EQ(days_from_civil(-400, 3, 1), -719'468 - 146'097);
  EXPECT_EQ(days_from_civil(9999, 12, 31), 2'932'896);
}

TEST(IsDate, KnowsTheCalendar) {
  EXPECT_TRUE(is_date(2024, 2, 29) && is_date(2000, 2, 29) && is_date(1, 1, 1));
  EXPECT_FALSE(is_date(2023, 2, 29) || is_date(2100, 2, 29) || is_date(0, 1, 1));
  EXPECT_FALSE(is_date(2023, 0, 1) || is_date(2023, 13, 1) || is_date(2023, 1, 0));
  EXPECT_FALSE(is_date(2023, 4, 31) || is_date(2023, 12, 32));
  EXPECT_TRUE(is_leap_year(2024) && is_leap_year(2000) && is_leap_year(-4));
  EXPECT_FALSE(is_leap_year(2023) || is_leap_year(1900));
}

TEST(ParseTimestamp, ReadsTheFormsOfCloudTrail) {
  const Timestamp second = 1'688'990'270 * kSecond;  // 2023-07-10T11:57:50Z
  struct Case {
    std::string_view text;
    Timestamp time;
  };
  const Case cases[] = {
      {"2023-07-10T11:57:50Z", second},
      {"2023-07-10 11:57:50Z", second},
      {"2023-07-10T11:57:50", second},
      {"2023-07-10 11:57:50", second},
      {"2023-07-10 11:57:50.000", second},
      {"2023-07-10T11:57:50.1Z", second + 100'000},
      {"2023-07-10T11:57:50.123456Z", second + 123'456},
      {"2023-07-10T11:57:50.123456789Z", second + 123'456},
      {"2023-07-10T13:57:50+02:00", second},
      {"2023-07-10T03:57:50-08:00", second},
      {"2023-07-10T17:42:50.5+05:45", second + 500'000},
      {"2023-07-10T11:57:50+0000", second},
      {"2023-07-10T20:57:50+0900", second},
      {"2023-07-10T20:57:50.25+0900", second + 250'000},
      {"2023-07-10T08:27:50-0330", second},
      {"2023-07-10t11:57:50z", second},
      {"2023-07-10t11:57:50.5z", second + 500'000},
      {"2023-07-10 11:57:50.000 UTC", second},  // of Athena
      {"2023-07-10 11:57:50 UTC", second},
      {"1970-01-01T00:00:00Z", 0},
      {"1970-01-01T00:00:00+01:00", -kHour},
      {"2024-02-29T23:59:59Z", 1'709'251'199 * kSecond},
      {"2000-02-29T00:00:00Z", 951'782'400 * kSecond},
  };
  for (const Case& one : cases) EXPECT_EQ(parse_timestamp(one.text), one.time) << one.text;
}

TEST(ParseTimestamp, RefusesEverythingElse) {
  for (const std::string_view bad : {""sv,
                                     "2023-07-10"sv,
                                     "2023-07-10T11:57Z"sv,
                                     "2023-07-10T11:57:5Z"sv,
                                     "2023-07-10x11:57:50Z"sv,
                                     "2023-07-10T11:57:50UTC"sv,
                                     "2023-07-10T11:57:50  UTC"sv,
                                     "2023-07-10T11:57:50 utc"sv,
                                     "2023-07-10T11:57:50Z UTC"sv,
                                     "2023-07-10T11:57:50 Z"sv,
                                     "2023-07-10T11:57:50Z "sv,
                                     " 2023-07-10T11:57:50Z"sv,
                                     "2023-07-10T11:57:50.Z"sv,
                                     "2023-07-10T11:57:50.1234567890Z"sv,
                                     "2023-07-10T11:57:50,5Z"sv,
                                     "2023-07-10T11:57:50+2:00"sv,
                                     "2023-07-10T11:57:50+02"sv,
                                     "2023-07-10T11:57:50+020"sv,
                                     "2023-07-10T11:57:50+02000"sv,
                                     "2023-07-10T11:57:50+2400"sv,
                                     "2023-07-10T11:57:50 0200"sv,
                                     "2023-07-10T11:57:50+02-00"sv,
                                     "2023-07-10T11:57:50+24:00"sv,
                                     "2023-07-10T11:57:50+02:60"sv,
                                     "2023-02-29T00:00:00Z"sv,
                                     "2100-02-29T00:00:00Z"sv,
                                     "2023-00-10T11:57:50Z"sv,
                                     "2023-13-10T11:57:50Z"sv,
                                     "2023-04-31T11:57:50Z"sv,
                                     "2023-07-00T11:57:50Z"sv,
                                     "2023-07-10T24:00:00Z"sv,
                                     "2023-07-10T11:60:50Z"sv,
                                     "2023-07-10T11:57:60Z"sv,
                                     "2o23-07-10T11:57:50Z"sv,
                                     "2023/07/10T11:57:50Z"sv,
                                     "2023-07-10T11-57-50Z"sv,
                                     "-023-07-10T11:57:50Z"sv,
                                     "2023-07-10T11:57:5\0Z"sv,
                                     "1688990270"sv}) {
    EXPECT_EQ(parse_timestamp(bad), std::nullopt) << bad;
  }
}

// What is written again must be readable again, and years have four digits.
TEST(ParseTimestamp, EndsWithTheYearsOfFourDigits) {
  EXPECT_EQ(parse_timestamp("0001-01-01T00:00:00Z"), kFirstReadableTime);
  EXPECT_EQ(parse_timestamp("9999-12-31T23:59:59.999999Z"), kLastReadableTime);
  EXPECT_EQ(parse_timestamp("0001-01-01T02:00:00+02:00"), kFirstReadableTime);
  EXPECT_EQ(parse_timestamp("9999-12-31T09:59:59-14:00"), kLastReadableTime - kSecond + 1);
  for (const std::string_view bad :
       {"0000-12-31T23:59:59Z", "0000-12-31T23:59:59-02:00", "0001-01-01T01:59:59+02:00",
        "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59-0001"}) {
    EXPECT_EQ(parse_timestamp(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(parse_date_or_timestamp("0000-12-31"), std::nullopt);
}

TEST(ParseDateOrTimestamp, TakesABareDateAsItsFirstInstant) {
  EXPECT_EQ(parse_date_or_timestamp("2023-07-10"), 19'548 * kDay);
  EXPECT_EQ(parse_date_or_timestamp("2023-07-10T00:00:01Z"), 19'548 * kDay + kSecond);
  EXPECT_EQ(parse_date_or_timestamp("2023-07-32"), std::nullopt);
  EXPECT_EQ(parse_date_or_timestamp("2023-7-10"), std::nullopt);
  EXPECT_EQ(parse_date_or_timestamp("2023-07-1"), std::nullopt);
  EXPECT_EQ(parse_date_or_timestamp(""), std::nullopt);
}

TEST(DayOf, RoundsTowardsThePast) {
  EXPECT_EQ(day_of(0), 0);
  EXPECT_EQ(day_of(kDay - 1), 0);
  EXPECT_EQ(day_of(kDay), 1);
  EXPECT_EQ(day_of(-1), -1);
  EXPECT_EQ(day_of(-kDay), -1);
}

TEST(FormatTimestamp, WritesAFractionOnlyWhenThereIsOne) {
  EXPECT_EQ(format_timestamp(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_timestamp(1'688'990'270 * kSecond), "2023-07-10T11:57:50Z");
  EXPECT_EQ(format_timestamp(1'688'990'270 * kSecond + 500'000), "2023-07-10T11:57:50.5Z");
  EXPECT_EQ(format_timestamp(1), "1970-01-01T00:00:00.000001Z");
  EXPECT_EQ(format_timestamp(-1), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(format_timestamp(kNoTime), "");
}

TEST(FormatTimestamp, ManagesEveryNumber) {
  EXPECT_EQ(format_timestamp(std::numeric_limits<Timestamp>::max()),
            "294247-01-10T04:00:54.775807Z");
  EXPECT_EQ(format_timestamp(kNoTime + 1), "-290308-12-21T19:59:05.224193Z");
}

TEST(FormatTimestamp, UndoesParsingOnEveryDayOfFourCenturies) {
  for (std::int64_t day = days_from_civil(1899, 12, 30); day < days_from_civil(2300, 1, 2); ++day) {
    const Timestamp time = day * kDay + 12 * kHour + 34 * kMinute + 56 * kSecond;
    const std::string text = format_timestamp(time);
    ASSERT_EQ(parse_timestamp(text), time) << text;
  }
}

TEST(CalendarTime, ShowsWhatACalendarAndAClockShow) {
  struct Case {
    const char* time;
    std::int64_t year;
    unsigned month, day, week, hour, minute;
  };
  // The weeks are the examples of ISO 8601 around the turn of the year.
  const Case cases[] = {
      {"1970-01-01T00:00:00Z", 1970, 1, 1, 1, 0, 0},
      {"2023-07-10T11:57:50Z", 2023, 7, 10, 28, 11, 57},
      {"2005-01-01T23:59:59Z", 2005, 1, 1, 53, 23, 59},
      {"2005-01-02T00:00:00Z", 2005, 1, 2, 53, 0, 0},
      {"2005-12-31T00:00:00Z", 2005, 12, 31, 52, 0, 0},
      {"2007-01-01T00:00:00Z", 2007, 1, 1, 1, 0, 0},
      {"2008-12-28T00:00:00Z", 2008, 12, 28, 52, 0, 0},
      {"2008-12-29T00:00:00Z", 2008, 12, 29, 1, 0, 0},
      {"2010-01-03T00:00:00Z", 2010, 1, 3, 53, 0, 0},
      {"2024-02-29T12:00:00Z", 2024, 2, 29, 9, 12, 0},
      {"1969-12-31T23:59:59Z", 1969, 12, 31, 1, 23, 59},
      {"2023-07-10T01:30:00+02:00", 2023, 7, 9, 27, 23, 30},
  };
  for (const Case& one : cases) {
    const CalendarTime shown = calendar_time(*parse_timestamp(one.time));
    EXPECT_EQ(shown.year, one.year) << one.time;
    EXPECT_EQ(shown.month, one.month) << one.time;
    EXPECT_EQ(shown.day, one.day) << one.time;
    EXPECT_EQ(shown.week, one.week) << one.time;
    EXPECT_EQ(shown.hour, one.hour) << one.time;
    EXPECT_EQ(shown.minute, one.minute) << one.time;
  }
}

TEST(PeriodOf, PeriodsBeginAtWholeMultiplesAlsoBefore1970) {
  EXPECT_EQ(period_of(0, kMinute), 0);
  EXPECT_EQ(period_of(kMinute - 1, kMinute), 0);
  EXPECT_EQ(period_of(-1, kMinute), -1);
}

}  // namespace
}  // namespace trailsift
