// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/progress.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace trailsift::report {
namespace {

TEST(ProgressLine, ShowsShareCountsRateAndEstimate) {
  EXPECT_EQ(progress_line({}, 1, 100), "Looking for files");
  EXPECT_EQ(progress_line({3100, 1204, 2'000'000, 500'000, 6000}, 2, 120),
            " 25%  1,204 of 3,100 files  500.0 kB of 2.0 MB  3,000 events/s  about 6 s left");
  EXPECT_EQ(progress_line({10, 0, 1000, 0, 0}, 0, 120), "  0%  0 of 10 files  0 B of 1.0 kB")
      << "no rate before any time has passed";
  EXPECT_EQ(progress_line({1, 1, 0, 0, 0}, 1, 120), "  0%  1 of 1 files  0 B of 0 B  0 events/s")
      << "empty files";
  EXPECT_EQ(progress_line({10, 5, 100, 200, 0}, 1, 24), "100%  5 of 10 files  200");
}

TEST(ProgressLine, WritesLongTimesInMinutesAndHours) {
  EXPECT_NE(progress_line({10, 5, 100, 50, 0}, 200, 120).find("about 3 min 20 s left"),
            std::string::npos);
  EXPECT_NE(progress_line({10, 5, 100, 50, 0}, 7500, 120).find("about 2 h 5 min left"),
            std::string::npos);
}

TEST(ProgressPrinter, WritesNothingWhenStoppedBeforeTheFirstDraw) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  {
    ProgressPrinter printer(ends[1], 80, [] { return ProgressState{}; });
    printer.stop();
    printer.stop();
  }
  ::close(ends[1]);
  char byte = 0;
  EXPECT_EQ(::read(ends[0], &byte, 1), 0);
  ::close(ends[0]);
}

// Waits for what the printer writes, however long the machine takes for it.
TEST(ProgressPrinter, DrawsAndThenClearsTheLine) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ProgressPrinter printer(ends[1], 80, [] { return ProgressState{2, 1, 20, 10, 5}; });
  std::string written(400, '\0');
  const ssize_t first = ::read(ends[0], written.data(), written.size());
  ASSERT_GT(first, 0);
  EXPECT_TRUE(written.starts_with("\r\x1b[K 50%  1 of 2 files")) << written;
  printer.stop();
  ::close(ends[1]);
  std::string rest;
  char byte = 0;
  while (::read(ends[0], &byte, 1) == 1) rest += byte;
  ::close(ends[0]);
  EXPECT_TRUE(rest.ends_with("\r\x1b[K")) << rest;
}

}  // namespace
}  // namespace trailsift::report
