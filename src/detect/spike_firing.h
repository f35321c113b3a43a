// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/firing.h"
#include "detect/merged_hits.h"
#include "detect/spike_history.h"
#include "trailsift/detect/baseline.h"

namespace trailsift::detect {

// What became of all groups of a correlation.
struct SpikeFirings {
  std::vector<Firing> firings;
  std::size_t groups_without_history = 0;  // that reached the floor and could never be judged
};

// What is known of the windows of a correlation besides its hits; nullptr: nothing.
struct KnownWindows {
  const SettledGroups* settled = nullptr;
  const RuleBaseline* learnt = nullptr;
};

// The firings of a correlation of type `spike`; see spike.h. Each holds the hits of all windows
// that belong together. One of them leads: of those that agree in account, principal and source
// address, and for sums in credential and values, and that count or add up to the most, the first;
// where different values are counted the first of all. A hit without a time, or without a value for
// a group_by or for the field whose values are counted, is left out.
[[nodiscard]] SpikeFirings fire_spikes(const CompiledCorrelation& correlation,
                                       const MergedHits& hits, const KnownWindows& known = {});

// Adds the totals of all windows to `baseline`, those of `settled` (nullptr: none) too.
void learn_totals(const CompiledCorrelation& correlation, const MergedHits& hits,
                  const SettledGroups* settled, RuleBaseline& baseline);

}  // namespace trailsift::detect
