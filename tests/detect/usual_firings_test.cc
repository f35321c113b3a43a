// SPDX-License-Identifier: Apache-2.0
#include "detect/usual_firings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect::usual_firings_test {
namespace {

using sigma::Level;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr Timestamp kStart = 19'000 * kDay;

// Two calls at noon, which are a burst.
void add_burst(int day, const std::string& address, std::vector<std::string>& records) {
  for (int i = 0; i < 2; ++i) {
    const Timestamp time = kStart + day * kDay + 12 * kHour + i * kSecond;
    records.push_back(R"({"eventTime":")" + format_timestamp(time) +
                      R"(","eventName":"A","recipientAccountId":"111122223333","eventID":")" +
                      std::to_string(records.size()) + R"(","sourceIPAddress":")" + address +
                      R"(","userIdentity":{"type":"IAMUser","arn":)" +
                      R"("arn:aws:iam::111122223333:user/scanner"}})");
  }
}

std::vector<Finding> findings_of(const std::vector<std::string>& records) {
  const auto rules = compile_test_rules(
      rule_yaml("call", "  s:\n    eventName: A\n  condition: s") + "---\n" +
      "title: b\nname: burst\nlevel: medium\ntrailsift:\n  usual_level: low\n"
      "correlation:\n  type: event_count\n  rules: [call]\n  group-by: [derived.actor]\n"
      "  timespan: 1m\n  condition: {gte: 2}\n");
  return find(*rules, {records});
}

std::vector<Level> levels(const std::vector<std::string>& records) {
  std::vector<Level> levels;
  for (const Finding& finding : findings_of(records)) levels.push_back(finding.level);
  return levels;
}

std::vector<std::string> bursts(const std::vector<int>& days,
                                const std::string& address = "192.0.2.1") {
  std::vector<std::string> records;
  for (const int day : days) add_burst(day, address, records);
  return records;
}

TEST(UsualFirings, AreThoseOfThreeDaysOverTwoWeeks) {
  EXPECT_THAT(levels(bursts({0, 7, 14})), Each(Level::kLow));
  EXPECT_THAT(levels(bursts({0, 7, 13})), Each(Level::kMedium));
  EXPECT_THAT(levels(bursts({0, 14})), Each(Level::kMedium));
  EXPECT_THAT(levels(bursts({0, 7, 14}, "config.amazonaws.com")), Each(Level::kLow));
}

TEST(UsualFirings, AreThoseOfSingleEventsLikewise) {
  const auto rules =
      compile_test_rules(rule_yaml("call", "  s:\n    eventName: A\n  condition: s",
                                   "level: high\ntrailsift:\n  usual_level: medium\n"));
  std::vector<std::string> records = bursts({0, 7, 14});
  add_burst(14, "203.0.113.7", records);
  std::vector<Level> levels;
  for (const Finding& finding : find(*rules, {records})) levels.push_back(finding.level);
  EXPECT_THAT(levels,
              UnorderedElementsAre(Level::kMedium, Level::kMedium, Level::kMedium, Level::kHigh));
}

TEST(UsualFirings, AStrangerAmongThemIsToldByHimself) {
  std::vector<std::string> records;
  for (int day = 0; day < 20; ++day) {
    const bool strange = day == 10;
    add_burst(day, strange ? "203.0.113.7" : "192.0.2." + std::to_string(day), records);
  }
  EXPECT_THAT(levels(records), ElementsAre(Level::kLow, Level::kMedium, Level::kLow));
}

TEST(UsualFirings, ABurstFromHomeAndElsewhereIsNotUsual) {
  std::vector<std::string> records = bursts({0, 5, 10, 15});
  add_burst(10, "203.0.113.7", records);
  EXPECT_THAT(levels(records), ElementsAre(Level::kLow, Level::kLow, Level::kMedium, Level::kLow));
}

TEST(UsualFirings, SayWhyTheyAreGradedLower) {
  const auto steps = [](const std::vector<int>& days) {
    return findings_of(bursts(days)).front().next_steps;
  };
  EXPECT_THAT(steps({0, 7, 14}), Contains(HasSubstr("graded lower")));
  EXPECT_THAT(steps({0, 7, 13}), Not(Contains(HasSubstr("graded lower"))));
}

}  // namespace
}  // namespace trailsift::detect::usual_firings_test
