// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_thinning.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>
#include <utility>

#include "trailsift/base/hash.h"
#include "trailsift/model/event_profile.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {
namespace {

constexpr Timestamp kPeriodsInTimespan = 6;

std::string_view text_of(const Value& value) {
  return value.is_null() ? std::string_view() : value.text();
}

bool is_spike(const CompiledCorrelation& correlation) {
  return correlation.rule.correlation->type == sigma::CorrelationType::kSpike;
}

// Spikes that count events or add up numbers go by what a hit stands for.
bool weighs_hits(const CompiledCorrelation& correlation) {
  return is_spike(correlation) && correlation.rule.correlation->value_fields.empty();
}

void add_sources(const std::vector<KeySource>& sources, Telling& telling) {
  for (const KeySource& source : sources) {
    const auto& known = telling.sources;
    if (std::find(known.begin(), known.end(), source) == known.end()) {
      telling.sources.push_back(source);
    }
  }
}

Timestamp period_for(const CompiledCorrelation& correlation, Timestamp once_per) {
  switch (correlation.rule.correlation->type) {
    case sigma::CorrelationType::kSpike:
      return correlation.timespan;
    case sigma::CorrelationType::kNewTerms:
      return std::max(once_per, correlation.timespan);
    default:
      return std::max(once_per, correlation.timespan / kPeriodsInTimespan);
  }
}

Telling telling_of(const CompiledCorrelation& correlation, const CorrelationFeed& feed,
                   Timestamp once_per) {
  Telling telling{{{true, kAccountSlot}, {true, kActorSlot}}, period_for(correlation, once_per)};
  add_sources(feed.group, telling);
  add_sources(feed.values, telling);
  return telling;
}

// Stands first, so that what it takes for alike is counted together and nothing else: no more than
// any of the spikes takes for alike.
void weigh_for(const CompiledCorrelation& correlation, const CorrelationFeed& feed,
               std::optional<Telling>& weighing) {
  if (!weighing) {
    weighing = telling_of(correlation, feed, 0);
    return;
  }
  weighing->period = std::gcd(weighing->period, correlation.timespan);
  add_sources(feed.group, *weighing);
}

Telling telling_of_finding(Timestamp once_per) {
  return {{{true, kAccountSlot},
           {true, kActorSlot},
           {true, kRegionSlot},
           {true, kSourceIpSlot},
           {true, kEventSourceSlot},
           {true, kEventNameSlot}},
          std::max(once_per, kDay)};
}

// By event rule: whether not every one of its hits is kept.
std::vector<bool> thinned_rules(const CompiledRules& rules) {
  std::vector<bool> feeds_spikes(rules.events.size());
  std::vector<bool> feeds_others(rules.events.size());
  for (const CompiledCorrelation& correlation : rules.correlations) {
    for (const CorrelationFeed& feed : correlation.feeds) {
      (is_spike(correlation) ? feeds_spikes : feeds_others)[feed.event_rule] = true;
    }
  }
  std::vector<bool> thinned;
  for (std::size_t i = 0; i < rules.events.size(); ++i) {
    const CompiledRule& rule = rules.events[i];
    thinned.push_back(rule.once_per > 0 ||
                      (feeds_spikes[i] && !feeds_others[i] && !rule.is_finding));
  }
  return thinned;
}

}  // namespace

std::vector<std::vector<Telling>> tellings(const CompiledRules& rules) {
  const std::vector<bool> is_thinned = thinned_rules(rules);
  std::vector<std::vector<Telling>> all(rules.events.size());
  std::vector<std::optional<Telling>> weighing(rules.events.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const CompiledRule& rule = rules.events[i];
    if (rule.is_finding && is_thinned[i]) all[i].push_back(telling_of_finding(rule.once_per));
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    for (const CorrelationFeed& feed : correlation.feeds) {
      const std::uint32_t rule = feed.event_rule;
      if (!is_thinned[rule]) continue;
      if (weighs_hits(correlation)) {
        weigh_for(correlation, feed, weighing[rule]);
      } else {
        all[rule].push_back(telling_of(correlation, feed, rules.events[rule].once_per));
      }
    }
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (weighing[i]) all[i].insert(all[i].begin(), std::move(*weighing[i]));
  }
  return all;
}

