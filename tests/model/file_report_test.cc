// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/file_report.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

TEST(FileReport, CountsLossesByReasonAndKeepsTheFirst) {
  FileReport report;
  report.lose("malformed-record", 10, "first");
  report.lose("truncated-json", 50, "end");
  report.lose("malformed-record", 20, "second");
  ASSERT_EQ(report.losses.size(), 2U);
  EXPECT_EQ(report.losses[0].position, 10U);
  EXPECT_EQ(report.losses[0].count, 2U);
  EXPECT_EQ(report.losses[0].detail, "first");
  EXPECT_EQ(report.losses[1].count, 1U);
}

TEST(FileReport, CountsSkips) {
  FileReport report;
  report.skip("digest");
  report.skip("digest");
  report.skip("other-json");
  EXPECT_EQ(report.skipped["digest"], 2U);
  EXPECT_EQ(report.skipped.size(), 2U);
}

}  // namespace
}  // namespace trailsift
