// SPDX-License-Identifier: Apache-2.0
#include "detect/work_queue.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace trailsift::detect {
namespace {

// Files delivered on these days of January 1970; 0 is a file without a date.
io::FileList files_of_days(const std::vector<int>& days) {
  io::FileList files;
  for (const int day : days) {
    const std::string folder = day == 0 ? "logs/" : fmt::format("logs/1970/01/{:02}/", day);
    files.add_folder(folder, 0, std::vector<io::FileList::NamedFile>{{"x.json", 0}});
  }
  return files;
}

Timestamp day(int number) { return (number - 1) * kDay; }

TEST(WorkQueue, HandsOutNothingOnceAbandoned) {
  WorkQueue queue(files_of_days({10, 20}), 2);
  EXPECT_TRUE(queue.next(0));
  queue.abandon();
  EXPECT_FALSE(queue.next(0));
  EXPECT_FALSE(queue.next(1));
}

TEST(WorkQueue, HandsOutFilesInOrderAndKnowsTheOldestUnderWay) {
  const auto files = files_of_days({10, 20, 25, 30});
  WorkQueue queue(files, 2);
  const auto first = queue.next(0);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->file.delivered, day(10));
  EXPECT_EQ(first->oldest_delivery, day(10));
  const auto second = queue.next(1);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->file.delivered, day(20));
  EXPECT_EQ(second->oldest_delivery, day(10));  // worker 0 is still at it
  EXPECT_EQ(queue.next(1)->oldest_delivery, day(10));
  EXPECT_EQ(queue.left(), 1U);
  EXPECT_EQ(queue.next(0)->oldest_delivery, day(25));
  EXPECT_EQ(queue.left(), 0U);
  EXPECT_FALSE(queue.next(0));
  EXPECT_FALSE(queue.next(1));
  EXPECT_FALSE(queue.next(0));
}

TEST(WorkQueue, FilesWithoutADateHoldBackTheOldest) {
  const auto files = files_of_days({0, 20, 25});
  WorkQueue queue(files, 2);
  EXPECT_EQ(queue.next(0)->oldest_delivery, kNoTime);
  EXPECT_EQ(queue.next(1)->oldest_delivery, kNoTime);
  EXPECT_EQ(queue.next(0)->oldest_delivery, day(20));
}

TEST(WorkQueue, IsEmptyWithoutFiles) {
  WorkQueue queue({}, 1);
  EXPECT_FALSE(queue.next(0));
  EXPECT_EQ(queue.left(), 0U);
}

TEST(WorkQueue, GivesEveryFileToOneWorkerOnly) {
  io::FileList files;
  for (int i = 0; i < 5000; ++i) files.add_typed(std::to_string(i), false, 0);
  std::vector<std::atomic<int>> taken(files.size());
  WorkQueue queue(files, 4);
  std::vector<std::thread> threads;
  for (unsigned worker = 0; worker < 4; ++worker) {
    threads.emplace_back([&, worker] {
      while (const auto work = queue.next(worker)) {
        EXPECT_LE(work->oldest_delivery, work->file.delivered);
        ++taken[std::stoul(work->file.path)];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& times : taken) EXPECT_EQ(times, 1);
}

}  // namespace
}  // namespace trailsift::detect
