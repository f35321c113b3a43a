// SPDX-License-Identifier: Apache-2.0
#include "detect/spike_history.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "detect/spike_windows.h"

namespace trailsift::detect {
namespace {

bool comes_before(const WindowTotal& left, const WindowTotal& right) {
  return left.window < right.window;
}

bool has(const std::vector<WindowTotal>& windows, std::int64_t window) {
  return std::binary_search(windows.begin(), windows.end(), WindowTotal{window}, comes_before);
}

bool has(const std::vector<std::int64_t>& windows, std::int64_t window) {
  return std::binary_search(windows.begin(), windows.end(), window);
}

// Both are in order, and so is the result.
void add_in_order(const std::vector<WindowTotal>& more, std::vector<WindowTotal>& to) {
  const auto middle = static_cast<std::ptrdiff_t>(to.size());
  to.insert(to.end(), more.begin(), more.end());
  std::inplace_merge(to.begin(), to.begin() + middle, to.end(), comes_before);
}

// Whether its hits may go before the end of the scan, which alone can tell inferred lists.
bool may_go(const CompiledRules& rules, const CompiledRule& rule) {
  return rule.is_for_spikes && !rules.may_wait(rule);
}

// The windows that belong to spikes, in order.
std::vector<std::int64_t> windows_of(const SpikeSearch& search,
                                     std::span<const WindowTotal> totals) {
  std::vector<std::int64_t> windows;
  for (const Spike& spike : search.spikes) {
    for (std::size_t i = spike.windows.begin; i < spike.windows.end; ++i) {
      windows.push_back(totals[i].window);
    }
  }
  return windows;
}

// Forgets what neither a window from `oldest_open` on nor one of the spikes is compared with. The
// first window and the last one tell how long the group is known.
void forget(std::int64_t oldest_open, const SpikeLimits& limits, SettledGroup& group) {
  if (group.windows.empty()) return;
  const std::int64_t first = group.windows.front().window;
  const std::int64_t last = group.windows.back().window;
  if ((last - first) * limits.length < limits.min_history) return;
  const std::int64_t reach = limits.reach();
  const std::int64_t until = std::min(oldest_open, last) - reach;
  const auto is_compared = [&](std::int64_t window) {
    const auto next = std::lower_bound(group.spikes.begin(), group.spikes.end(), window);
    return window >= until || (next != group.spikes.end() && *next - reach <= window);
  };
  const std::size_t erased = std::erase_if(group.windows, [&](const WindowTotal& total) {
    return total.window != first && total.window != last && !is_compared(total.window);
  });
  if (erased > 0) group.forgotten_until = std::max(group.forgotten_until, until);
}

// One group, while its windows are settled.
class GroupSettling {
 public:
  GroupSettling(const SpikeLimits& limits, Timestamp complete_until, SettledGroup& group)
      : limits_(limits), first_open_(floor_div(complete_until, limits.length)), group_(group) {}

  void judge(std::vector<WindowTotal> own, const std::map<std::int64_t, std::uint64_t>* learnt) {
    own_ = std::move(own);
    const auto all = all_windows(own_, &group_, learnt, limits_.reach());
    spikes_ = windows_of(find_spikes(all, limits_), all);
  }

  // Whether the hits of that window are needed.
  [[nodiscard]] bool needs(std::int64_t window) const {
    return !has(group_.windows, window) && (window >= first_open_ || has(spikes_, window));
  }

  void settle(bool forgets) {
    std::int64_t oldest_open = std::numeric_limits<std::int64_t>::max();
    std::vector<WindowTotal> settled;
    for (WindowTotal& total : own_) {
      if (has(group_.windows, total.window)) continue;
      if (total.window >= first_open_) {
        oldest_open = std::min(oldest_open, total.window);
      } else if (!has(spikes_, total.window)) {
        total.is_settled = true;
        settled.push_back(total);
      } else if (!has(group_.spikes, total.window)) {
        group_.spikes.insert(
            std::lower_bound(group_.spikes.begin(), group_.spikes.end(), total.window),
            total.window);
      }
    }
    add_in_order(settled, group_.windows);
    if (forgets) forget(oldest_open, limits_, group_);
  }

 private:
  const SpikeLimits limits_;
  const std::int64_t first_open_;  // number of a window
  SettledGroup& group_;
  std::vector<WindowTotal> own_;
  std::vector<std::int64_t> spikes_;
};

}  // namespace

std::vector<WindowTotal> all_windows(std::vector<WindowTotal> own, const SettledGroup* settled,
                                     const std::map<std::int64_t, std::uint64_t>* learnt,
                                     std::int64_t reach) {
  std::vector<WindowTotal> all = std::move(own);
  if (settled != nullptr) {
    std::erase_if(all,
                  [&](const WindowTotal& total) { return has(settled->windows, total.window); });
    for (WindowTotal& total : all) {
      total.is_settled = settled->forgotten_until != SettledGroup::kNever &&
                         total.window < settled->forgotten_until + reach &&
                         !has(settled->spikes, total.window);
    }
    add_in_order(settled->windows, all);
  }
  if (learnt == nullptr) return all;
  std::vector<WindowTotal> more;
  for (const auto& [window, total] : *learnt) {
    const auto place = std::lower_bound(all.begin(), all.end(), WindowTotal{window}, comes_before);
    if (place != all.end() && place->window == window) {
      place->total = std::max(place->total, total);
    } else {
      more.push_back({window, total});
    }
  }
  add_in_order(more, all);
  return all;
}

SpikeHistory::SpikeHistory(const CompiledRules& rules, const Baseline* learnt, bool forgets)
    : rules_(rules), learnt_(learnt), forgets_(forgets), groups_(rules.correlations.size()) {
  for (const CompiledRule& rule : rules.events) settles_.push_back(may_go(rules, rule));
}

void SpikeHistory::settle(const MergedHits& hits, Timestamp complete_until,
                          std::vector<bool>& wanted) {
  if (complete_until == kNoTime) return;
  for (std::uint32_t rule = 0; rule < settles_.size(); ++rule) {
    if (!settles_[rule]) continue;
    const MergedHits::Range range = hits.of_rule(rule);
    for (std::uint32_t hit = range.begin; hit < range.end; ++hit) {
      wanted[hit] = hits[hit].time == kNoTime;
    }
  }
  for (std::size_t i = 0; i < rules_.correlations.size(); ++i) {
    const CompiledCorrelation& correlation = rules_.correlations[i];
    if (correlation.is_spike() && settles_[correlation.feeds.front().event_rule]) {
      settle(i, hits, complete_until, wanted);
    }
  }
}

void SpikeHistory::settle(std::size_t number, const MergedHits& hits, Timestamp complete_until,
                          std::vector<bool>& wanted) {
  const CompiledCorrelation& correlation = rules_.correlations[number];
  const SpikeLimits limits = limits_of(correlation);
  const RuleBaseline* learnt = find_learnt(learnt_, correlation);
  const SpikeWindows windows(correlation, hits);
  windows.for_each_group([&](std::span<const SpikeEntry> entries) {
    RuleBaseline::Key key = windows.key_of(entries);
    const auto* learnt_windows = learnt == nullptr ? nullptr : learnt->windows_of(key);
    GroupSettling group(limits, complete_until, groups_[number][std::move(key)]);
    group.judge(windows.totals_of(entries), learnt_windows);
    SpikeWindows::for_each_window(entries, [&](std::span<const SpikeEntry> window) {
      if (!group.needs(window.front().window)) return;
      for (const SpikeEntry& entry : window) wanted[entry.hit] = true;
    });
    group.settle(forgets_);
  });
}

}  // namespace trailsift::detect
