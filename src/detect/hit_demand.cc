// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_demand.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>
#include <unordered_map>
#include <utility>

#include "detect/hashed_numbers.h"
#include "detect/likeness.h"
#include "detect/runs.h"

namespace trailsift::detect {
namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 50;

using Operator = sigma::CorrelationBound::Operator;
using sigma::CorrelationType;

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

// Rules have one bit each in a number. Of more than there are bits, events are counted instead,
// which are no fewer.
HitDemand::Kind kind_of(const sigma::Correlation& correlation) {
  constexpr std::size_t kMostRules = 63;
  switch (correlation.type) {
    case CorrelationType::kValueCount:
      return HitDemand::Kind::kValues;
    case CorrelationType::kTemporal:
    case CorrelationType::kTemporalOrdered:
      return correlation.rules.size() <= kMostRules ? HitDemand::Kind::kRules
                                                    : HitDemand::Kind::kEvents;
    case CorrelationType::kNewTerms:
      return HitDemand::Kind::kFirst;
    case CorrelationType::kValueSum:
      return HitDemand::Kind::kSum;
    default:
      return HitDemand::Kind::kEvents;
  }
}

// Marks the hits that a correlation may need.
class DemandCheck {
 public:
  DemandCheck(const HitDemand& demand, HitRows& rows) : demand_(demand), rows_(rows) {}

  void mark() {
    collect();
    switch (demand_.kind) {
      case HitDemand::Kind::kFirst:
        return mark_first();
      case HitDemand::Kind::kRules:
        return mark_where_all_rules();
      case HitDemand::Kind::kValues:
        return mark_where_many_values();
      case HitDemand::Kind::kSum:
        return mark_where_sums();
      case HitDemand::Kind::kEvents:
        return mark_where_events();
    }
  }

 private:
  // A hit that feeds the correlation.
  struct Fed {
    std::uint64_t group = 0;
    std::uint64_t piece = 0;  // of time
    std::uint32_t row = 0;
    std::uint32_t feed = 0;
    bool is_open = false;  // whether it is needed is to be found out
  };

  void collect() {
    std::vector<std::uint64_t> groups;
    for (std::uint32_t i = 0; i < demand_.feeds.size(); ++i) {
      const HitDemand::Feed& feed = demand_.feeds[i];
      // A correlation below need not fire where its hits are, so that only direct hits are sure to
      // end the time in which a term is new.
      if (demand_.kind == HitDemand::Kind::kFirst && !feed.is_direct) continue;
      const HitRows::Range range = rows_.of_rule(feed.rule);
      groups.clear();
      rows_.append_groups(feed.group, range, groups);
      for (std::uint32_t row = range.begin; row < range.end; ++row) {
        const std::uint64_t group = groups[row - range.begin];
        if (group == HitRows::kNoGroup) continue;
        const auto piece = static_cast<std::uint64_t>(period_of(rows_[row].time, demand_.timespan));
        fed_.push_back({group, piece, row, i, feed.is_direct && !rows_.is_needed(row)});
      }
    }
  }

  [[nodiscard]] const HitDemand::Feed& feed_of(const Fed& fed) const {
    return demand_.feeds[fed.feed];
  }

  // Adds up `count(fed)` in the group's piece of time.
  template <typename Count>
  HashedNumbers counts_of(const Count& count) const {
    HashedNumbers counts;
    for (const Fed& fed : fed_) {
      std::int64_t& sum = counts.at(mix_hashes(fed.group, fed.piece), 0);
      sum = std::min(sum + count(fed), kMost);
    }
    return counts;
  }

  // Whether two neighbouring pieces, of which one is that of `fed`, have enough.
  [[nodiscard]] bool may_fire(const Fed& fed, const HashedNumbers& counts) const {
    const auto count_in = [&](std::uint64_t number) {
      return static_cast<std::uint64_t>(counts.find(mix_hashes(fed.group, number)));
    };
    const std::uint64_t own = count_in(fed.piece);
    return own >= demand_.needed ||
           own + std::max(count_in(fed.piece - 1), count_in(fed.piece + 1)) >= demand_.needed;
  }

  void mark_where(const HashedNumbers& counts) {
    for (const Fed& fed : fed_) {
      if (fed.is_open && may_fire(fed, counts)) rows_.need(fed.row);
    }
  }

  void mark_where_events() {
    mark_where(counts_of([&](const Fed& fed) {
      return static_cast<std::int64_t>(rows_.hit(rows_[fed.row]).weight);
    }));
  }

  void mark_where_sums() {
    mark_where(counts_of([&](const Fed& fed) {
      return rows_.number_at(feed_of(fed).values.front(), rows_[fed.row], kMost);
    }));
  }

