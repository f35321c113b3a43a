// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <mutex>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_folding.h"
#include "detect/hit_sieve.h"
#include "detect/merged_hits.h"
#include "trailsift/base/time.h"
#include "trailsift/detect/hit_store.h"

namespace trailsift::detect {

// The hits of all threads while the scan goes on. It lets go of those that can change no finding:
// hits that are only counted, by correlations whose windows around them have been seen whole and
// were not satisfied. So memory holds the hits of findings and of the last few days, not of the
// whole of the logs.
//
// What is found at the end depends on the set of hits alone, not on when and by whom they were
// handed over: a hit is let go only when everything near to it has come, late deliveries aside, and
// was not enough. Late hits (see model/delivery.h) are kept by the caller and do not come here.
//
// Hits that feed spikes are kept to the end, one for each group and window (hit_thinning.h).
//
// Of floods that correlations cannot tell apart it keeps one hit for each second (hit_folding.h).
// It looks for what it can let go of when it holds kSweepAt hits, and then whenever it holds twice
// of what was left.
//
// Every member may be called from any thread.
class HitLedger {
 public:
  static constexpr std::size_t kSweepAt = 1U << 17;  // hits

  // `keeps_all`: nothing is let go, though floods are folded. `rules` is referred to.
  HitLedger(const CompiledRules& rules, unsigned workers, bool keeps_all,
            std::size_t sweep_at = kSweepAt);

  // Takes the hits out of `hits`, which belong to files that `worker` is done with. Files that it
  // takes up from now on were delivered at `oldest_delivery` or later (kNoTime: not known).
  void hand_over(unsigned worker, Timestamp oldest_delivery, HitStore& hits);

  // What is left, when all workers have handed over for the last time.
  [[nodiscard]] std::vector<HitStore> take_all();

  [[nodiscard]] std::size_t size() const;  // hits

 private:
  void sweep(Timestamp complete_until);
  [[nodiscard]] HitStore left_over(Timestamp complete_until);
  [[nodiscard]] std::vector<bool> needed(const MergedHits& hits, Timestamp open_from) const;

  const CompiledRules& rules_;
  bool keeps_all_;
  HitSieve sieve_;
  HitFolding folding_;
  mutable std::mutex mutex_;
  std::vector<Timestamp> marks_;  // by worker: what it is past
  std::vector<HitStore> stores_;
  std::size_t size_ = 0;
  std::size_t sweep_at_;
  std::size_t next_sweep_;
};

}  // namespace trailsift::detect
