// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_thinning.h"

#include <algorithm>
#include <random>

#include "trailsift/base/hash.h"
#include "trailsift/model/event_profile.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {
namespace {

constexpr Timestamp kPeriodsInTimespan = 6;
constexpr Timestamp kMonth = 30 * kDay;

std::string_view text_of(const Value& value) {
  return value.is_null() ? std::string_view() : value.text();
}

// Both numbers in one, so that each bit depends on all of them (splitmix64, Steele and others
// 2014).
std::uint64_t mixed(std::uint64_t state, std::uint64_t number) {
  std::uint64_t hash = (state ^ number) + 0x9E3779B97F4A7C15U;
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31);
}

Telling telling_of(const CompiledCorrelation& correlation, const CorrelationFeed& feed,
                   Timestamp once_per) {
  const bool asks_for_first =
      correlation.rule.correlation->type == sigma::CorrelationType::kNewTerms;
  const Timestamp usable =
      asks_for_first ? correlation.timespan : correlation.timespan / kPeriodsInTimespan;
  Telling telling{{{true, kAccountSlot}, {true, kActorSlot}}, std::max(once_per, usable)};
  telling.sources.insert(telling.sources.end(), feed.group.begin(), feed.group.end());
  telling.sources.insert(telling.sources.end(), feed.values.begin(), feed.values.end());
  return telling;
}

// What a finding tells of a day, and what of a month: it is cut where its actor pauses for a day.
void add_tellings_of_finding(const CompiledRule& rule, std::vector<Telling>& all) {
  Telling detail{{{true, kAccountSlot},
                  {true, kActorSlot},
                  {true, kSourceIpSlot},
                  {true, kRegionSlot},
                  {true, kEventSourceSlot},
                  {true, kEventNameSlot}},
                 std::max(rule.once_per, kDay)};
  const sigma::Level level = rule.rule.level.value_or(sigma::Level::kMedium);
  if (level == sigma::Level::kInformational) {
    constexpr std::size_t kAddressOfActor = 3;
    Telling day = detail;
    day.sources.resize(kAddressOfActor);
    all.push_back(std::move(day));
    detail.period = kMonth;
  }
  all.push_back(std::move(detail));
}

}  // namespace

std::vector<std::vector<Telling>> tellings(const CompiledRules& rules) {
  std::vector<std::vector<Telling>> all(rules.events.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const CompiledRule& rule = rules.events[i];
    if (rule.is_finding && rule.once_per > 0) add_tellings_of_finding(rule, all[i]);
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    for (const CorrelationFeed& feed : correlation.feeds) {
      const CompiledRule& rule = rules.events[feed.event_rule];
      if (rule.once_per == 0) continue;
      all[feed.event_rule].push_back(telling_of(correlation, feed, rule.once_per));
    }
  }
  return all;
}

Timestamp period_of(Timestamp time, Timestamp length) {
  return time / length - (time % length < 0 ? 1 : 0);
}

HitThinning::HitThinning(const CompiledRules& rules)
    : rules_(rules), tellings_(tellings(rules)), seed_(mixed(std::random_device()(), 1)) {
  for (std::uint32_t rule = 0; rule < tellings_.size(); ++rule) {
    told_by_profile_.push_back(std::all_of(
        tellings_[rule].begin(), tellings_[rule].end(),
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
                                         Arena& arena, const HitData& data, Memo& memo) {
  if (memo.store == store_ && memo.home == home && event.time > memo.after &&
      event.time < memo.until) {
    return memo.place;
  }
  hashed_ = 0;
  const auto next = static_cast<std::uint32_t>(data.hits.size());
  const std::uint64_t kind =
      mixed(mixed(seed_, rule),
            static_cast<std::uint64_t>(event.outcome) << 8 | static_cast<std::uint64_t>(home));
  Memo found{store_, kNowhere, event.time, kEndOfTime, home};
  bool is_needed = false;
  for (std::size_t i = 0; i < tellings_[rule].size(); ++i) {
    const Telling& telling = tellings_[rule][i];
    const Timestamp period = period_of(event.time, telling.period);
    std::uint64_t hash = mixed(mixed(kind, i), static_cast<std::uint64_t>(period));
    for (const KeySource& source : telling.sources) {
      hash = mixed(hash, hash_of(source, rule, event, arena));
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
                                   Arena& arena) {
  if (!source.in_context) {
    const FieldPath& path = rules_.events[rule].keys[source.index];
    return hash_bytes(text_of(first_value(event, path, arena)), seed_);
  }
  const std::uint32_t bit = 1U << source.index;
  if ((hashed_ & bit) == 0) {
    hashed_ |= bit;
    context_hashes_[source.index] = hash_bytes(text_of(event[kContextFields[source.index]]), seed_);
  }
  return context_hashes_[source.index];
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
