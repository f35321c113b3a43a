// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/merged_hits.h"

namespace trailsift::detect {

// Makes one hit, with a weight, of the hits of a flood that no correlation can tell apart: a
// million denied calls in an hour take no more memory than the seconds that they were made in.
//
// Only rules that are counted and are no findings of their own are folded, and not where an event
// may be counted by way of two rules. Hits are alike when they agree in outcome, account, actor and
// all values that a correlation groups by or counts. Alike hits of one minute stay as they are up
// to kMostApart; beyond that those of the same time become one, the first by event id. So a burst
// of up to kMostApart events keeps every event id, and what is left does not depend on how often,
// or in which parts, hits were folded before. Of rules with `once_per`, the first of alike hits in
// each such period stands for all of them.
class HitFolding {
 public:
  static constexpr std::uint64_t kMostApart = 1000;

  explicit HitFolding(const CompiledRules& rules);

  // Clears `wanted` of hits that are folded into others. `hits` is sorted.
  void fold(MergedHits& hits, std::vector<bool>& wanted) const;

 private:
  struct Foldable {
    bool is_foldable = false;
    Timestamp once_per = 0;  // as in CompiledRule
    std::vector<KeySource> keys;
  };

  void fold_rule(const Foldable& rule, MergedHits::Range range, MergedHits& hits,
                 std::vector<bool>& wanted) const;

  std::vector<Foldable> rules_;  // by event rule
};

}  // namespace trailsift::detect
