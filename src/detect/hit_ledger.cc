// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_ledger.h"

#include <algorithm>
#include <utility>

#include "detect/firing.h"
#include "trailsift/base/memory.h"
#include "trailsift/model/delivery.h"

namespace trailsift::detect {
namespace {

using Operator = sigma::CorrelationBound::Operator;

// Whether more hits can only make it fire more: then those that took no part in it will not be
// missed.
bool grows_with_hits(const sigma::Correlation& correlation) {
  // Another number may be negative, or change an average either way.
  if (computes_with_numbers(correlation.type)) return false;
  return std::all_of(correlation.bounds.begin(), correlation.bounds.end(),
                     [](const sigma::CorrelationBound& bound) {
                       return bound.op == Operator::kGt || bound.op == Operator::kGte;
                     });
}

std::vector<bool> rules_only_counted(const CompiledRules& rules) {
  std::vector<bool> only_counted;
  for (const CompiledRule& rule : rules.events) only_counted.push_back(!rule.is_finding);
  for (const CompiledCorrelation& correlation : rules.correlations) {
    if (grows_with_hits(*correlation.rule.correlation)) continue;
    for (const CorrelationFeed& feed : correlation.feeds) {
      if (!feed.through) only_counted[feed.event_rule] = false;
    }
  }
  return only_counted;
}

// The longest chain of windows by which one hit can lie in a firing with another.
Timestamp longest_reach(const CompiledRules& rules) {
  constexpr Timestamp kLongest = kEndOfTime / 4;
  std::vector<Timestamp> reach;
  Timestamp longest = 0;
  for (const CompiledCorrelation& correlation : rules.correlations) {
    Timestamp below = 0;
    for (const CorrelationFeed& feed : correlation.feeds) {
      if (feed.through) below = std::max(below, reach[*feed.through]);
    }
    reach.push_back(std::min(below + std::min(correlation.timespan, kLongest), kLongest));
    longest = std::max(longest, reach.back());
  }
  return longest;
}

}  // namespace

HitLedger::HitLedger(const CompiledRules& rules, unsigned workers, bool keeps_all,
                     std::size_t sweep_at)
    : rules_(rules),
      keeps_all_(keeps_all),
      reach_(longest_reach(rules)),
      only_counted_(rules_only_counted(rules)),
      folding_(rules),
      marks_(workers, kNoTime),
      sweep_at_(sweep_at),
      next_sweep_(sweep_at) {}

void HitLedger::hand_over(unsigned worker, Timestamp oldest_delivery, HitStore& hits) {
  const std::lock_guard lock(mutex_);
  marks_[worker] = oldest_delivery;
  if (hits.size() > 0) {
    size_ += hits.size();
    stores_.push_back(hits.take());
  }
  const Timestamp complete = complete_until(*std::min_element(marks_.begin(), marks_.end()));
  // Without a step in time there is nothing to let go, but there may be a flood to fold.
  const std::size_t due = complete > swept_until_ ? next_sweep_ : std::max(kSweepAt, next_sweep_);
  if (size_ >= due) sweep(complete);
}

std::vector<HitStore> HitLedger::take_all() {
  const std::lock_guard lock(mutex_);
  size_ = 0;
  return std::move(stores_);
}

std::size_t HitLedger::size() const {
  const std::lock_guard lock(mutex_);
  return size_;
}

std::vector<bool> HitLedger::needed(const MergedHits& hits, Timestamp complete_until) const {
  std::vector<bool> needed(hits.size());
  for (std::uint32_t i = 0; i < hits.size(); ++i) {
    const bool is_open = hits[i].time != kNoTime &&
                         (complete_until == kNoTime || hits[i].time >= complete_until - reach_);
    needed[i] = is_open || !only_counted_[hits.context(hits[i]).rule];
  }
  for (const std::vector<Firing>& firings : fire_all(rules_, hits)) {
    for (const Firing& firing : firings) {
      for (const std::uint32_t hit : firing.hits) needed[hit] = true;
    }
  }
  return needed;
}

HitStore HitLedger::left_over(Timestamp complete_until) {
  MergedHits hits(stores_);
  hits.sort(rules_.events.size());
  folding_.fold(hits);
  if (!keeps_all_) hits.keep(needed(hits, complete_until));
  return hits.copy();
}

void HitLedger::sweep(Timestamp complete_until) {
  HitStore left = left_over(complete_until);
  stores_.clear();
  size_ = left.size();
  stores_.push_back(std::move(left));
  swept_until_ = complete_until;
  release_free_memory();
  next_sweep_ = std::max(sweep_at_, 2 * size_);
}

}  // namespace trailsift::detect
