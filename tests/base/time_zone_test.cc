// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/time_zone.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdint>
#include <ctime>
#include <random>
#include <string>
#include <vector>

namespace trailsift {
namespace {

Timestamp at(std::string_view text) { return *parse_timestamp(text); }

Timestamp hours_at(const TimeZone& zone, std::string_view text) {
  return zone.offset_at(at(text)) / kHour;
}

TEST(TimeZone, MayBeAnOffset) {
  const struct {
    const char* text;
    Timestamp offset;
  } cases[] = {{"UTC", 0},
               {"Z", 0},
               {"+00:00", 0},
               {"+02:00", 2 * kHour},
               {"-03:30", -3 * kHour - 30 * kMinute}};
  for (const auto& [text, offset] : cases) {
    const auto zone = TimeZone::parse_offset(text);
    ASSERT_TRUE(zone) << text;
    EXPECT_EQ(zone->offset_at(at("2023-07-10T11:57:50Z")), offset) << text;
  }
  for (const char* text : {"", "utc", "02:00", "+2:00", "+02:60", "+25:00", "+0200", ".12345",
                           "+02:00 ", "Europe/Berlin"}) {
    EXPECT_FALSE(TimeZone::parse_offset(text)) << text;
  }
}

TEST(TimeZone, ChangesItsClocksByARule) {
  const auto berlin = TimeZone::parse_rule("CET-1CEST,M3.5.0,M10.5.0/3");
  ASSERT_TRUE(berlin);
  EXPECT_EQ(hours_at(*berlin, "2023-03-26T00:59:59Z"), 1);
  EXPECT_EQ(hours_at(*berlin, "2023-03-26T01:00:00Z"), 2);
  EXPECT_EQ(hours_at(*berlin, "2023-10-29T00:59:59Z"), 2);
  EXPECT_EQ(hours_at(*berlin, "2023-10-29T01:00:00Z"), 1);
  EXPECT_EQ(hours_at(*berlin, "1950-07-01T00:00:00Z"), 1);
  EXPECT_EQ(hours_at(*berlin, "2200-07-01T00:00:00Z"), 1);
  const auto tokyo = TimeZone::parse_rule("JST-9");
  ASSERT_TRUE(tokyo);
  EXPECT_EQ(hours_at(*tokyo, "2023-07-01T00:00:00Z"), 9);
  EXPECT_FALSE(TimeZone::parse_rule("Europe/Berlin"));
}

// The C library reads such rules, too, and needs no zone files for it.
TEST(TimeZone, AgreesWithTheLibrary) {
  std::mt19937_64 random(11);
  for (const char* rule :
       {"CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "AEST-10AEDT,M10.1.0,M4.1.0/3",
        "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "XXX-3:30YYY-4:15,J60/1:30,300/5", "IST-5:30",
        "IST-1GMT0,M10.5.0,M3.5.0/1"}) {
    const auto zone = TimeZone::parse_rule(rule);
    ASSERT_TRUE(zone) << rule;
    ASSERT_EQ(setenv("TZ", rule, 1), 0);
    tzset();
    for (int i = 0; i < 3000; ++i) {
      const auto seconds = static_cast<std::time_t>(random() % 4'000'000'000ULL);
      std::tm local{};
      ASSERT_NE(localtime_r(&seconds, &local), nullptr);
      EXPECT_EQ(zone->offset_at(seconds * kSecond) / kSecond, local.tm_gmtoff)
          << rule << " at " << format_timestamp(seconds * kSecond);
    }
  }
  unsetenv("TZ");
  tzset();
}

std::string big_endian(std::int64_t number, int size) {
  std::string bytes;
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>(number >> shift);
  }
  return bytes;
}

struct ZoneChange {
  std::int64_t seconds;
  int type;
};

// A zone file of version 2, with an empty first block.
std::string zone_file(const std::vector<ZoneChange>& changes, const std::vector<int>& offsets,
                      const std::string& footer) {
  const std::string start = "TZif2" + std::string(15, '\0');
  std::string bytes = start + std::string(24, '\0') + start;
  bytes += std::string(12, '\0') + big_endian(static_cast<std::int64_t>(changes.size()), 4);
  bytes += big_endian(static_cast<std::int64_t>(offsets.size()), 4) + big_endian(4, 4);
  for (const ZoneChange& change : changes) bytes += big_endian(change.seconds, 8);
  for (const ZoneChange& change : changes) bytes += static_cast<char>(change.type);
  for (const int offset : offsets) bytes += big_endian(offset, 4) + std::string(2, '\0');
  return bytes + std::string("LMT\0", 4) + "\n" + footer + "\n";
}

TEST(TimeZone, IsReadFromAZoneFile) {
  const std::int64_t change = at("2010-01-01T00:00:00Z") / kSecond;
  const auto zone = TimeZone::parse_file(
      zone_file({{change - 1000, 1}, {change, 2}}, {3600, 7200, 10800}, "MSK-3"));
  ASSERT_TRUE(zone);
  EXPECT_EQ(hours_at(*zone, "2009-01-01T00:00:00Z"), 1);
  EXPECT_EQ(hours_at(*zone, "2009-12-31T23:59:59Z"), 2);
  EXPECT_EQ(hours_at(*zone, "2010-01-01T00:00:00Z"), 3);
  const auto summer =
      TimeZone::parse_file(zone_file({{change, 0}}, {3600}, "CET-1CEST,M3.5.0,M10.5.0/3"));
  ASSERT_TRUE(summer);
  EXPECT_EQ(hours_at(*summer, "2009-07-01T00:00:00Z"), 1)
      << "the rule holds behind the last change";
  EXPECT_EQ(hours_at(*summer, "2010-07-01T00:00:00Z"), 2);
  EXPECT_EQ(hours_at(*summer, "2010-12-01T00:00:00Z"), 1);
}

TEST(TimeZone, TakesAChangeAtTheBeginningOfTheWorld) {
  const auto zone = TimeZone::parse_file(zone_file({{-(1LL << 59), 1}}, {60, 3600}, ""));
  ASSERT_TRUE(zone);
  EXPECT_EQ(hours_at(*zone, "1900-01-01T00:00:00Z"), 1);
}

TEST(TimeZone, RefusesFilesThatMakeNoSense) {
  EXPECT_FALSE(TimeZone::parse_file(zone_file({{5, 1}}, {3600}, ""))) << "no such type";
  EXPECT_FALSE(TimeZone::parse_file(zone_file({{5, 0}, {5, 0}}, {3600}, ""))) << "out of order";
  EXPECT_FALSE(TimeZone::parse_file(zone_file({{1LL << 62, 0}}, {3600}, "")));
  EXPECT_FALSE(TimeZone::parse_file(zone_file({}, {}, "UTC0"))) << "no types";
  EXPECT_FALSE(TimeZone::parse_file(zone_file({}, {999'999}, "")));
  EXPECT_FALSE(TimeZone::parse_file(zone_file({}, {0}, "nonsense")));
  EXPECT_FALSE(TimeZone::parse_file(std::string(200, '\xFF')));
  EXPECT_FALSE(TimeZone::parse_file("TZif2" + std::string(15, '\0') + std::string(24, '\xFF')));
  const std::string whole = zone_file({{5, 0}}, {3600}, "CET-1");
  ASSERT_TRUE(TimeZone::parse_file(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(TimeZone::parse_file(whole.substr(0, size))) << size;
  }
}

}  // namespace
}  // namespace trailsift
