// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/merged_hits.h"

namespace trailsift::detect {

// Makes one hit, with a weight, of the hits of a flood that no correlation can tell apart: a
// million denied calls in an hour take no more memory than the seconds that they were made in.
//
// Only rules that are counted and are no findings of their own are folded, and not where an event
// may be counted by way of two rules. Hits are alike when they agree in outcome, account, principal
// and all values that a correlation groups by or counts. Alike hits of one minute stay as they are
// up to kMostApart; beyond that those of the same time become one, the first by event id. So a
// burst of up to kMostApart events keeps every event id, and what is left does not depend on how
// often, or in which parts, hits were folded before. Of rules with likenesses (likeness.h) those
// hits stay which are the first of their like by one of these; the others are counted with them.
class HitFolding {
 public:
  static constexpr std::int64_t kMostApart = 1000;
  static constexpr Timestamp kSamplePeriod = 30 * kDay;

  // Keeps a reference.
  explicit HitFolding(const CompiledRules& rules);

  // Removes the hits that are folded into others. `hits` is sorted, and stays so.
  void fold(MergedHits& hits) const;

  // True for informational rules with `once_per`, of which nobody sees findings who does not ask
  // for them: those need no more hits than settle_sampled() picks.
  [[nodiscard]] bool is_sampled(std::uint32_t rule) const { return is_sampled_[rule]; }

  // Of the hits of sampled rules that are not `needed`, makes those needed that are the first of
  // their principal and address in a day, or of their principal, address, region and call in a
  // period of kSamplePeriod, and counts each of the others with the former. `hits` is sorted and
  // folded.
  void settle_sampled(MergedHits& hits, std::vector<bool>& needed) const;

 private:
  static void fold_floods(const Likeness& flood, MergedHits::Range range, MergedHits& hits,
                          std::vector<bool>& wanted);
  static void thin(const std::vector<Likeness>& likenesses, MergedHits::Range range,
                   MergedHits& hits, std::vector<bool>& wanted);

  const CompiledRules& rules_;
  std::vector<std::optional<Likeness>> floods_;  // by event rule; of those that are folded
  std::vector<bool> is_sampled_;                 // by event rule
};

}  // namespace trailsift::detect