  // Most groups have fewer hits than different values are asked for.
  void mark_where_many_values() {
    const HashedNumbers hits = counts_of([](const Fed&) { return 1; });
    std::erase_if(fed_, [&](const Fed& fed) { return !may_fire(fed, hits); });
    HashedNumbers seen;
    mark_where(counts_of([&](const Fed& fed) -> std::int64_t {
      const std::uint64_t piece = mix_hashes(fed.group, fed.piece);
      const auto value = rows_.key_of(piece, feed_of(fed).values, rows_[fed.row]);
      return value && seen.at(*value, 0)++ == 0 ? 1 : 0;
    }));
  }

  // One bit for each of the rules.
  void mark_where_all_rules() {
    HashedNumbers rules;
    for (const Fed& fed : fed_) {
      rules.at(mix_hashes(fed.group, fed.piece), 0) |= std::int64_t{1} << feed_of(fed).slot;
    }
    const auto rules_in = [&](const Fed& fed, std::uint64_t piece) {
      return static_cast<std::uint64_t>(rules.find(mix_hashes(fed.group, piece)));
    };
    const auto are_enough = [&](std::uint64_t bits) {
      return static_cast<std::uint64_t>(std::popcount(bits)) >= demand_.needed;
    };
    for (const Fed& fed : fed_) {
      if (!fed.is_open) continue;
      const std::uint64_t piece = fed.piece;
      const std::uint64_t own = rules_in(fed, piece);
      const bool may_fire =
          are_enough(own | rules_in(fed, piece - 1)) || are_enough(own | rules_in(fed, piece + 1));
      if (may_fire) rows_.need(fed.row);
    }
  }

  void mark_first() {
    HashedNumbers firsts;  // of each term, when it was first there
    std::vector<std::uint64_t> terms;
    std::size_t kept = 0;
    for (const Fed& fed : fed_) {
      const HitRows::Row& row = rows_[fed.row];
      const HitDemand::Feed& feed = feed_of(fed);
      const std::uint64_t group =
          feed.asked ? rows_.key_with_fate(fed.group, *feed.asked, row) : fed.group;
      const auto term = rows_.key_of(group, feed.values, row);
      if (!term) continue;
      std::int64_t& first = firsts.at(*term, row.time);
      first = std::min(first, row.time);
      terms.push_back(*term);
      fed_[kept++] = fed;
    }
    fed_.resize(kept);
    const auto ends = ends_of_groups(terms, firsts);
    for (std::size_t i = 0; i < fed_.size(); ++i) {
      if (!fed_[i].is_open) continue;
      const Timestamp first = firsts.find(terms[i]);
      const auto end = ends.find(fed_[i].group);
      const bool counts = end == ends.end() || first <= end->second;
      if (counts && rows_[fed_[i].row].time - first <= demand_.timespan) rows_.need(fed_[i].row);
    }
  }

  // Of groups with too many terms, when the last one that counts came. `terms` are those of fed_.
  [[nodiscard]] std::unordered_map<std::uint64_t, Timestamp> ends_of_groups(
      const std::vector<std::uint64_t>& terms, const HashedNumbers& firsts) const {
    std::unordered_map<std::uint64_t, Timestamp> ends;
    if (firsts.size() <= HitDemand::kMostTerms) return ends;
    HashedNumbers seen;
    std::vector<std::pair<std::uint64_t, Timestamp>> groups;  // of each term: group, first time
    for (std::size_t i = 0; i < fed_.size(); ++i) {
      if (seen.at(terms[i], 0)++ == 0) groups.emplace_back(fed_[i].group, firsts.find(terms[i]));
    }
    std::sort(groups.begin(), groups.end());
    const auto is_of_group = [](const auto& left, const auto& right) {
      return left.first == right.first;
    };
    for_each_run(std::span<const std::pair<std::uint64_t, Timestamp>>(groups), is_of_group,
                 [&](auto group) {
                   if (group.size() <= HitDemand::kMostTerms) return;
                   ends[group.front().first] = group[HitDemand::kMostTerms - 1].second;
                 });
    return ends;
  }

  const HitDemand& demand_;
  HitRows& rows_;
  std::vector<Fed> fed_;
};

}  // namespace

HitDemand demand_of(const CompiledCorrelation& compiled, const CompiledRules& rules) {
  const sigma::Correlation& correlation = *compiled.rule.correlation;
  HitDemand demand;
  demand.kind = kind_of(correlation);
  demand.needed = smallest_within(correlation);
  demand.timespan = std::max<Timestamp>(compiled.timespan, 1);
  for (const CorrelationFeed& from : compiled.feeds) {
    const CompiledRule& rule = rules.events[from.event_rule];
    demand.feeds.push_back(
        {from.event_rule, !from.through, from.slot, from.group, from.values, std::nullopt});
    if (rules.may_wait(rule)) demand.feeds.back().asked = asked_source(rule);
  }
  return demand;
}

void mark_needed(const HitDemand& demand, HitRows& rows) { DemandCheck(demand, rows).mark(); }

}  // namespace trailsift::detect
