// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_sieve.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "detect/hit_copier.h"
#include "detect/hit_data.h"
#include "detect/runs.h"
#include "trailsift/base/ascii.h"
#include "trailsift/base/hash.h"

namespace trailsift::detect {
namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 50;

using Operator = sigma::CorrelationBound::Operator;
using sigma::CorrelationType;
using Feed = HitSieve::Feed;
using Demand = HitSieve::Demand;

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

// The smallest number that keeps the bounds, which are all gt or gte.
std::uint64_t smallest_within(const sigma::Correlation& correlation) {
  if (correlation.bounds.empty()) return correlation.rules.size();
  double most = 0;
  for (const sigma::CorrelationBound& bound : correlation.bounds) {
    most = std::max(
        most, bound.op == Operator::kGt ? std::floor(bound.limit) + 1 : std::ceil(bound.limit));
  }
  return static_cast<std::uint64_t>(std::clamp(most, 0.0, static_cast<double>(kMost)));
}

Demand::Kind kind_of(CorrelationType type) {
  switch (type) {
    case CorrelationType::kValueCount:
      return Demand::Kind::kValues;
    case CorrelationType::kTemporal:
    case CorrelationType::kTemporalOrdered:
      return Demand::Kind::kRules;
    case CorrelationType::kNewTerms:
      return Demand::Kind::kFirst;
    case CorrelationType::kValueSum:
      return Demand::Kind::kSum;
    default:
      return Demand::Kind::kEvents;
  }
}

// Numbers under hashes, in open addressing, at most half full.
class HashedNumbers {
 public:
  explicit HashedNumbers(std::size_t most) : slots_(std::bit_ceil(2 * most + 2)) {}

  // The number of `hash`, which is `fresh` when it was not there.
  std::int64_t& at(std::uint64_t hash, std::int64_t fresh) {
    Slot& slot = slots_[place_of(hash)];
    if (slot.hash == kFree) {
      slot = {used(hash), fresh};
      ++size_;
    }
    return slot.number;
  }

  // 0 when it is not there.
  [[nodiscard]] std::int64_t find(std::uint64_t hash) const {
    return slots_[place_of(hash)].number;
  }

  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::uint64_t kFree = 0;

  struct Slot {
    std::uint64_t hash = kFree;
    std::int64_t number = 0;
  };

  static std::uint64_t used(std::uint64_t hash) { return hash == kFree ? 1 : hash; }

