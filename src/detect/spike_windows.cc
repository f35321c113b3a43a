// SPDX-License-Identifier: Apache-2.0
#include "detect/spike_windows.h"

#include <algorithm>
#include <tuple>

#include "detect/hit_data.h"

namespace trailsift::detect {
namespace {

std::uint64_t different_values(std::span<const SpikeEntry> window) {
  std::vector<std::uint32_t> values;
  for (const SpikeEntry& entry : window) values.push_back(entry.value);
  std::sort(values.begin(), values.end());
  return static_cast<std::uint64_t>(std::unique(values.begin(), values.end()) - values.begin());
}

}  // namespace

SpikeWindows::SpikeWindows(const CompiledCorrelation& correlation, const MergedHits& hits)
    : correlation_(correlation), hits_(hits) {
  const CorrelationFeed& feed = correlation.feeds.front();
  const MergedHits::Range range = hits.of_rule(feed.event_rule);
  for (std::uint32_t number = range.begin; number < range.end; ++number) {
    const Hit& hit = hits[number];
    const auto group = tuple_of(feed.group, hit, groups_);
    const auto value = tuple_of(feed.values, hit, values_);
    if (hit.time == kNoTime || !group || !value) continue;
    entries_.push_back({*group, period_of(hit.time, correlation.timespan), number, *value});
  }
  std::sort(entries_.begin(), entries_.end(), [](const SpikeEntry& left, const SpikeEntry& right) {
    return std::tie(left.group, left.window, left.hit) <
           std::tie(right.group, right.window, right.hit);
  });
}

// Nothing when one of the values is not there.
std::optional<std::uint32_t> SpikeWindows::tuple_of(const std::vector<KeySource>& sources,
                                                    const Hit& hit, TuplePool& pool) {
  tuple_.clear();
  if (!hits_.append_values(sources, hit, tuple_)) return std::nullopt;
  return pool.intern(tuple_);
}

RuleBaseline::Key SpikeWindows::key_of(std::span<const SpikeEntry> group) const {
  RuleBaseline::Key key;
  for (const std::uint32_t text : values_of(group)) key.emplace_back(hits_.text(text));
  return key;
}

std::uint64_t SpikeWindows::total_of(std::span<const SpikeEntry> window) const {
  const sigma::Correlation& rule = *correlation_.rule.correlation;
  if (!rule.value_fields.empty()) return different_values(window);
  std::uint64_t total = 0;
  for (const SpikeEntry& entry : window) {
    const Hit& hit = hits_[entry.hit];
    total = rule.spike.sum.empty() ? total + hit.weight : sum_of_amounts(total, hit.amount);
  }
  return total;
}

std::vector<WindowTotal> SpikeWindows::totals_of(std::span<const SpikeEntry> group) const {
  std::vector<WindowTotal> totals;
  for_each_window(group, [&](std::span<const SpikeEntry> window) {
    const std::uint64_t total = total_of(window);
    if (total > 0) totals.push_back({window.front().window, total});
  });
  return totals;
}

SpikeLimits limits_of(const CompiledCorrelation& correlation) {
  const sigma::Correlation& rule = *correlation.rule.correlation;
  return {correlation.timespan, correlation.history, correlation.min_history, rule.spike.factor,
          rule.spike.floor};
}

}  // namespace trailsift::detect
