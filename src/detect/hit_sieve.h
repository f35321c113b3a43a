// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_demand.h"
#include "detect/merged_hits.h"
#include "trailsift/base/time.h"
#include "trailsift/detect/hit_store.h"

namespace trailsift::detect {

// Lets go of hits that can be in no finding, by a look that is much cheaper than correlations: most
// hits of rules that are only counted belong to groups that never come near to what is asked for.
//
// See HitDemand for what a correlation needs. Hits of rules that are findings, or that feed what
// can come to an end by more hits, are all needed.
//
// Of rules with `once_per` the hits that are alike by the first likeness are needed or not
// together, because one is counted with the other. Immutable; share it between threads.
class HitSieve {
 public:
  explicit HitSieve(const CompiledRules& rules);

  // What is needed. Hits at or after `open_from` all are, because not all that is near to them has
  // come; kEndOfTime: there is nothing to come.
  [[nodiscard]] MergedHits::Wanted needed(const std::vector<HitStore>& stores,
                                          Timestamp open_from) const;

  // True for hits that matter for correlations alone, and there only as far as they make them fire.
  [[nodiscard]] bool is_only_counted(std::uint32_t rule) const {
    return only_counted_[rule] && !has_open_firsts_[rule];
  }

  // True when the end of the scan tells which of its hits were first times.
  [[nodiscard]] bool has_open_firsts(std::uint32_t rule) const { return has_open_firsts_[rule]; }

  // How far apart hits may lie of which one may decide about the other.
  [[nodiscard]] Timestamp reach() const { return reach_; }

 private:
  std::vector<HitDemand> demands_;
  std::vector<bool> only_counted_;     // by event rule
  std::vector<bool> droppable_;        // by event rule; more than those: sums may be fed, too
  std::vector<bool> has_open_firsts_;  // by event rule
  std::vector<std::optional<Likeness>> alike_;  // by event rule: its first likeness
  Timestamp reach_ = 0;
};

}  // namespace trailsift::detect