  [[nodiscard]] std::size_t place_of(std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = hash & mask;
    while (slots_[place].hash != kFree && slots_[place].hash != used(hash)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

template <typename Keep>
HitStore copy_if(const HitData& data, const Keep& keep) {
  std::vector<std::string_view> strings;
  for (std::uint32_t i = 0; i < data.strings.size(); ++i) strings.push_back(data.strings[i]);
  HitStore store;
  HitCopier copier(strings, data.contexts, data.values, store.data());
  for (const Hit& hit : data.hits) {
    if (keep(hit)) copier.add(hit);
  }
  return store;
}

// The hits of one store, as keys of what they are grouped by.
class StoreKeys {
 public:
  StoreKeys(const HitData& data, std::uint64_t seed) : data_(data), seed_(seed) {
    for (std::uint32_t i = 0; i < data.strings.size(); ++i) {
      hashes_.push_back(hash_bytes(data.strings[i], seed));
    }
  }

  [[nodiscard]] std::uint32_t rule_of(const Hit& hit) const {
    return data_.contexts[hit.context][0];
  }

  // Goes on from `key`; nothing where one of the values is missing.
  [[nodiscard]] std::optional<std::uint64_t> key_of(std::uint64_t key,
                                                    std::span<const KeySource> sources,
                                                    const Hit& hit) const {
    for (const KeySource& source : sources) {
      const std::uint32_t text = text_at(source, hit);
      if (text == kNoText) return std::nullopt;
      key = mix_hashes(key, hashes_[text]);
    }
    return key;
  }

  // The number there with the weight of the hit, rounded up; 0 for what is not above zero.
  [[nodiscard]] std::int64_t number_at(const KeySource& source, const Hit& hit) const {
    const std::uint32_t text = text_at(source, hit);
    if (text == kNoText) return 0;
    const double number = parse_double(data_.strings[text]).value_or(0);
    const double total = std::ceil(std::max(number, 0.0)) * static_cast<double>(hit.weight);
    return static_cast<std::int64_t>(std::min(total, static_cast<double>(kMost)));
  }

  // What hits agree in that are counted with each other.
  [[nodiscard]] std::uint64_t kin_of(const Telling& telling, const Hit& hit) const {
    const std::span<const std::uint32_t> context = data_.contexts[hit.context];
    std::uint64_t key = mix_hashes(mix_hashes(seed_, context[0]), context[1]);
    key = mix_hashes(key, static_cast<std::uint64_t>(period_of(hit.time, telling.period)));
    for (const KeySource& source : telling.sources) {
      const std::uint32_t text = text_at(source, hit);
      key = mix_hashes(key, text == kNoText ? 0 : hashes_[text]);
    }
    return key;
  }

 private:
  [[nodiscard]] std::uint32_t text_at(const KeySource& source, const Hit& hit) const {
    return source.in_context ? data_.contexts[hit.context][2 + source.index]
                             : data_.values[hit.values][source.index];
  }

  const HitData& data_;
  std::uint64_t seed_;
  std::vector<std::uint64_t> hashes_;  // of the strings
};

// A hit of some store.
struct Place {
  std::uint32_t store = 0;
  std::uint32_t number = 0;
};

// The hits of all stores, by rule, and which of them are needed.
class Hits {
 public:
  Hits(const std::vector<HitStore>& stores, std::size_t rules) : stores_(stores), by_rule_(rules) {
    for (std::uint32_t i = 0; i < stores.size(); ++i) {
      keys_.emplace_back(stores[i].data(), seed_);
      needed_.emplace_back(stores[i].size(), false);
      for (std::uint32_t number = 0; number < stores[i].size(); ++number) {
        const Hit& hit = stores[i].data().hits[number];
        if (hit.time != kNoTime) by_rule_[keys_.back().rule_of(hit)].push_back({i, number});
      }
    }
  }

  [[nodiscard]] const std::vector<Place>& of_rule(std::uint32_t rule) const {
    return by_rule_[rule];
  }
  [[nodiscard]] const Hit& operator[](const Place& place) const {
    return stores_[place.store].data().hits[place.number];
  }
  [[nodiscard]] const StoreKeys& keys(const Place& place) const { return keys_[place.store]; }
  [[nodiscard]] bool is_needed(const Place& place) const {
    return needed_[place.store][place.number];
  }
  void need(const Place& place) { needed_[place.store][place.number] = true; }
  [[nodiscard]] std::uint64_t seed() const { return seed_; }

 private:
  const std::vector<HitStore>& stores_;
  const std::uint64_t seed_ = random_seed();
  std::vector<StoreKeys> keys_;
  std::vector<std::vector<bool>> needed_;
  std::vector<std::vector<Place>> by_rule_;  // those that have a time
};

// What the groups of one correlation have in each piece of time.
class GroupCounts {
 public:
  GroupCounts(const Demand& demand, const Hits& hits)
      : demand_(demand),
        hits_(hits),
        counts_(hits_fed(demand, hits)),
        counted_(hits_fed(demand, hits)) {}

  void add(const Feed& feed, const Place& place) {
    const auto group = group_of(feed, place);
    if (!group) return;
    const Hit& hit = hits_[place];
    if (demand_.kind == Demand::Kind::kFirst) {
      const auto term = term_of(feed, place, *group);
      if (!term) return;
      std::int64_t& first = counts_.at(*term, hit.time);
      first = std::min(first, hit.time);
      return;
    }
    const std::uint64_t piece = mix_hashes(*group, piece_of(hit));
    std::int64_t& count = counts_.at(piece, 0);
    count = std::min(count + counted_by(feed, place, piece), kMost);
  }

  // After the last add(), for kFirst: finds out where groups have enough terms.
  void end_groups() {
    if (counts_.size() <= HitSieve::kMostTerms) return;
    std::vector<std::pair<std::uint64_t, Timestamp>> firsts;  // of each term: its group, its time
    for (const Feed& feed : demand_.feeds) {
      if (!feed.is_direct) continue;
      for (const Place& place : hits_.of_rule(feed.rule)) {
        const auto group = group_of(feed, place);
        const auto term = group ? term_of(feed, place, *group) : std::nullopt;
        if (term && counted_.at(*term, 0)++ == 0) firsts.emplace_back(*group, counts_.find(*term));
      }
    }
    std::sort(firsts.begin(), firsts.end());
    const auto is_of_group = [](const auto& left, const auto& right) {
      return left.first == right.first;
    };
    for_each_run(std::span<const std::pair<std::uint64_t, Timestamp>>(firsts), is_of_group,
                 [&](auto terms) {
                   if (terms.size() <= HitSieve::kMostTerms) return;
                   ends_[terms.front().first] = terms[HitSieve::kMostTerms - 1].second;
                 });
  }

  [[nodiscard]] bool may_fire(const Feed& feed, const Place& place) const {
    const auto group = group_of(feed, place);
    if (!group) return false;
    const Hit& hit = hits_[place];
    if (demand_.kind == Demand::Kind::kFirst) {
      const auto term = term_of(feed, place, *group);
      if (!term) return false;
      const Timestamp first = counts_.find(*term);
      const auto end = ends_.find(*group);
      return hit.time - first <= demand_.timespan && (end == ends_.end() || first <= end->second);
    }
    const std::uint64_t piece = piece_of(hit);
    const auto count_in = [&](std::uint64_t number) {
      return static_cast<std::uint64_t>(counts_.find(mix_hashes(*group, number)));
    };
    const std::uint64_t own = count_in(piece);
    return own >= demand_.needed ||
           own + std::max(count_in(piece - 1), count_in(piece + 1)) >= demand_.needed;
  }

 private:
  static std::size_t hits_fed(const Demand& demand, const Hits& hits) {
    std::size_t count = 0;
    for (const Feed& feed : demand.feeds) count += hits.of_rule(feed.rule).size();
    return count;
  }

  [[nodiscard]] std::optional<std::uint64_t> group_of(const Feed& feed, const Place& place) const {
    return hits_.keys(place).key_of(hits_.seed(), feed.group, hits_[place]);
  }

  [[nodiscard]] std::optional<std::uint64_t> term_of(const Feed& feed, const Place& place,
                                                     std::uint64_t group) const {
    return hits_.keys(place).key_of(group, feed.values, hits_[place]);
  }

  [[nodiscard]] std::uint64_t piece_of(const Hit& hit) const {
    return static_cast<std::uint64_t>(period_of(hit.time, demand_.timespan));
  }

  // What the hit adds to the count of its piece of time.
  std::int64_t counted_by(const Feed& feed, const Place& place, std::uint64_t piece) {
    const Hit& hit = hits_[place];
    const StoreKeys& keys = hits_.keys(place);
    if (demand_.kind == Demand::Kind::kEvents) return static_cast<std::int64_t>(hit.weight);
    if (demand_.kind == Demand::Kind::kSum) return keys.number_at(feed.values.front(), hit);
    const auto counted = demand_.kind == Demand::Kind::kValues
                             ? keys.key_of(piece, feed.values, hit)
                             : std::optional(mix_hashes(piece, feed.slot));
    if (!counted) return 0;
    std::int64_t& times = counted_.at(*counted, 0);
    return times++ == 0 ? 1 : 0;
  }

  const Demand& demand_;
  const Hits& hits_;
  HashedNumbers counts_;   // of a group in a piece of time; of terms, their first time
  HashedNumbers counted_;  // how often, of what counts once in a piece of time, and of terms
  std::unordered_map<std::uint64_t, Timestamp> ends_;  // of a group: when its last term came
};

void mark_needed(const Demand& demand, Hits& hits) {
  GroupCounts counts(demand, hits);
  for (const Feed& feed : demand.feeds) {
    // A correlation below need not fire where its hits are, so that only direct hits are sure to
    // end the time in which a term is new.
    if (demand.kind == Demand::Kind::kFirst && !feed.is_direct) continue;
    for (const Place& place : hits.of_rule(feed.rule)) counts.add(feed, place);
  }
  if (demand.kind == Demand::Kind::kFirst) counts.end_groups();
  for (const Feed& feed : demand.feeds) {
    if (!feed.is_direct) continue;
    for (const Place& place : hits.of_rule(feed.rule)) {
      if (!hits.is_needed(place) && counts.may_fire(feed, place)) hits.need(place);
    }
  }
}

// Of hits that are counted with each other, all are needed if one is.
void mark_kin(const Telling& alike, const std::vector<Place>& places, Hits& hits) {
  HashedNumbers needed(places.size());
  const auto kin_of = [&](const Place& place) {
    return hits.keys(place).kin_of(alike, hits[place]);
  };
  for (const Place& place : places) {
    if (hits.is_needed(place)) needed.at(kin_of(place), 1) = 1;
  }
  for (const Place& place : places) {
    if (needed.find(kin_of(place)) != 0) hits.need(place);
  }
}

}  // namespace

HitSieve::HitSieve(const CompiledRules& rules)
    : only_counted_(rules_that_feed(rules, grows_with_hits)),
      droppable_(rules_that_feed(rules, needs_many)),
      alike_(rules.events.size()),
      reach_(longest_reach(rules)) {
  for (std::size_t rule = 0; rule < alike_.size(); ++rule) {
    const std::vector<Telling>& tellings = rules.events[rule].tellings;
    if (!droppable_[rule] || tellings.empty()) continue;
    alike_[rule] = tellings.front();
    reach_ = std::max(reach_, tellings.front().period);
  }
  for (const CompiledCorrelation& compiled : rules.correlations) {
    const sigma::Correlation& correlation = *compiled.rule.correlation;
    if (!needs_many(correlation)) continue;
    Demand demand;
    demand.kind = kind_of(correlation.type);
    demand.needed = smallest_within(correlation);
    demand.timespan = std::max<Timestamp>(compiled.timespan, 1);
    for (const CorrelationFeed& from : compiled.feeds) {
      demand.feeds.push_back({from.event_rule, !from.through, from.slot, from.group, from.values});
    }
    demands_.push_back(std::move(demand));
  }
}

void HitSieve::sift(std::vector<HitStore>& stores, Timestamp open_from) const {
  Hits hits(stores, droppable_.size());
  for (std::uint32_t rule = 0; rule < droppable_.size(); ++rule) {
    for (const Place& place : hits.of_rule(rule)) {
      if (!droppable_[rule] || hits[place].time >= open_from) hits.need(place);
    }
  }
  for (const Demand& demand : demands_) mark_needed(demand, hits);
  for (std::uint32_t rule = 0; rule < droppable_.size(); ++rule) {
    if (alike_[rule]) mark_kin(*alike_[rule], hits.of_rule(rule), hits);
  }
  for (std::uint32_t i = 0; i < stores.size(); ++i) {
    std::uint32_t number = 0;
    stores[i] = copy_if(stores[i].data(), [&](const Hit& hit) {
      const Place place{i, number++};
      return hits.is_needed(place) ||
             (hit.time == kNoTime && !droppable_[hits.keys(place).rule_of(hit)]);
    });
  }
}

}  // namespace trailsift::detect
