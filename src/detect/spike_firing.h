// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/firing.h"
#include "detect/merged_hits.h"
#include "trailsift/detect/baseline.h"

namespace trailsift::detect {

struct SpikeFirings {
  std::vector<Firing> firings;
  std::size_t groups_without_history = 0;  // that reached the floor and could never be judged
};

// The firings of a correlation of type `spike`; see spike.h. Each holds the hits of all windows
// that belong together. A hit without a time, or without a value for a group_by or for the field
// whose values are counted, is left out. `known`, if given, is what was learnt before: its windows
// are history, too; where both know a window, the higher total holds.
[[nodiscard]] SpikeFirings fire_spikes(const CompiledCorrelation& correlation,
                                       const MergedHits& hits, const RuleBaseline* known = nullptr);

// Adds the totals of all windows to `baseline`.
void learn_totals(const CompiledCorrelation& correlation, const MergedHits& hits,
                  RuleBaseline& baseline);

}  // namespace trailsift::detect
