// SPDX-License-Identifier: Apache-2.0
#include "detect/work_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace trailsift::detect {
namespace {

std::vector<io::InputFile> files_delivered(std::initializer_list<Timestamp> times) {
  std::vector<io::InputFile> files;
  for (const Timestamp time : times) {
    files.emplace_back();
    files.back().delivered = time;
  }
  return files;
}

TEST(WorkQueue, HandsOutFilesInOrderAndKnowsTheOldestUnderWay) {
  const auto files = files_delivered({10, 20, 30, 40});
  WorkQueue queue(files, 2);
  const auto first = queue.next(0);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->file.delivered, 10);
  EXPECT_EQ(first->oldest_delivery, 10);
  const auto second = queue.next(1);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->file.delivered, 20);
  EXPECT_EQ(second->oldest_delivery, 10);  // worker 0 is still at it
  EXPECT_EQ(queue.next(1)->oldest_delivery, 10);
  EXPECT_EQ(queue.left(), 1U);
  EXPECT_EQ(queue.next(0)->oldest_delivery, 30);
  EXPECT_EQ(queue.left(), 0U);
  EXPECT_FALSE(queue.next(0));
  EXPECT_FALSE(queue.next(1));
  EXPECT_FALSE(queue.next(0));
}

TEST(WorkQueue, FilesWithoutADateHoldBackTheOldest) {
  const auto files = files_delivered({kNoTime, 20, 30});
  WorkQueue queue(files, 2);
  EXPECT_EQ(queue.next(0)->oldest_delivery, kNoTime);
  EXPECT_EQ(queue.next(1)->oldest_delivery, kNoTime);
  EXPECT_EQ(queue.next(0)->oldest_delivery, 20);
}

TEST(WorkQueue, IsEmptyWithoutFiles) {
  WorkQueue queue({}, 1);
  EXPECT_FALSE(queue.next(0));
  EXPECT_EQ(queue.left(), 0U);
}

TEST(WorkQueue, GivesEveryFileToOneWorkerOnly) {
  std::vector<io::InputFile> files(5000);
  for (std::size_t i = 0; i < files.size(); ++i) files[i].delivered = static_cast<Timestamp>(i);
  std::vector<std::atomic<int>> taken(files.size());
  WorkQueue queue(files, 4);
  std::vector<std::thread> threads;
  for (unsigned worker = 0; worker < 4; ++worker) {
    threads.emplace_back([&, worker] {
      while (const auto work = queue.next(worker)) {
        EXPECT_LE(work->oldest_delivery, work->file.delivered);
        ++taken[static_cast<std::size_t>(work->file.delivered)];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& times : taken) EXPECT_EQ(times, 1);
}

}  // namespace
}  // namespace trailsift::detect
