// SPDX-License-Identifier: Apache-2.0
#include "detect/spike.h"

#include <algorithm>

namespace trailsift::detect {
namespace {

// The average of the windows that lie within some length before the one at hand.
class TrailingAverage {
 public:
  TrailingAverage(std::span<const WindowTotal> totals, std::int64_t reach)
      : totals_(totals), reach_(reach) {}

  // Precondition: `next` does not go down from call to call.
  double before(std::size_t next) {
    for (; end_ < next; ++end_) sum_ += static_cast<double>(totals_[end_].total);
    for (; totals_[begin_].window < totals_[next].window - reach_; ++begin_) {
      sum_ -= static_cast<double>(totals_[begin_].total);
    }
    return begin_ == end_ ? 0 : sum_ / static_cast<double>(end_ - begin_);
  }

 private:
  std::span<const WindowTotal> totals_;
  std::int64_t reach_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  double sum_ = 0;
};

bool stands_out(std::uint64_t total, double average, const SpikeLimits& limits) {
  return total >= limits.floor && static_cast<double>(total) >= limits.factor * average;
}

}  // namespace

SpikeSearch find_spikes(std::span<const WindowTotal> totals, const SpikeLimits& limits) {
  SpikeSearch search;
  bool is_judged = false;
  bool reaches_floor = false;
  TrailingAverage trailing(totals, limits.reach());
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const auto [window, total, is_settled] = totals[i];
    reaches_floor = reaches_floor || total >= limits.floor;
    const bool is_early = (window - totals.front().window) * limits.length < limits.min_history;
    is_judged = is_judged || !is_early;
    if (is_settled) continue;
    const bool goes_on = !search.spikes.empty() && search.spikes.back().windows.end == i &&
                         totals[i - 1].window + 1 == window;
    if (goes_on) {
      Spike& spike = search.spikes.back();
      if (!stands_out(total, spike.average, limits)) continue;
      spike.windows.end = i + 1;
      spike.peak = std::max(spike.peak, total);
      continue;
    }
    if (is_early) continue;
    const double average = trailing.before(i);
    if (stands_out(total, average, limits)) search.spikes.push_back({{i, i + 1}, total, average});
  }
  search.lacks_history = reaches_floor && !is_judged;
  return search;
}

}  // namespace trailsift::detect
