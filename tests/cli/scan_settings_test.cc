// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/scan_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trailsift::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TypedOptions typed(FlagId id, const std::string& value) {
  TypedOptions options;
  options.operands = {"logs"};
  options.values[id] = {value};
  return options;
}

ScanSettings settings_of(const TypedOptions& options) {
  auto settings = read_scan_settings(options);
  EXPECT_TRUE(settings) << (settings ? "" : settings.error().to_string());
  return settings ? std::move(settings).value() : ScanSettings{};
}

TEST(ReadScanSettings, HasTheDefaultsThatHelpNames) {
  TypedOptions options;
  options.operands = {"logs"};
  const ScanSettings settings = settings_of(options);
  EXPECT_EQ(settings.format, OutputFormat::kText);
  EXPECT_EQ(settings.min_level, sigma::Level::kLow);
  EXPECT_EQ(settings.fail_on, std::nullopt);
  EXPECT_TRUE(settings.rules.sources.builtin);
  EXPECT_TRUE(settings.progress);
  EXPECT_GE(settings.scan.jobs, 1U);
  EXPECT_EQ(settings.scan.limits.decode.max_inflated_bytes, 4ULL << 30);
  EXPECT_EQ(settings.scan.limits.parse.max_record_bytes, 16U << 20);
  EXPECT_EQ(settings.scan.limits.parse.max_depth, 128U);
  EXPECT_EQ(settings.scan.filter.since, kNoTime);
  EXPECT_THAT(settings.scan.paths, ElementsAre("logs"));
}

TEST(ReadScanSettings, TakesTheLimitsOfEachRange) {
  EXPECT_EQ(settings_of(typed(FlagId::kJobs, "256")).scan.jobs, 256U);
  EXPECT_EQ(settings_of(typed(FlagId::kMaxKept, "1G")).scan.most_kept_bytes, 1ULL << 30);
  EXPECT_EQ(settings_of(typed(FlagId::kMaxDepth, "1024")).scan.limits.parse.max_depth, 1024U);
  EXPECT_EQ(settings_of(typed(FlagId::kMaxInflated, "1024g")).scan.limits.decode.max_inflated_bytes,
            1ULL << 40);
  const ScanSettings large = settings_of(typed(FlagId::kMaxRecord, "1G"));
  EXPECT_EQ(large.scan.limits.parse.max_record_bytes, 1ULL << 30);
  EXPECT_GT(large.scan.limits.decode.max_window_bytes, large.scan.limits.parse.max_record_bytes)
      << "a record fits a window";
}

// Every flag that takes one of some values refuses the others and says so.
TEST(ReadScanSettings, RefusesBadValuesByNameOfTheFlag) {
  const struct {
    FlagId id;
    std::vector<std::string> values;
  } cases[] = {
      {FlagId::kFormat, {"", "xml", "TEXT", "json "}},
      {FlagId::kOutput, {""}},
      {FlagId::kMinLevel, {"", "severe", "high,low"}},
      {FlagId::kFailOn, {"", "none"}},
      {FlagId::kColour, {"", "yes"}},
      {FlagId::kRules, {""}},
      {FlagId::kConfig, {""}},
      {FlagId::kHomeRegion, {"", "frankfurt", "eu-central-1,eu-west-1"}},
      {FlagId::kGroup, {"", "rule"}},
      {FlagId::kSince, {"", "yesterday", "2023-02-30", "2023-07-10T25:00:00Z", "10.07.2023"}},
      {FlagId::kUntil, {"", "now"}},
      {FlagId::kRegion, {"", "all"}},
      {FlagId::kAccount, {"", "prod", "12345678901"}},
      {FlagId::kJobs, {"", "0", "257", "-1", "two", "1.5", "99999999999999999999"}},
      {FlagId::kMaxInflated, {"", "0", "1", "1T", "1025G", "-1"}},
      {FlagId::kMaxRecord, {"", "0", "1023", "2G"}},
      {FlagId::kMaxDepth, {"", "0", "1025", "-5"}},
      {FlagId::kMaxKept, {"", "0", "1023K", "1025G", "much"}},
  };
  for (const auto& [id, values] : cases) {
    for (const std::string& value : values) {
      const auto settings = read_scan_settings(typed(id, value));
      ASSERT_FALSE(settings) << flag(id).name << '=' << value;
      EXPECT_EQ(settings.error().code, "bad-value");
      EXPECT_THAT(settings.error().message, HasSubstr("--" + std::string(flag(id).name)));
      EXPECT_THAT(settings.error().hint, HasSubstr(std::string(flag(id).allowed)));
    }
  }
}

TEST(ReadScanSettings, RefusesAnEmptyInterval) {
  TypedOptions options = typed(FlagId::kSince, "2023-07-11");
  options.values[FlagId::kUntil] = {"2023-07-11T00:00:00Z"};
  auto settings = read_scan_settings(options);
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().code, "empty-interval");
  options.values[FlagId::kUntil] = {"2023-07-11T00:00:01Z"};
  EXPECT_TRUE(read_scan_settings(options));
}

TEST(ReadScanSettings, WritesTheCommandInNormalForm) {
  TypedOptions options;
  options.operands = {"b", "a"};
  options.values[FlagId::kJobs] = {"8"};
  options.values[FlagId::kQuiet] = {""};
  options.values[FlagId::kFormat] = {"json"};
  options.values[FlagId::kOutput] = {"x.json"};
  options.values[FlagId::kRegion] = {"us-east-1", "eu-west-1"};
  options.values[FlagId::kFollowSymlinks] = {""};
  EXPECT_THAT(settings_of(options).command,
              ElementsAre("trailsift", "scan", "--region", "us-east-1", "--region", "eu-west-1",
                          "--follow-symlinks", "b", "a"));
  options.values.clear();
  options.operands = {"-", "-odd"};
  EXPECT_THAT(settings_of(options).command, ElementsAre("trailsift", "scan", "--", "-", "-odd"));
}

}  // namespace
}  // namespace trailsift::cli
