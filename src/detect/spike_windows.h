// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/intern_pool.h"
#include "detect/merged_hits.h"
#include "detect/runs.h"
#include "detect/spike.h"
#include "trailsift/detect/baseline.h"

namespace trailsift::detect {

// A hit as one correlation of type `spike` sees it.
struct SpikeEntry {
  std::uint32_t group = 0;  // number of a tuple
  std::int64_t window = 0;
  std::uint32_t hit = 0;
  std::uint32_t value = 0;  // number of a tuple; where different values are counted
};

// The hits that feed one correlation of type `spike`, by group, then window. A hit without a time,
// or without a value for a group_by or for the field whose values are counted, is left out.
class SpikeWindows {
 public:
  // Keeps references to both.
  SpikeWindows(const CompiledCorrelation& correlation, const MergedHits& hits);

  // Calls `visit` with the entries of each group.
  template <typename Visit>
  void for_each_group(const Visit& visit) const {
    for_each_run(
        std::span<const SpikeEntry>(entries_),
        [](const SpikeEntry& left, const SpikeEntry& right) { return left.group == right.group; },
        visit);
  }

  // Calls `visit` with the entries of each window of a group.
  template <typename Visit>
  static void for_each_window(std::span<const SpikeEntry> group, const Visit& visit) {
    for_each_run(
        group,
        [](const SpikeEntry& left, const SpikeEntry& right) { return left.window == right.window; },
        visit);
  }

  // What a group is grouped by: numbers of texts, valid until this goes, and the texts.
  [[nodiscard]] std::span<const std::uint32_t> values_of(std::span<const SpikeEntry> group) const {
    return groups_[group.front().group];
  }
  [[nodiscard]] RuleBaseline::Key key_of(std::span<const SpikeEntry> group) const;

  // The totals of the windows of a group. Windows of nothing are left out.
  [[nodiscard]] std::vector<WindowTotal> totals_of(std::span<const SpikeEntry> group) const;

 private:
  [[nodiscard]] std::optional<std::uint32_t> tuple_of(const std::vector<KeySource>& sources,
                                                      const Hit& hit, TuplePool& pool);
  [[nodiscard]] std::uint64_t total_of(std::span<const SpikeEntry> window) const;

  const CompiledCorrelation& correlation_;
  const MergedHits& hits_;
  TuplePool groups_;
  TuplePool values_;
  std::vector<std::uint32_t> tuple_;  // reused
  std::vector<SpikeEntry> entries_;
};

// What a correlation of type `spike` asks for.
[[nodiscard]] SpikeLimits limits_of(const CompiledCorrelation& correlation);

}  // namespace trailsift::detect
