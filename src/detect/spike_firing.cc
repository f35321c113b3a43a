// SPDX-License-Identifier: Apache-2.0
#include "detect/spike_firing.h"

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "detect/hit_data.h"
#include "detect/hit_thinning.h"
#include "detect/intern_pool.h"
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

  SpikeFirings run() {
    collect();
    for (std::size_t begin = 0; begin < entries_.size();) {
      std::size_t end = begin;
      while (end < entries_.size() && entries_[end].group == entries_[begin].group) ++end;
      fire_group(std::span(entries_).subspan(begin, end - begin));
      begin = end;
    }
    return std::move(result_);
  }

 private:
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
    for (const KeySource& source : sources) {
      tuple_.push_back(hits_.value_at(source, hit));
      if (tuple_.back() == kNoText) return std::nullopt;
    }
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

  // `places[i]` is where the entries of totals[i] begin, and one more closes the last.
  void sum_up(std::span<const Entry> group, std::vector<WindowTotal>& totals,
              std::vector<std::size_t>& places) const {
    for (std::size_t begin = 0; begin < group.size();) {
      std::size_t end = begin;
      while (end < group.size() && group[end].window == group[begin].window) ++end;
      const std::uint64_t total = total_of(group.subspan(begin, end - begin));
      if (total > 0) {
        totals.push_back({group[begin].window, total});
        places.push_back(begin);
      }
      begin = end;
    }
    places.push_back(group.size());
  }

  void fire_group(std::span<const Entry> group) {
    const sigma::Correlation& rule = *correlation_.rule.correlation;
    std::vector<WindowTotal> totals;
    std::vector<std::size_t> places;
    sum_up(group, totals, places);
    const SpikeSearch search =
        find_spikes(totals, {correlation_.timespan, correlation_.history, correlation_.min_history,
                             rule.spike.factor, rule.spike.floor});
    if (search.lacks_history) ++result_.groups_without_history;
    for (const Spike& spike : search.spikes) {
      const std::size_t begin = places[spike.windows.begin];
      const std::int64_t last = totals[spike.windows.end - 1].window;
      Firing firing;
      for (const Entry& entry : group.subspan(begin)) {
        if (entry.window <= last) firing.hits.push_back(entry.hit);
      }
      const std::span<const std::uint32_t> values = groups_[group.front().group];
      firing.group.assign(values.begin(), values.end());
      firing.spike = {spike.peak, spike.average, group[begin].window * correlation_.timespan,
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

SpikeFirings fire_spikes(const CompiledCorrelation& correlation, const MergedHits& hits) {
  return SpikeCorrelator(correlation, hits).run();
}

}  // namespace trailsift::detect
