// SPDX-License-Identifier: Apache-2.0
#include "detect/likeness.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

#include "detect/field_reference.h"
#include "detect/hit_data.h"

namespace trailsift::detect {
namespace {

constexpr Timestamp kPeriodsInTimespan = 6;

// Spikes that count events or add up numbers go by what a hit stands for.
bool weighs_hits(const CompiledCorrelation& correlation) {
  return correlation.is_spike() && correlation.rule.correlation->value_fields.empty();
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

Likeness likeness_for(const CompiledCorrelation& correlation, const CorrelationFeed& feed,
                      const CompiledRules& rules, Timestamp once_per) {
  Likeness likeness{least_sources(rules, rules.events[feed.event_rule]),
                    period_for(correlation, once_per)};
  add_sources(feed.group, likeness.sources);
  add_sources(feed.values, likeness.sources);
  return likeness;
}

// Stands first, so that what it takes for alike is counted together and nothing else: no more than
// any of the spikes takes for alike.
void weigh_for(const CompiledCorrelation& correlation, const CorrelationFeed& feed,
               const CompiledRules& rules, std::optional<Likeness>& weighing) {
  if (!weighing) {
    weighing = likeness_for(correlation, feed, rules, 0);
    return;
  }
  weighing->period = std::gcd(weighing->period, correlation.timespan);
  add_sources(feed.group, weighing->sources);
}

// So that a finding names what its numbers came from.
void tell_apart_what_is_named(CompiledRule& rule, std::vector<KeySource>& sources) {
  add_sources(std::array{KeySource{true, kSourceIpSlot}}, sources);
  if (!rule.amount) return;
  add_sources(std::array{KeySource{true, kCredentialSlot}}, sources);
  for (const ShownField& field : rule.shown) {
    add_sources(std::array{key_source(rule, field.path.name)}, sources);
  }
}

void mark_rules_for_spikes(CompiledRules& rules) {
  std::vector<bool> feeds_spikes(rules.events.size());
  std::vector<bool> feeds_others(rules.events.size());
  for (const CompiledCorrelation& correlation : rules.correlations) {
    for (const CorrelationFeed& feed : correlation.feeds) {
      (correlation.is_spike() ? feeds_spikes : feeds_others)[feed.event_rule] = true;
    }
  }
  for (std::size_t i = 0; i < rules.events.size(); ++i) {
    CompiledRule& rule = rules.events[i];
    rule.is_for_spikes = feeds_spikes[i] && !feeds_others[i] && !rule.is_finding;
  }
}

// Whether the first of its like to `coarse` is the first of its like to `fine`, too.
bool follows(const Likeness& coarse, const Likeness& fine) {
  const auto is_told_by_fine = [&](const KeySource& source) {
    return std::find(fine.sources.begin(), fine.sources.end(), source) != fine.sources.end();
  };
  return fine.period > 0 && coarse.period % fine.period == 0 &&
         std::all_of(coarse.sources.begin(), coarse.sources.end(), is_told_by_fine);
}

// All but the first, which says what is counted together.
void drop_those_that_follow(std::vector<Likeness>& likenesses) {
  for (std::size_t i = likenesses.size(); i-- > 1;) {
    const auto drops = [&, i](const Likeness& other) {
      return &other != &likenesses[i] && follows(likenesses[i], other);
    };
    if (std::any_of(likenesses.begin(), likenesses.end(), drops)) {
      likenesses.erase(likenesses.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

// Whether not every one of its hits is kept.
bool is_thinned(const CompiledRule& rule) { return rule.once_per > 0 || rule.is_for_spikes; }

}  // namespace

void add_sources(std::span<const KeySource> sources, std::vector<KeySource>& to) {
  for (const KeySource& source : sources) {
    if (std::find(to.begin(), to.end(), source) == to.end()) to.push_back(source);
  }
}

KeySource key_source(CompiledRule& rule, const std::string& name) {
  FieldPath path = resolve_field(name);
  if (path.has_root && path.rest.empty()) {
    const auto slot = std::find(kContextFields.begin(), kContextFields.end(), path.root);
    if (slot != kContextFields.end()) {
      return {true, static_cast<std::uint32_t>(slot - kContextFields.begin())};
    }
  }
  const auto known = std::find_if(rule.keys.begin(), rule.keys.end(),
                                  [&](const FieldPath& key) { return key.name == name; });
  const auto index = static_cast<std::uint32_t>(known - rule.keys.begin());
  if (known == rule.keys.end()) rule.keys.push_back(std::move(path));
  return {false, index};
}

KeySource asked_source(const CompiledRule& rule) {
  return rule.waits_for() == InferredList::kLogBuckets ? kAskedBucket
                                                       : KeySource{true, kRegionSlot};
}

std::vector<KeySource> least_sources(const CompiledRules& rules, const CompiledRule& rule) {
  std::vector<KeySource> sources = {{true, kAccountSlot}, {true, kPrincipalSlot}};
  if (rules.may_wait(rule)) sources.push_back(asked_source(rule));
  return sources;
}

Likeness likeness_of_calls(const CompiledRules& rules, const CompiledRule& rule, Timestamp period) {
  constexpr KeySource kOfCalls[] = {
      {true, kRegionSlot}, {true, kSourceIpSlot}, {true, kEventSourceSlot}, {true, kEventNameSlot}};
  Likeness likeness{least_sources(rules, rule), period};
  add_sources(kOfCalls, likeness.sources);
  return likeness;
}

void assign_likenesses(CompiledRules& rules) {
  mark_rules_for_spikes(rules);
  std::vector<std::optional<Likeness>> weighing(rules.events.size());
  for (std::size_t i = 0; i < rules.events.size(); ++i) {
    CompiledRule& rule = rules.events[i];
    if (!rule.is_finding || !is_thinned(rule)) continue;
    rule.likenesses.push_back(likeness_of_calls(rules, rule, std::max(rule.once_per, kDay)));
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    for (const CorrelationFeed& feed : correlation.feeds) {
      CompiledRule& rule = rules.events[feed.event_rule];
      if (!is_thinned(rule)) continue;
      if (weighs_hits(correlation)) {
        weigh_for(correlation, feed, rules, weighing[feed.event_rule]);
      } else {
        rule.likenesses.push_back(likeness_for(correlation, feed, rules, rule.once_per));
      }
    }
  }
  for (std::size_t i = 0; i < rules.events.size(); ++i) {
    std::vector<Likeness>& all = rules.events[i].likenesses;
    if (weighing[i]) {
      tell_apart_what_is_named(rules.events[i], weighing[i]->sources);
      all.insert(all.begin(), std::move(*weighing[i]));
    }
    drop_those_that_follow(all);
  }
}

}  // namespace trailsift::detect
