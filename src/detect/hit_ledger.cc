// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_ledger.h"

#include <algorithm>
#include <utility>

#include "detect/firing.h"
#include "trailsift/base/memory.h"
#include "trailsift/model/delivery.h"

namespace trailsift::detect {

HitLedger::HitLedger(const CompiledRules& rules, unsigned workers, const Options& options)
    : rules_(rules),
      keeps_all_(options.keeps_all),
      sieve_(rules),
      folding_(rules),
      spikes_(rules, options.baseline, !options.learns),
      marks_(workers, kNoTime),
      sweep_at_(options.sweep_at),
      next_sweep_(options.sweep_at) {}

void HitLedger::hand_over(unsigned worker, Timestamp oldest_delivery, HitStore& hits) {
  std::unique_lock lock(mutex_);
  marks_[worker] = oldest_delivery;
  if (hits.size() > 0) {
    size_ += hits.size();
    stores_.push_back(hits.take());
  }
  swept_.wait(lock, [&] { return !is_sweeping_ || size_ - taken_ < sweep_at_ / 4; });
  if (size_ >= next_sweep_ && !is_sweeping_) {
    sweep(lock, complete_until(*std::min_element(marks_.begin(), marks_.end())));
  }
}

std::vector<HitStore> HitLedger::take_all(bool settled) {
  std::unique_lock lock(mutex_);
  if (settled && !keeps_all_) sweep(lock, kEndOfTime);
  size_ = 0;
  return std::move(stores_);
}

std::size_t HitLedger::size() const {
  const std::lock_guard lock(mutex_);
  return size_;
}

std::vector<bool> HitLedger::needed(const MergedHits& hits, Timestamp open_from) const {
  std::vector<bool> needed(hits.size());
  for (std::uint32_t i = 0; i < hits.size(); ++i) {
    const std::uint32_t rule = hits.context(hits[i]).rule;
    const bool is_open = hits[i].time != kNoTime && hits[i].time >= open_from;
    const bool may_go = hits[i].time != kNoTime && folding_.is_sampled(rule);
    needed[i] = is_open || !(sieve_.is_only_counted(rule) || may_go);
  }
  for (const std::vector<Firing>& firings : fire_all(rules_, hits)) {
    for (const Firing& firing : firings) {
      for (const std::uint32_t hit : firing.hits) needed[hit] = true;
    }
  }
  return needed;
}

HitStore HitLedger::left_over(std::vector<HitStore> stores, Timestamp complete_until) {
  const Timestamp open_from = complete_until == kNoTime ? kNoTime : complete_until - sieve_.reach();
  MergedHits hits =
      keeps_all_ ? MergedHits(stores) : MergedHits(stores, sieve_.needed(stores, open_from));
  hits.sort(rules_.events.size());
  folding_.fold(hits);
  if (!keeps_all_) {
    std::vector<bool> wanted = needed(hits, open_from);
    folding_.settle_sampled(hits, wanted);
    spikes_.settle(hits, open_from, wanted);
    hits.keep(wanted);
  }
  return hits.copy();
}

void HitLedger::sweep(std::unique_lock<std::mutex>& lock, Timestamp complete_until) {
  is_sweeping_ = true;
  taken_ = size_;
  std::vector<HitStore> stores = std::exchange(stores_, {});
  lock.unlock();
  HitStore left = left_over(std::move(stores), complete_until);
  release_free_memory();
  lock.lock();
  size_ = size_ - taken_ + left.size();
  next_sweep_ = std::max(sweep_at_, 2 * left.size());
  stores_.push_back(std::move(left));
  is_sweeping_ = false;
  swept_.notify_all();
}

}  // namespace trailsift::detect
