// SPDX-License-Identifier: Apache-2.0
#include "base/zone_rule.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

std::string winter_and_summer(std::string_view text) {
  const auto rule = parse_zone_rule(text);
  if (!rule) return "-";
  const std::string winter = std::to_string(rule->offset / kMinute);
  return rule->summer ? winter + " " + std::to_string(rule->summer->offset / kMinute) : winter;
}

TEST(ZoneRule, ReadsOffsets) {
  const struct {
    const char* text;
    const char* minutes;
  } cases[] = {
      {"UTC0", "0"},
      {"EST5", "-300"},
      {"IST-5:30", "330"},
      {"<+0545>-5:45", "345"},
      {"<-03>+3:00:00", "-180"},
      {"CET-1CEST,M3.5.0,M10.5.0/3", "60 120"},
      {"EST5EDT,M3.2.0,M11.1.0", "-300 -240"},
      {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "630 660"},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", "60 0"},
      {"AAA24", "-1440"},
  };
  for (const auto& [text, minutes] : cases) EXPECT_EQ(winter_and_summer(text), minutes) << text;
}

TEST(ZoneRule, RefusesEverythingElse) {
  for (const char* text : {"",
                           "C",
                           "CET",
                           "CE-1",
                           "CET-",
                           "CET-25",
                           "CET-1:60",
                           "CET-1 ",
                           "CET-1CEST",
                           "CET-1CEST,M3.5.0",
                           "CET-1CEST,M3.5.0,",
                           "CET-1CEST,M0.5.0,M10.5.0",
                           "CET-1CEST,M13.5.0,M10.5.0",
                           "CET-1CEST,M3.0.0,M10.5.0",
                           "CET-1CEST,M3.6.0,M10.5.0",
                           "CET-1CEST,M3.5.7,M10.5.0",
                           "CET-1CEST,J0,J365",
                           "CET-1CEST,J1,J366",
                           "CET-1CEST,0,366",
                           "CET-1CEST,M3.5.0/168,M10.5.0",
                           "CET-1CEST,M3.5.0,M10.5.0/3x",
                           "<CET-1",
                           "<C>-1",
                           "Europe/Berlin"}) {
    EXPECT_EQ(winter_and_summer(text), "-") << text;
  }
}

std::string when(YearlyChange change, std::int64_t year) {
  return format_timestamp(time_of(change, year, kHour));
}

TEST(YearlyChange, IsADayOfEveryYear) {
  using Kind = YearlyChange::Kind;
  const YearlyChange last_sunday{Kind::kWeekday, 3, 5, 0, 2 * kHour};
  EXPECT_EQ(when(last_sunday, 2023), "2023-03-26T01:00:00Z");
  EXPECT_EQ(when(last_sunday, 2024), "2024-03-31T01:00:00Z");
  const YearlyChange first_friday{Kind::kWeekday, 12, 1, 5, -kHour};
  EXPECT_EQ(when(first_friday, 2023), "2023-11-30T22:00:00Z");
  const YearlyChange last_sunday_of_year{Kind::kWeekday, 12, 5, 0, 0};
  EXPECT_EQ(when(last_sunday_of_year, 2023), "2023-12-30T23:00:00Z");
  EXPECT_EQ(when({Kind::kJulian, 0, 0, 60, kHour}, 2024), "2024-03-01T00:00:00Z");
  EXPECT_EQ(when({Kind::kJulian, 0, 0, 60, kHour}, 2023), "2023-03-01T00:00:00Z");
  EXPECT_EQ(when({Kind::kJulian, 0, 0, 59, kHour}, 2024), "2024-02-28T00:00:00Z");
  EXPECT_EQ(when({Kind::kDayOfYear, 0, 0, 59, kHour}, 2024), "2024-02-29T00:00:00Z");
  EXPECT_EQ(when({Kind::kDayOfYear, 0, 0, 0, kHour}, 2023), "2023-01-01T00:00:00Z");
}

}  // namespace
}  // namespace trailsift
