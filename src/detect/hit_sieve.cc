// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_sieve.h"

#include <algorithm>
#include <vector>

#include "detect/hashed_numbers.h"
#include "detect/hit_data.h"
#include "detect/hit_rows.h"

namespace trailsift::detect {
namespace {

using Operator = sigma::CorrelationBound::Operator;
using sigma::CorrelationType;

bool asks_for_many(const sigma::Correlation& correlation) {
  // Every window is a part of the history of those after it.
  if (correlation.type == CorrelationType::kSpike) return false;
  return std::all_of(correlation.bounds.begin(), correlation.bounds.end(),
                     [](const sigma::CorrelationBound& bound) {
                       return bound.op == Operator::kGt || bound.op == Operator::kGte;
                     });
}

// Whether more hits can only make it fire more: then those that took no part in it will not be
// missed.
bool grows_with_hits(const sigma::Correlation& correlation) {
  // Another number may be negative, or change an average either way.
  return !computes_with_numbers(correlation.type) && asks_for_many(correlation);
}

// Whether it can only fire where there is much of what it counts.
bool needs_many(const sigma::Correlation& correlation) {
  const bool is_sum = correlation.type == CorrelationType::kValueSum;
  return asks_for_many(correlation) && (is_sum || !computes_with_numbers(correlation.type));
}

// A spike, or what builds on one: what has become of it is known when all have come.
bool is_judged_at_end(const CompiledCorrelation& correlation,
                      const std::vector<bool>& judged_at_end) {
  return correlation.is_spike() ||
         std::any_of(correlation.feeds.begin(), correlation.feeds.end(),
                     [&](const CorrelationFeed& feed) {
                       return feed.through && judged_at_end[*feed.through];
                     });
}

// The event rules that are no findings and feed only such correlations.
template <typename Accepts>
std::vector<bool> rules_that_feed(const CompiledRules& rules, const Accepts& accepts) {
  std::vector<bool> feeds_only;
  for (const CompiledRule& rule : rules.events) feeds_only.push_back(!rule.is_finding);
  std::vector<bool> judged_at_end;  // by correlation
  for (const CompiledCorrelation& correlation : rules.correlations) {
    judged_at_end.push_back(is_judged_at_end(correlation, judged_at_end));
    const bool at_end = judged_at_end.back();
    if (!at_end && accepts(*correlation.rule.correlation)) continue;
    for (const CorrelationFeed& feed : correlation.feeds) {
      if (at_end || !feed.through) feeds_only[feed.event_rule] = false;
    }
  }
  return feeds_only;
}

// The event rules that feed new_terms with hits that may turn out to be none: what was there first
// was then no first time.
std::vector<bool> rules_with_open_firsts(const CompiledRules& rules) {
  std::vector<bool> open(rules.events.size());
  for (const CompiledCorrelation& correlation : rules.correlations) {
    if (!correlation.is_new_terms()) continue;
    for (const CorrelationFeed& feed : correlation.feeds) {
      const bool may_wait = rules.may_wait(rules.events[feed.event_rule]);
      if (may_wait && !feed.through) open[feed.event_rule] = true;
    }
  }
  return open;
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

// Of hits that are counted with each other, all are needed if one is.
void mark_alike(const Likeness& alike, HitRows::Range range, HitRows& rows) {
  HashedNumbers needed;
  for (std::uint32_t row = range.begin; row < range.end; ++row) {
    if (rows.is_needed(row)) needed.at(rows.likeness_hash(alike, rows[row]), 1);
  }
  if (needed.size() == 0) return;
  for (std::uint32_t row = range.begin; row < range.end; ++row) {
    if (rows.is_needed(row)) continue;
    if (needed.find(rows.likeness_hash(alike, rows[row])) != 0) rows.need(row);
  }
}

}  // namespace

HitSieve::HitSieve(const CompiledRules& rules)
    : only_counted_(rules_that_feed(rules, grows_with_hits)),
      droppable_(rules_that_feed(rules, needs_many)),
      has_open_firsts_(rules_with_open_firsts(rules)),
      alike_(rules.events.size()),
      reach_(longest_reach(rules)) {
  for (std::size_t rule = 0; rule < alike_.size(); ++rule) {
    const std::vector<Likeness>& likenesses = rules.events[rule].likenesses;
    if (!droppable_[rule] || likenesses.empty()) continue;
    alike_[rule] = likenesses.front();
    reach_ = std::max(reach_, likenesses.front().period);
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    if (needs_many(*correlation.rule.correlation))
      demands_.push_back(demand_of(correlation, rules));
  }
}

MergedHits::Wanted HitSieve::needed(const std::vector<HitStore>& stores,
                                    Timestamp open_from) const {
  HitRows rows(stores, droppable_.size());
  for (std::uint32_t rule = 0; rule < droppable_.size(); ++rule) {
    const HitRows::Range range = rows.of_rule(rule);
    for (std::uint32_t row = range.begin; row < range.end; ++row) {
      if (!droppable_[rule] || rows[row].time >= open_from) rows.need(row);
    }
  }
  for (const HitDemand& demand : demands_) mark_needed(demand, rows);
  for (std::uint32_t rule = 0; rule < droppable_.size(); ++rule) {
    if (alike_[rule]) mark_alike(*alike_[rule], rows.of_rule(rule), rows);
  }
  MergedHits::Wanted needed = rows.needed();
  for (std::size_t store = 0; store < stores.size(); ++store) {
    const HitData& data = stores[store].data();
    std::size_t number = 0;
    for (const Hit& hit : data.hits) {
      if (hit.time == kNoTime) needed[store][number] = !droppable_[hit.rule];
      ++number;
    }
  }
  return needed;
}

}  // namespace trailsift::detect
