// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/merged_hits.h"
#include "detect/spike.h"
#include "trailsift/base/time.h"
#include "trailsift/detect/baseline.h"

namespace trailsift::detect {

// What is remembered of a group of a correlation of type `spike`.
struct SettledGroup {
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();

  std::vector<WindowTotal> windows;       // that were no spikes, in order
  std::vector<std::int64_t> spikes;       // the numbers of those that were, in order
  std::int64_t forgotten_until = kNever;  // windows before this one may be missing
};
using SettledGroups = std::map<RuleBaseline::Key, SettledGroup>;

// All windows of a group in order: what its hits come to (`own`, in order), what was settled
// (nullptr: nothing) and what was learnt before (nullptr: nothing). A settled total stands,
// whatever has come since; of an own and a learnt one the higher holds. Late hits in windows whose
// history is forgotten are no reason to judge them.
[[nodiscard]] std::vector<WindowTotal> all_windows(
    std::vector<WindowTotal> own, const SettledGroup* settled,
    const std::map<std::int64_t, std::uint64_t>* learnt, std::int64_t reach);

// Lets go of the hits that feed spikes while a scan goes on. A window that has been seen whole,
// with all that it is compared with, is judged once: of a spike the hits are kept, of any other
// window its total, 24 bytes, and that no longer than a later window may be compared with it. So
// what is remembered does not grow with the length of the logs.
//
// Not thread-safe.
class SpikeHistory {
 public:
  // Keeps references. `forgets`: totals go when no window can be compared with them any more.
  SpikeHistory(const CompiledRules& rules, const Baseline* learnt, bool forgets);

  // Judges the windows that end by `complete_until`, and makes those hits unwanted that feed spikes
  // alone and lie in no window that is a spike or still open. `hits` is sorted and folded, and
  // holds every hit since the last call that lies in such a window.
  void settle(const MergedHits& hits, Timestamp complete_until, std::vector<bool>& wanted);

  // By number of the correlation; empty for those whose hits are all kept.
  [[nodiscard]] const SettledGroups& groups(std::size_t correlation) const {
    return groups_[correlation];
  }

 private:
  void settle(std::size_t correlation, const MergedHits& hits, Timestamp complete_until,
              std::vector<bool>& wanted);

  const CompiledRules& rules_;
  const Baseline* learnt_;
  bool forgets_;
  std::vector<bool> settles_;          // by event rule
  std::vector<SettledGroups> groups_;  // by correlation
};

// What is settled of a correlation; nullptr: nothing. `history` may be nullptr, too.
[[nodiscard]] inline const SettledGroups* find_settled(const SpikeHistory* history,
                                                       std::size_t correlation) {
  return history == nullptr ? nullptr : &history->groups(correlation);
}

}  // namespace trailsift::detect
