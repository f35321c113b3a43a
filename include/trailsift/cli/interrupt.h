// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace trailsift::cli {

// From here on the first SIGINT or SIGTERM only sets interrupted(), and the second ends the program
// at once with status 128 + signal. Call once, before other threads start.
void watch_for_interrupts();

// True after the first such signal. Read it from any thread.
[[nodiscard]] const std::atomic<bool>& interrupted();

// A closed pipe and a file that grows too large become errors of write() instead of signals that
// end the program with output half written.
void turn_write_signals_into_errors();

}  // namespace trailsift::cli
