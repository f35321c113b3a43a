// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_sieve.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <span>
#include <string_view>
#include <utility>

#include "detect/hit_copier.h"
#include "detect/hit_data.h"
#include "trailsift/base/ascii.h"
#include "trailsift/base/hash.h"

namespace trailsift::detect {
namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 50;

using Operator = sigma::CorrelationBound::Operator;
using sigma::CorrelationType;
using Feed = HitSieve::Feed;

bool asks_for_many(const sigma::Correlation& correlation) {
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

// The event rules that are no findings and feed only such correlations.
template <typename Accepts>
std::vector<bool> rules_that_feed(const CompiledRules& rules, const Accepts& accepts) {
  std::vector<bool> feeds_only;
  for (const CompiledRule& rule : rules.events) feeds_only.push_back(!rule.is_finding);
  for (const CompiledCorrelation& correlation : rules.correlations) {
    if (accepts(*correlation.rule.correlation)) continue;
    for (const CorrelationFeed& feed : correlation.feeds) {
      if (!feed.through) feeds_only[feed.event_rule] = false;
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
    most = std::max(most, bound.op == Operator::kGt ? std::floor(bound.limit) + 1
                                                    : std::ceil(bound.limit));
  }
  return static_cast<std::uint64_t>(std::clamp(most, 0.0, static_cast<double>(kMost)));
}

Feed::Kind kind_of(CorrelationType type) {
  switch (type) {
    case CorrelationType::kValueCount:
      return Feed::Kind::kValues;
    case CorrelationType::kTemporal:
    case CorrelationType::kTemporalOrdered:
      return Feed::Kind::kRules;
    case CorrelationType::kNewTerms:
      return Feed::Kind::kFirst;
    case CorrelationType::kValueSum:
      return Feed::Kind::kSum;
    default:
      return Feed::Kind::kEvents;
  }
}

// Numbers under hashes, in open addressing, at most half full.
class HashedNumbers {
 public:
  // The number of `hash`, which is `fresh` when it was not there.
  std::int64_t& at(std::uint64_t hash, std::int64_t fresh) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[place_of(hash)];
    if (slot.hash == kFree) {
      slot = {used(hash), fresh};
      ++count_;
    }
    return slot.number;
  }

  // 0 when it is not there.
  [[nodiscard]] std::int64_t find(std::uint64_t hash) const {
    return slots_.empty() ? 0 : slots_[place_of(hash)].number;
  }

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

  void grow() {
    std::vector<Slot> old(std::max<std::size_t>(slots_.size() * 4, 1U << 14));
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.hash != kFree) slots_[place_of(slot.hash)] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
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

// What the groups of all correlations have in each piece of time.
class GroupCounts {
 public:
  explicit GroupCounts(std::uint64_t seed) : seed_(seed) {}

  void add(const Feed& feed, const Hit& hit, const StoreKeys& keys) {
    const auto group = keys.key_of(mix_hashes(seed_, feed.correlation), feed.group, hit);
    if (!group) return;
    if (feed.kind == Feed::Kind::kFirst) {
      std::int64_t& first = counts_.at(*group, hit.time);
      first = std::min(first, hit.time);
      return;
    }
    const std::uint64_t piece = mix_hashes(*group, piece_of(feed, hit));
    auto added = static_cast<std::int64_t>(hit.weight);
    if (feed.kind == Feed::Kind::kSum) {
      added = keys.number_at(feed.values.front(), hit);
    } else if (feed.kind != Feed::Kind::kEvents) {
      const auto counted = feed.kind == Feed::Kind::kValues
                               ? keys.key_of(piece, feed.values, hit)
                               : std::optional(mix_hashes(piece, feed.slot));
      if (!counted) return;
      std::int64_t& is_known = counted_.at(*counted, 0);
      added = 1 - is_known;
      is_known = 1;
    }
    std::int64_t& count = counts_.at(piece, 0);
    count = std::min(count + added, kMost);
  }

  [[nodiscard]] bool may_fire(const Feed& feed, const Hit& hit, const StoreKeys& keys) const {
    const auto group = keys.key_of(mix_hashes(seed_, feed.correlation), feed.group, hit);
    if (!group) return false;
    if (feed.kind == Feed::Kind::kFirst) {
      return hit.time - counts_.find(*group) <= feed.timespan;
    }
    const std::uint64_t piece = piece_of(feed, hit);
    const auto count_in = [&](std::uint64_t number) {
      return static_cast<std::uint64_t>(counts_.find(mix_hashes(*group, number)));
    };
    const std::uint64_t own = count_in(piece);
    return own + std::max(count_in(piece - 1), count_in(piece + 1)) >= feed.needed;
  }

 private:
  static std::uint64_t piece_of(const Feed& feed, const Hit& hit) {
    return static_cast<std::uint64_t>(period_of(hit.time, feed.timespan));
  }

  std::uint64_t seed_;
  HashedNumbers counts_;   // of a group in a piece of time; of terms, their first time
  HashedNumbers counted_;  // 1 for what was counted in a piece of time
};

}  // namespace

HitSieve::HitSieve(const CompiledRules& rules)
    : feeds_(rules.events.size()),
      only_counted_(rules_that_feed(rules, grows_with_hits)),
      droppable_(rules_that_feed(rules, needs_many)),
      alike_(tellings(rules)),
      reach_(longest_reach(rules)) {
  for (std::size_t rule = 0; rule < alike_.size(); ++rule) {
    if (!droppable_[rule]) alike_[rule].clear();
    alike_[rule].resize(std::min<std::size_t>(alike_[rule].size(), 1));
    for (const Telling& telling : alike_[rule]) reach_ = std::max(reach_, telling.period);
  }
  for (std::uint32_t i = 0; i < rules.correlations.size(); ++i) {
    const CompiledCorrelation& compiled = rules.correlations[i];
    const sigma::Correlation& correlation = *compiled.rule.correlation;
    if (!needs_many(correlation)) continue;
    for (const CorrelationFeed& from : compiled.feeds) {
      Feed feed;
      feed.kind = kind_of(correlation.type);
      feed.is_direct = !from.through;
      feed.correlation = i;
      feed.slot = from.slot;
      feed.needed = smallest_within(correlation);
      feed.timespan = std::max<Timestamp>(compiled.timespan, 1);
      feed.group = from.group;
      feed.values = from.values;
      if (feed.kind == Feed::Kind::kFirst) {
        feed.group.insert(feed.group.end(), from.values.begin(), from.values.end());
      }
      feeds_[from.event_rule].push_back(std::move(feed));
    }
  }
}

void HitSieve::sift(std::vector<HitStore>& stores, Timestamp open_from) const {
  std::random_device random;
  const std::uint64_t seed = mix_hashes(random(), random());
  GroupCounts counts(seed);
  std::vector<StoreKeys> keys;
  for (HitStore& store : stores) {
    keys.emplace_back(store.data(), seed);
    for (const Hit& hit : store.data().hits) {
      if (hit.time == kNoTime) continue;
      for (const Feed& feed : feeds_[keys.back().rule_of(hit)]) counts.add(feed, hit, keys.back());
    }
  }
  const auto is_needed = [&](const StoreKeys& of_store, const Hit& hit, std::uint32_t rule) {
    return hit.time >= open_from ||
           std::any_of(feeds_[rule].begin(), feeds_[rule].end(), [&](const Feed& feed) {
             return feed.is_direct && counts.may_fire(feed, hit, of_store);
           });
  };
  HashedNumbers needed_kin;
  for (std::size_t i = 0; i < stores.size(); ++i) {
    for (const Hit& hit : stores[i].data().hits) {
      const std::uint32_t rule = keys[i].rule_of(hit);
      if (alike_[rule].empty() || hit.time == kNoTime) continue;
      std::int64_t& needed = needed_kin.at(keys[i].kin_of(alike_[rule].front(), hit), 0);
      if (needed == 0 && is_needed(keys[i], hit, rule)) needed = 1;
    }
  }
  for (std::size_t i = 0; i < stores.size(); ++i) {
    stores[i] = copy_if(stores[i].data(), [&](const Hit& hit) {
      const std::uint32_t rule = keys[i].rule_of(hit);
      if (!droppable_[rule]) return true;
      if (hit.time == kNoTime) return false;
      if (alike_[rule].empty()) return is_needed(keys[i], hit, rule);
      return needed_kin.find(keys[i].kin_of(alike_[rule].front(), hit)) != 0;
    });
  }
}

}  // namespace trailsift::detect