Timestamp period_of(Timestamp time, Timestamp length) {
  return time / length - (time % length < 0 ? 1 : 0);
}

HitThinning::HitThinning(const CompiledRules& rules)
    : rules_(rules), tellings_(tellings(rules)), seed_(mix_hashes(std::random_device()(), 1)) {
  for (std::uint32_t rule = 0; rule < tellings_.size(); ++rule) {
    told_by_profile_.push_back(
        std::all_of(tellings_[rule].begin(), tellings_[rule].end(),
                    [&](const Telling& telling) { return is_about_profile(telling, rule); }));
  }
}

bool HitThinning::is_about_profile(const Telling& telling, std::uint32_t rule) const {
  return std::all_of(telling.sources.begin(), telling.sources.end(), [&](const KeySource& source) {
    if (source.in_context) return true;
    const FieldPath& path = rules_.events[rule].keys[source.index];
    return path.has_root && is_profile_field(path.root);
  });
}

void HitThinning::begin_store() {
  if (entries_.empty()) return;
  entries_.clear();
  table_ = NumberTable();
  ++store_;
}

std::uint32_t HitThinning::find_or_claim(std::uint32_t rule, HomeCondition home, const Event& event,
                                         Arena& arena, const HitData& data, Memo& memo,
                                         ContextHashes& hashes) {
  if (memo.store == store_ && memo.home == home && event.time > memo.after &&
      event.time < memo.until) {
    return memo.place;
  }
  const auto next = static_cast<std::uint32_t>(data.hits.size());
  const std::uint64_t kind =
      mix_hashes(mix_hashes(seed_, rule),
                 static_cast<std::uint64_t>(event.outcome) << 8 | static_cast<std::uint64_t>(home));
  Memo found{store_, kNowhere, event.time, kEndOfTime, home};
  bool is_needed = false;
  for (std::size_t i = 0; i < tellings_[rule].size(); ++i) {
    const Telling& telling = tellings_[rule][i];
    const Timestamp period = period_of(event.time, telling.period);
    std::uint64_t hash = mix_hashes(mix_hashes(kind, i), static_cast<std::uint64_t>(period));
    for (const KeySource& source : telling.sources) {
      hash = mix_hashes(hash, hash_of(source, rule, event, arena, hashes));
    }
    Entry& entry = entry_of(hash);
    // Of equal times either may be the first one; that is settled where all hits are together.
    const bool is_first = entry.place == kNowhere || event.time <= entry.time;
    is_needed = is_needed || is_first;
    if (is_first) entry = {hash, next, event.time};
    if (i == 0) found.place = entry.place;
    found.until = std::min(found.until, (period + 1) * telling.period);
  }
  if (told_by_profile_[rule]) memo = found;
  return is_needed ? kNowhere : found.place;
}

std::uint64_t HitThinning::hash_of(const KeySource& source, std::uint32_t rule, const Event& event,
                                   Arena& arena, ContextHashes& hashes) const {
  if (!source.in_context) {
    const FieldPath& path = rules_.events[rule].keys[source.index];
    return hash_bytes(text_of(first_value(event, path, arena)), seed_);
  }
  const std::uint32_t bit = 1U << source.index;
  std::uint64_t& hash = hashes.hashes[source.index];
  if ((hashes.known & bit) == 0) {
    hashes.known |= bit;
    hash = hash_bytes(text_of(event[kContextFields[source.index]]), seed_);
  }
  return hash;
}

HitThinning::Entry& HitThinning::entry_of(std::uint64_t hash) {
  const std::uint32_t number =
      table_.find(hash, [&](std::uint32_t entry) { return entries_[entry].hash == hash; });
  if (number != NumberTable::kAbsent) return entries_[number];
  entries_.push_back({hash, kNowhere, kNoTime});
  table_.add(hash, static_cast<std::uint32_t>(entries_.size() - 1),
             [&](std::uint32_t entry) { return entries_[entry].hash; });
  return entries_.back();
}

}  // namespace trailsift::detect
