// SPDX-License-Identifier: Apache-2.0
#include "detect/worker_threads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace trailsift::detect::worker_threads_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Which numbers were called, by whichever thread.
class Calls {
 public:
  void add(unsigned number) {
    const std::lock_guard lock(mutex_);
    numbers_.insert(number);
  }
  [[nodiscard]] const std::set<unsigned>& numbers() const { return numbers_; }

 private:
  std::mutex mutex_;
  std::set<unsigned> numbers_;
};

TEST(WorkerThreads, CallEachNumberOnce) {
  for (const unsigned count : {1U, 4U}) {
    Calls worked;
    Calls left_out;
    run_in_threads(
        count, [&](unsigned number) { worked.add(number); },
        [&](unsigned number) { left_out.add(number); });
    EXPECT_EQ(worked.numbers().size(), count);
    EXPECT_THAT(left_out.numbers(), IsEmpty());
  }
}

TEST(WorkerThreads, GoOnWithThoseThatThereAre) {
  Calls worked;
  Calls left_out;
  unsigned started = 0;
  run_in_threads(
      5,
      [&](unsigned number) {
        if (number == 0) {
          EXPECT_THAT(left_out.numbers(), ElementsAre(3, 4)) << "told before the work begins";
        }
        worked.add(number);
      },
      [&](unsigned number) { left_out.add(number); },
      [&](std::function<void()> run) {
        if (++started > 2)
          throw std::system_error(std::make_error_code(std::errc::no_child_process));
        return std::thread(std::move(run));
      });
  EXPECT_THAT(worked.numbers(), ElementsAre(0, 1, 2));
}

TEST(WorkerThreads, ThrowWhatOneOfThemThrowsWhenAllHaveEnded) {
  for (const unsigned thrower : {0U, 2U}) {
    Calls worked;
    const auto run = [&] {
      run_in_threads(
          4,
          [&](unsigned number) {
            if (number >= thrower) throw std::runtime_error(std::to_string(number));
            worked.add(number);
          },
          [](unsigned) {});
    };
    try {
      run();
      ADD_FAILURE() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(error.what(), std::to_string(thrower));
    }
    EXPECT_EQ(worked.numbers().size(), thrower);
  }
}

}  // namespace
}  // namespace trailsift::detect::worker_threads_test
