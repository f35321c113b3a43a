// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_folding.h"
#include "detect/hit_sieve.h"
#include "detect/merged_hits.h"
#include "detect/spike_history.h"
#include "trailsift/base/time.h"
#include "trailsift/detect/baseline.h"
#include "trailsift/detect/hit_store.h"

namespace trailsift::detect {

// The hits of all threads while the scan goes on. It lets go of those that can change no finding:
// hits that are only counted, by correlations whose windows around them have been seen whole and
// were not satisfied. So memory holds the hits of findings and of the last few days, not of the
// whole of the logs.
//
// Each hit is decided about once, when all that is near to it has come. What has to stay is set
// aside as soon as nothing that is still to be decided about can be near to it, and not looked at
// again before the end, but for hits that are asked for long afterwards: first times, what may be
// one, and what feeds spikes alone.
//
// What is found at the end depends on the set of hits alone, not on when and by whom they were
// handed over: a hit is let go only when everything near to it has come, late deliveries aside, and
// was not enough. Late hits (see model/delivery.h) are kept by the caller and do not come here.
//
// Of hits that feed spikes, only those of spikes and of the last days stay; see spike_history.h.
//
// Of floods that correlations cannot tell apart it keeps one hit for each second (hit_folding.h).
// It looks for what it can let go of when it holds kSweepAt hits, and then whenever it holds twice
// of what was left. The thread that hands over the hit too many does it, while the others go on
// until they have brought a quarter of kSweepAt more: memory has an end in a flood, too.
//
// Every member may be called from any thread.
class HitLedger {
 public:
  static constexpr std::size_t kSweepAt = 1U << 18;  // hits

  struct Options {
    bool keeps_all = false;              // nothing is let go, though floods are folded
    bool learns = false;                 // every window of a spike is remembered
    const Baseline* baseline = nullptr;  // what was learnt before, if anything; referred to
    std::size_t sweep_at = kSweepAt;
  };

  // `rules` is referred to.
  HitLedger(const CompiledRules& rules, unsigned workers, const Options& options);

  // Takes the hits out of `hits`, which belong to files that `worker` is done with. Files that it
  // takes up from now on were delivered at `oldest_delivery` or later (kNoTime: not known).
  void hand_over(unsigned worker, Timestamp oldest_delivery, HitStore& hits);

  // What is left, when all workers have handed over for the last time. `settled`: all that may be
  // let go is; late hits must be joined with nothing else, for it would depend on the threads how
  // much of the hits around them is still there.
  [[nodiscard]] std::vector<HitStore> take_all(bool settled = false);

  // What has become of hits that feed spikes. Valid as long as the ledger; call it after the last
  // hand_over().
  [[nodiscard]] const SpikeHistory& spikes() const { return spikes_; }

  [[nodiscard]] std::size_t size() const;  // hits

 private:
  // Takes the lock, which it gives up while it works.
  void sweep(std::unique_lock<std::mutex>& lock, Timestamp complete_until);
  [[nodiscard]] HitStore left_over(std::vector<HitStore> stores, Timestamp complete_until);

  // By number of the hit.
  struct Verdict {
    std::vector<bool> needed;
    std::vector<bool> asked_for_later;
  };
  [[nodiscard]] Verdict judge(const MergedHits& hits, Timestamp open_from) const;

  // Puts needed hits before `until` into aside_, and returns those that are needed besides.
  [[nodiscard]] HitStore set_aside(const MergedHits& hits, Timestamp until, const Verdict& verdict);

  const CompiledRules& rules_;
  bool keeps_all_;
  HitSieve sieve_;
  HitFolding folding_;
  SpikeHistory spikes_;  // of the thread that sweeps, as is the next
  HitStore aside_;
  mutable std::mutex mutex_;
  bool is_sweeping_ = false;
  std::condition_variable swept_;
  std::size_t taken_ = 0;         // of size_, by the thread that sweeps
  std::vector<Timestamp> marks_;  // by worker: what it is past
  std::vector<HitStore> stores_;
  std::size_t size_ = 0;       // of stores_, and what is taken from them
  std::size_t set_aside_ = 0;  // the size of aside_
  std::size_t sweep_at_;
  std::size_t next_sweep_;
};

}  // namespace trailsift::detect
