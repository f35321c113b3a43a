// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <thread>

namespace trailsift::detect {

// Calls work(0) to work(count - 1) at once, work(0) in the calling thread and each other in a
// thread of its own, and returns when all have ended. Where the system gives no more threads, those
// there are do it alone: `leave_out` is called before work(0), in the calling thread, with the
// number of each that has none. What one of them throws is thrown again when all have ended; of
// several exceptions that of the lowest number. Precondition: count > 0.
void run_in_threads(unsigned count, const std::function<void(unsigned)>& work,
                    const std::function<void(unsigned)>& leave_out);

// The same with another way to start a thread, which throws std::system_error where there is none.
using StartThread = std::function<std::thread(std::function<void()>)>;
void run_in_threads(unsigned count, const std::function<void(unsigned)>& work,
                    const std::function<void(unsigned)>& leave_out, const StartThread& start);

}  // namespace trailsift::detect
