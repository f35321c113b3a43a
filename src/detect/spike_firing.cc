// SPDX-License-Identifier: Apache-2.0
#include "detect/spike_firing.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "detect/hit_data.h"
#include "detect/intern_pool.h"
#include "detect/runs.h"
#include "detect/spike.h"

namespace trailsift::detect {
namespace {

// A hit as one spike sees it.
struct Entry {
  std::uint32_t group = 0;  // number of a tuple
  std::int64_t window = 0;
  std::uint32_t hit = 0;
  std::uint32_t value = 0;  // number of a tuple; where different values are counted
};

class SpikeCorrelator {
 public:
  SpikeCorrelator(const CompiledCorrelation& correlation, const MergedHits& hits)
      : correlation_(correlation), feed_(correlation.feeds.front()), hits_(hits) {}

  SpikeFirings run(const RuleBaseline* known) {
    for_each_group([&](std::span<const Entry> group) { fire_group(group, known); });
    return std::move(result_);
  }

  void learn(RuleBaseline& baseline) {
    for_each_group([&](std::span<const Entry> group) {
      auto& windows = baseline.windows[key_of(group)];
      for (const WindowTotal& total : totals_of(group)) windows[total.window] = total.total;
    });
    std::erase_if(baseline.windows, [](const auto& group) { return group.second.empty(); });
  }

 private:
  template <typename Visit>
  void for_each_group(const Visit& visit) {
    collect();
    for_each_run(
        std::span<const Entry>(entries_),
        [](const Entry& left, const Entry& right) { return left.group == right.group; }, visit);
  }

  RuleBaseline::Key key_of(std::span<const Entry> group) const {
    RuleBaseline::Key key;
    for (const std::uint32_t text : groups_[group.front().group])
      key.emplace_back(hits_.text(text));
    return key;
  }

  void collect() {
    const MergedHits::Range range = hits_.of_rule(feed_.event_rule);
    for (std::uint32_t number = range.begin; number < range.end; ++number) {
      const Hit& hit = hits_[number];
      const auto group = tuple_of(feed_.group, hit, groups_);
      const auto value = tuple_of(feed_.values, hit, values_);
      if (hit.time == kNoTime || !group || !value) continue;
      entries_.push_back({*group, period_of(hit.time, correlation_.timespan), number, *value});
    }
    std::sort(entries_.begin(), entries_.end(), [](const Entry& left, const Entry& right) {
      return std::tie(left.group, left.window, left.hit) <
             std::tie(right.group, right.window, right.hit);
    });
  }

  // Nothing when one of the values is not there.
  std::optional<std::uint32_t> tuple_of(const std::vector<KeySource>& sources, const Hit& hit,
                                        TuplePool& pool) {
    tuple_.clear();
    if (!hits_.append_values(sources, hit, tuple_)) return std::nullopt;
    return pool.intern(tuple_);
  }

  [[nodiscard]] std::uint64_t total_of(std::span<const Entry> window) const {
    const sigma::Correlation& rule = *correlation_.rule.correlation;
    if (!rule.value_fields.empty()) return different_values(window);
    std::uint64_t total = 0;
    for (const Entry& entry : window) {
      const Hit& hit = hits_[entry.hit];
      total = rule.spike.sum.empty() ? total + hit.weight : sum_of_amounts(total, hit.amount);
    }
    return total;
  }

  static std::uint64_t different_values(std::span<const Entry> window) {
    std::vector<std::uint32_t> values;
    for (const Entry& entry : window) values.push_back(entry.value);
    std::sort(values.begin(), values.end());
    return static_cast<std::uint64_t>(std::unique(values.begin(), values.end()) - values.begin());
  }

  // Windows of nothing are left out.
  std::vector<WindowTotal> totals_of(std::span<const Entry> group) const {
    std::vector<WindowTotal> totals;
    const auto is_same = [](const Entry& left, const Entry& right) {
      return left.window == right.window;
    };
    for_each_run(group, is_same, [&](std::span<const Entry> window) {
      const std::uint64_t total = total_of(window);
      if (total > 0) totals.push_back({window.front().window, total});
    });
    return totals;
  }

  std::vector<WindowTotal> with_known(std::span<const Entry> group,
                                      const RuleBaseline* known) const {
    std::vector<WindowTotal> own = totals_of(group);
    if (known == nullptr) return own;
    const auto learnt = known->windows.find(key_of(group));
    if (learnt == known->windows.end()) return own;
    std::map<std::int64_t, std::uint64_t> all = learnt->second;
    for (const WindowTotal& total : own)
      all[total.window] = std::max(all[total.window], total.total);
    std::vector<WindowTotal> totals;
    for (const auto& [window, total] : all) totals.push_back({window, total});
    return totals;
  }

  void fire_group(std::span<const Entry> group, const RuleBaseline* known) {
    const sigma::Correlation& rule = *correlation_.rule.correlation;
    const std::vector<WindowTotal> totals = with_known(group, known);
    const SpikeSearch search =
        find_spikes(totals, {correlation_.timespan, correlation_.history, correlation_.min_history,
                             rule.spike.factor, rule.spike.floor});
    if (search.lacks_history) ++result_.groups_without_history;
    for (const Spike& spike : search.spikes) {
      const std::int64_t first = totals[spike.windows.begin].window;
      const std::int64_t last = totals[spike.windows.end - 1].window;
      Firing firing;
      for (const Entry& entry : group) {
        if (entry.window >= first && entry.window <= last) firing.hits.push_back(entry.hit);
      }
      if (firing.hits.empty()) continue;  // it lies in what was learnt before
      const std::span<const std::uint32_t> values = groups_[group.front().group];
      firing.group.assign(values.begin(), values.end());
      firing.spike = {spike.peak, spike.average, first * correlation_.timespan,
                      (last + 1) * correlation_.timespan};
      result_.firings.push_back(std::move(firing));
    }
  }

  const CompiledCorrelation& correlation_;
  const CorrelationFeed& feed_;
  const MergedHits& hits_;
  TuplePool groups_;
  TuplePool values_;
  std::vector<std::uint32_t> tuple_;  // reused
  std::vector<Entry> entries_;
  SpikeFirings result_;
};

}  // namespace

SpikeFirings fire_spikes(const CompiledCorrelation& correlation, const MergedHits& hits,
                         const RuleBaseline* known) {
  return SpikeCorrelator(correlation, hits).run(known);
}

void learn_totals(const CompiledCorrelation& correlation, const MergedHits& hits,
                  RuleBaseline& baseline) {
  SpikeCorrelator(correlation, hits).learn(baseline);
}

}  // namespace trailsift::detect
