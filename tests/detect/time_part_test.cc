// SPDX-License-Identifier: Apache-2.0
#include "detect/time_part.h"

#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

std::string with_time(const std::string& time) { return R"({"eventTime":)" + time + "}"; }

bool hits(const std::string& test, const std::string& record) {
  return rule_hits("  s:\n    " + test + "\n  condition: s", record);
}

TEST(TimePart, EveryPartOfATime) {
  const std::string record = with_time(R"("2023-07-10T11:57:50Z")");
  for (const char* test :
       {"minute: 57", "hour: 11", "day: 10", "week: 28", "month: 7", "year: 2023", "hour: [3, 11]",
        "hour|gte: 11", "hour|lt: 12", "hour|neq: 12", "minute|gt: 56", "year|lte: 2023"}) {
    EXPECT_TRUE(hits(std::string("eventTime|") + test, record)) << test;
  }
  for (const char* test : {"minute: 11", "hour: [3, 12]", "day|gt: 10", "week|lt: 28",
                           "month|neq: 7", "year|gte: 2024"}) {
    EXPECT_FALSE(hits(std::string("eventTime|") + test, record)) << test;
  }
}

TEST(TimePart, OnlyTextsThatAreTimesHaveParts) {
  for (const char* value : {"1689000000", "\"noon\"", "null", "true", "\"2023-02-30T01:00:00Z\""}) {
    EXPECT_FALSE(hits("eventTime|year|gt: 0", with_time(value))) << value;
    EXPECT_TRUE(hits("eventTime|year|neq: 2023", with_time(value))) << value;
  }
  EXPECT_TRUE(hits("requestParameters.from|month: 7",
                   R"({"requestParameters":{"from":["x","2023-07-10"]}})"));
}

TEST(TimePart, IsTakenInUtc) {
  EXPECT_TRUE(hits("eventTime|hour: 23", with_time(R"("2023-07-10T01:30:00+02:00")")));
}

TEST(TimePart, IsNamedByTheModifier) {
  sigma::FieldTest test;
  EXPECT_EQ(time_part_of(test), TimePart::kNone);
  test.modifiers = {sigma::Modifier::kGte, sigma::Modifier::kWeek};
  EXPECT_EQ(time_part_of(test), TimePart::kWeek);
}

}  // namespace
}  // namespace trailsift::detect
