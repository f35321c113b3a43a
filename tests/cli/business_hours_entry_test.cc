// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/business_hours_entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "trailsift/cli/config.h"

namespace trailsift::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

// The texts, or the error.
std::vector<std::string> hours_of(const std::string& yaml) {
  const auto config = parse_config("business_hours:" + yaml, "site.yml");
  if (!config) return {config.error().to_string()};
  return config.value().lists.at("business_hours");
}

TEST(BusinessHoursEntry, IsOneMapOrSeveral) {
  EXPECT_THAT(hours_of("\n  zone: UTC\n  days: mon-fri\n  from: 08:00\n  to: '18:00'\n"),
              ElementsAre("mon-fri 08:00-18:00 UTC"));
  EXPECT_THAT(
      hours_of("\n  - {zone: +02:00, days: [mon, wed-fri], from: 22:00, to: 06:00}\n"
               "  - {to: 24:00, from: 00:00, days: sat, zone: 'CET-1CEST,M3.5.0,M10.5.0'}"),
      ElementsAre("mon,wed-fri 22:00-06:00 +02:00", "sat 00:00-24:00 CET-1CEST,M3.5.0,M10.5.0"));
  EXPECT_TRUE(hours_of(" []\n").empty()) << "nobody ever works";
}

TEST(BusinessHoursEntry, TellsWhatIsWrongAndWhere) {
  const struct {
    const char* yaml;
    const char* begins;
  } cases[] = {
      {" mon-fri\n", "site.yml:1:17: business hours are a map"},
      {"\n  - mon-fri\n", "site.yml:2:5: business hours are a map"},
      {" {zone: UTC, days: mon, from: 08:00}\n", "site.yml:1:17: business hours need \"to\""},
      {" {zone: UTC, day: mon}\n", "site.yml:1:29: business hours have no \"day\""},
      {" {zone: UTC, zone: UTC}\n", "site.yml:1:29: "},
      {" {zone: Mars/Olympus, days: mon, from: 08:00, to: 18:00}\n",
       "site.yml:1:24: there is no time zone \"Mars/Olympus\""},
      {" {zone: UTC, days: monday, from: 08:00, to: 18:00}\n",
       "site.yml:1:35: \"monday\" is not a list of days"},
      {" {zone: UTC, days: [mon, fry], from: 08:00, to: 18:00}\n",
       "site.yml:1:35: \"mon,fry\" is not a list of days"},
      {" {zone: UTC, days: [], from: 08:00, to: 18:00}\n", "site.yml:1:35: \"\" is not a list"},
      {" {zone: UTC, days: mon, from: 8, to: 18}\n",
       "site.yml:1:46: business hours cannot be \"8-18\""},
      {" {zone: UTC, days: mon, from: 08:00, to: 99:00}\n",
       "site.yml:1:57: business hours cannot be \"08:00-99:00\""},
      {" {zone: UTC, days: mon, from: 08:00, to: 08:00}\n", "site.yml:1:46: business hours cannot"},
      {" {zone: UTC, days: 'mon 00:00-24:00 UTC', from: 08:00, to: 18:00}\n", "site.yml:1:35: "},
      {" {zone: [UTC], days: mon, from: 08:00, to: 18:00}\n", "site.yml:1:24: "},
      {"\n", "site.yml:"},
  };
  for (const auto& [yaml, begins] : cases) {
    EXPECT_THAT(hours_of(yaml), ElementsAre(StartsWith(begins))) << yaml;
  }
  const auto twice = parse_config(
      "placeholders: {business_hours: [x]}\n"
      "business_hours: {zone: UTC, days: mon, from: 08:00, to: 18:00}\n",
      "site.yml");
  EXPECT_EQ(twice.error().code, "repeated-key");
}

}  // namespace
}  // namespace trailsift::cli
