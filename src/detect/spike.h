// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "detect/windows.h"
#include "trailsift/base/time.h"

// The arithmetic of the correlation type `spike`, free of rules and events.
//
// Time is cut into windows of one length that begin at whole multiples of it, counted from
// 1970-01-01T00:00:00Z. A window is a spike when its total is at least `floor` and at least
// `factor` times the average of the windows before it, as far back as `history` reaches. Windows
// in which there was nothing do not count into the average: what is quiet at night is compared with
// its days. The average of no windows is 0.
//
// A window right behind a spike is compared with what that was compared with, and nothing else, and
// the two are one spike: an outbreak that goes on does not become its own measure.
namespace trailsift::detect {

// What a window comes to.
struct WindowTotal {
  std::int64_t window = 0;  // number: its begin divided by the length
  std::uint64_t total = 0;  // above 0
  bool is_settled = false;  // found to be no spike before: a part of the history and nothing else

  friend bool operator==(const WindowTotal&, const WindowTotal&) = default;
};

// What a correlation asks for.
struct SpikeLimits {
  Timestamp length = 0;  // of a window, above 0
  Timestamp history = 0;
  Timestamp min_history = 0;  // from the first window there is until a window that may be judged
  double factor = 0;
  std::uint64_t floor = 0;

  // How many windows back the average goes.
  [[nodiscard]] std::int64_t reach() const { return history / length; }
};

// Windows right behind each other that are all spikes.
struct Spike {
  IndexRange windows;      // of the totals
  std::uint64_t peak = 0;  // the highest of their totals
  double average = 0;      // that they were compared with
};

// What became of one group.
struct SpikeSearch {
  std::vector<Spike> spikes;
  bool lacks_history = false;  // a total reached the floor, and none came late enough to be judged
};

// Precondition: `totals` is sorted by window, each of which is there once.
[[nodiscard]] SpikeSearch find_spikes(std::span<const WindowTotal> totals,
                                      const SpikeLimits& limits);

}  // namespace trailsift::detect
