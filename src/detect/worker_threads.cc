// SPDX-License-Identifier: Apache-2.0
#include "detect/worker_threads.h"

#include <exception>
#include <system_error>
#include <utility>
#include <vector>

namespace trailsift::detect {

void run_in_threads(unsigned count, const std::function<void(unsigned)>& work,
                    const std::function<void(unsigned)>& leave_out) {
  run_in_threads(count, work, leave_out,
                 [](std::function<void()> run) { return std::thread(std::move(run)); });
}

void run_in_threads(unsigned count, const std::function<void(unsigned)>& work,
                    const std::function<void(unsigned)>& leave_out, const StartThread& start) {
  std::vector<std::exception_ptr> failures(count);
  const auto run = [&](unsigned number) {
    try {
      work(number);
    } catch (...) {
      failures[number] = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(count);
  try {
    while (threads.size() + 1 < count) {
      const auto number = static_cast<unsigned>(threads.size() + 1);
      threads.push_back(start([&run, number] { run(number); }));
    }
  } catch (const std::system_error&) {
    for (auto number = static_cast<unsigned>(threads.size() + 1); number < count; ++number) {
      leave_out(number);
    }
  }
  run(0);
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace trailsift::detect
