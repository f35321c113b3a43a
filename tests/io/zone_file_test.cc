// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/zone_file.h"

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace trailsift::io {
namespace {

// A zone file whose footer is all that it says.
std::string zone_bytes(const std::string& footer) {
  const std::string start = "TZif2" + std::string(15, '\0');
  const std::string one_type = std::string(16, '\0') + std::string("\0\0\0\1\0\0\0\4", 8);
  return start + std::string(24, '\0') + start + one_type + std::string(6, '\0') +
         std::string("UTC\0", 4) + "\n" + footer + "\n";
}

class ZoneFileTest : public ::testing::Test {
 protected:
  // What is added to UTC in the summer of 2023; -1 where there is no such zone.
  Timestamp hours(const std::string& name) const {
    const auto zone = find_time_zone(name, folder_.path().string());
    const Timestamp summer = *parse_timestamp("2023-07-10T11:57:50Z");
    return zone ? zone.value().offset_at(summer) / kHour : -1;
  }

  testing::TempFolder folder_;
};

TEST_F(ZoneFileTest, IsFoundByItsName) {
  folder_.write("Europe/Berlin", zone_bytes("CET-1CEST,M3.5.0,M10.5.0/3"));
  folder_.write("Etc/GMT-14", zone_bytes("<+14>-14"));
  EXPECT_EQ(hours("Europe/Berlin"), 2);
  EXPECT_EQ(hours("Etc/GMT-14"), 14);
}

TEST_F(ZoneFileTest, IsNotNeededForOffsetsAndRules) {
  EXPECT_EQ(hours("UTC"), 0);
  EXPECT_EQ(hours("+02:00"), 2);
  EXPECT_EQ(hours("EST5EDT,M3.2.0,M11.1.0/1"), -4);
  EXPECT_EQ(hours("JST-9"), 9);
}

TEST_F(ZoneFileTest, IsNothingElse) {
  folder_.write("zone/outside", zone_bytes("JST-9"));
  folder_.write("damaged", "TZif2");
  const testing::TempFolder other;
  other.write("zone", zone_bytes("JST-9"));
  const std::string way_out = "../" + other.path().filename().string() + "/zone";
  for (const std::string& name :
       {std::string(), std::string("Mars/Olympus"), std::string("damaged"), std::string("zone"),
        way_out, other.file("zone")}) {
    EXPECT_EQ(hours(name), -1) << name;
  }
  const auto error = find_time_zone("Mars/Olympus", folder_.path().string()).error();
  EXPECT_EQ(error.code, "unknown-zone");
  EXPECT_NE(error.message.find("Mars/Olympus"), std::string::npos);
}

}  // namespace
}  // namespace trailsift::io
