// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_ledger.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "detect/firing.h"
#include "trailsift/base/memory.h"
#include "trailsift/model/delivery.h"

namespace trailsift::detect {
namespace {

Timestamp back(Timestamp time, Timestamp by) { return time == kNoTime ? kNoTime : time - by; }

}  // namespace

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
  stores_.push_back(aside_.take());
  return std::move(stores_);
}

std::size_t HitLedger::size() const {
  const std::lock_guard lock(mutex_);
  return size_ + set_aside_;
}

HitLedger::Verdict HitLedger::judge(const MergedHits& hits, Timestamp open_from) const {
  Verdict verdict{std::vector<bool>(hits.size()), std::vector<bool>(hits.size())};
  for (std::uint32_t i = 0; i < hits.size(); ++i) {
    const std::uint32_t rule = hits[i].rule_number();
    const bool is_open = hits[i].time != kNoTime && hits[i].time >= open_from;
    const bool may_go = hits[i].time != kNoTime && folding_.is_sampled(rule);
    verdict.needed[i] =
        is_open || hits[i].is_needed != 0 || !(sieve_.is_only_counted(rule) || may_go);
    verdict.asked_for_later[i] = rules_.events[rule].is_for_spikes || sieve_.has_open_firsts(rule);
  }
  const std::vector<std::vector<Firing>> firings = fire_all(rules_, hits);
  for (std::size_t i = 0; i < firings.size(); ++i) {
    const bool is_new = rules_.correlations[i].is_new_terms();
    for (const Firing& firing : firings[i]) {
      for (const std::uint32_t hit : firing.hits) {
        verdict.needed[hit] = true;
        if (is_new) verdict.asked_for_later[hit] = true;
      }
    }
  }
  return verdict;
}

HitStore HitLedger::set_aside(const MergedHits& hits, Timestamp until, const Verdict& verdict) {
  constexpr Timestamp kPeriod = HitFolding::kSamplePeriod;
  const std::int64_t last_period = until == kNoTime ? 0 : period_of(until, kPeriod);
  const auto may_go = [&](std::uint32_t hit) {
    const Timestamp time = hits[hit].time;
    if (until == kNoTime || time >= until || verdict.asked_for_later[hit]) return false;
    return hits[hit].is_needed != 0 || period_of(time, kPeriod) < last_period;
  };
  hits.copy_to(aside_, [&](std::uint32_t hit) { return verdict.needed[hit] && may_go(hit); });
  HitStore others;
  hits.copy_to(others, [&](std::uint32_t hit) { return verdict.needed[hit] && !may_go(hit); });
  return others;
}

HitStore HitLedger::left_over(std::vector<HitStore> stores, Timestamp complete_until) {
  const Timestamp open_from = back(complete_until, sieve_.reach());
  MergedHits hits =
      keeps_all_ ? MergedHits(stores) : MergedHits(stores, sieve_.needed(stores, open_from));
  hits.sort(rules_.events.size());
  folding_.fold(hits);
  if (keeps_all_) {
    HitStore all;
    hits.copy_to(all, [](std::uint32_t) { return true; });
    return all;
  }
  Verdict verdict = judge(hits, open_from);
  for (std::uint32_t i = 0; i < hits.size(); ++i) {
    if (verdict.needed[i] && hits[i].time < open_from) hits.need(i);
  }
  folding_.settle_sampled(hits, verdict.needed);
  spikes_.settle(hits, open_from, verdict.needed);
  return set_aside(hits, back(open_from, sieve_.reach()), verdict);
}

void HitLedger::sweep(std::unique_lock<std::mutex>& lock, Timestamp complete_until) {
  is_sweeping_ = true;
  taken_ = size_;
  std::vector<HitStore> stores = std::exchange(stores_, {});
  lock.unlock();
  HitStore left;
  std::exception_ptr failure;
  try {
    left = left_over(std::move(stores), complete_until);
    release_free_memory();
  } catch (...) {  // the other threads wait for the end of it
    failure = std::current_exception();
  }
  lock.lock();
  size_ = size_ - taken_ + left.size();
  set_aside_ = aside_.size();
  next_sweep_ = std::max(sweep_at_, 2 * left.size());
  stores_.push_back(std::move(left));
  is_sweeping_ = false;
  swept_.notify_all();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace trailsift::detect
