// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_thinning.h"

#include <algorithm>

#include "trailsift/base/hash.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {
namespace {

void add_source(const KeySource& source, std::vector<KeySource>& sources) {
  if (std::find(sources.begin(), sources.end(), source) == sources.end()) {
    sources.push_back(source);
  }
}

std::string_view text_of(const Value& value) {
  return value.is_null() ? std::string_view() : value.text();
}

std::string_view text_at(std::uint32_t number, const HitData& data) {
  return number == kNoText ? std::string_view() : data.strings[number];
}

}  // namespace

std::vector<std::vector<KeySource>> told_apart_by(const CompiledRules& rules) {
  const std::vector<KeySource> always = {{true, kAccountSlot}, {true, kActorSlot}};
  std::vector<std::vector<KeySource>> sources(rules.events.size(), always);
  for (const CompiledCorrelation& correlation : rules.correlations) {
    for (const CorrelationFeed& feed : correlation.feeds) {
      for (const KeySource& source : feed.group) add_source(source, sources[feed.event_rule]);
      for (const KeySource& source : feed.values) add_source(source, sources[feed.event_rule]);
    }
  }
  return sources;
}

Timestamp period_of(Timestamp time, Timestamp length) {
  return time / length - (time % length < 0 ? 1 : 0);
}

HitThinning::HitThinning(const CompiledRules& rules)
    : rules_(rules), sources_(told_apart_by(rules)) {
  for (const CompiledRule& rule : rules.events) {
    periods_.push_back(rule.is_finding ? 0 : rule.once_per);
  }
}

std::uint32_t HitThinning::find_or_claim(std::uint32_t rule, HomeCondition home, const Event& event,
                                         Arena& arena, const HitData& data) {
  collect_key(rule, event, arena);
  const std::uint64_t hash = hash_of_key(rule, home, event);
  const std::uint32_t number = table_.find(hash, [&](std::uint32_t entry) {
    return is_like(data.hits[entries_[entry].place], rule, home, event, data);
  });
  if (number != NumberTable::kAbsent) return entries_[number].place;
  table_.add(hash, static_cast<std::uint32_t>(entries_.size()),
             [&](std::uint32_t entry) { return entries_[entry].hash; });
  entries_.push_back({hash, static_cast<std::uint32_t>(data.hits.size())});
  return kNowhere;
}

void HitThinning::begin_store() {
  if (entries_.empty()) return;
  entries_.clear();
  table_ = NumberTable();
}

void HitThinning::collect_key(std::uint32_t rule, const Event& event, Arena& arena) {
  key_.clear();
  for (const KeySource& source : sources_[rule]) {
    key_.push_back(source.in_context ? text_of(event[kContextFields[source.index]])
                                     : text_of(first_value(
                                           event, rules_.events[rule].keys[source.index], arena)));
  }
}

std::uint64_t HitThinning::hash_of_key(std::uint32_t rule, HomeCondition home,
                                       const Event& event) const {
  const auto period = static_cast<std::uint64_t>(period_of(event.time, periods_[rule]));
  std::uint64_t hash = period * 0x9E3779B97F4A7C15U + rule;
  hash = hash * 31 + static_cast<std::uint64_t>(event.outcome) * 4 + static_cast<unsigned>(home);
  for (const std::string_view text : key_) hash = hash_bytes(text, hash);
  return hash;
}

// Texts that are longer than what a hit keeps are never alike, so that nothing is lost by them.
bool HitThinning::is_like(const Hit& hit, std::uint32_t rule, HomeCondition home,
                          const Event& event, const HitData& data) const {
  const HitContext context = HitContext::from_words(data.contexts[hit.context]);
  const bool same_kind =
      context.rule == rule && context.home == home && context.outcome == event.outcome &&
      period_of(hit.time, periods_[rule]) == period_of(event.time, periods_[rule]);
  if (!same_kind) return false;
  const std::vector<KeySource>& sources = sources_[rule];
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::uint32_t number = sources[i].in_context ? context.texts[sources[i].index]
                                                       : data.values[hit.values][sources[i].index];
    if (text_at(number, data) != key_[i]) return false;
  }
  return true;
}

}  // namespace trailsift::detect
