// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace trailsift::report {

// How far a scan has come.
struct ProgressState {
  std::uint64_t files_total = 0;  // 0: not known yet
  std::uint64_t files_done = 0;
  std::uint64_t bytes_total = 0;
  std::uint64_t bytes_done = 0;
  std::uint64_t events = 0;
};

// One line of at most `columns`: files, share, bytes, events per second and an estimate of the
// rest.
[[nodiscard]] std::string progress_line(const ProgressState& state, double seconds,
                                        std::size_t columns);

// Redraws a progress line on a terminal five times a second, from a thread of its own, beginning
// half a second after it was made so that a short scan shows none. Nothing else may be written to
// the terminal until stop() has taken the line away.
class ProgressPrinter {
 public:
  // `read` is called from the printer's thread until stop().
  ProgressPrinter(int descriptor, std::size_t columns, std::function<ProgressState()> read);
  // Stops.
  ~ProgressPrinter();
  ProgressPrinter(const ProgressPrinter&) = delete;
  ProgressPrinter& operator=(const ProgressPrinter&) = delete;

  // Ends the thread and clears the line. May be called again.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trailsift::report
