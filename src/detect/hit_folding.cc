// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_folding.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "detect/hit_data.h"
#include "detect/hit_thinning.h"
#include "detect/intern_pool.h"

namespace trailsift::detect {
namespace {

struct Member {
  Timestamp period = 0;
  std::uint32_t kind = 0;  // number of what alike hits agree in
  std::uint32_t hit = 0;   // in order of time and id
};

bool is_alike(const Member& left, const Member& right) {
  return left.period == right.period && left.kind == right.kind;
}

std::uint64_t weight_of(std::span<const Member> members, const MergedHits& hits) {
  std::uint64_t weight = 0;
  for (const Member& member : members) weight += hits[member.hit].weight;
  return weight;
}

// Members of one period and kind, by time. Folds those behind the first one into it, or into the
// last one before them that has a time of its own.
void fold_alike(std::span<const Member> members, bool only_equal_times, MergedHits& hits,
                std::vector<bool>& wanted) {
  std::uint32_t kept = members.front().hit;
  for (const Member& member : members.subspan(1)) {
    if (only_equal_times && hits[member.hit].time != hits[kept].time) {
      kept = member.hit;
      continue;
    }
    hits.add_weight(kept, hits[member.hit].weight);
    wanted[member.hit] = false;
  }
}

}  // namespace

HitFolding::HitFolding(const CompiledRules& rules) : rules_(rules.events.size()) {
  const std::vector<std::vector<KeySource>> sources = told_apart_by(rules);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    rules_[i] = {!rules.events[i].is_finding, rules.events[i].once_per, sources[i]};
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    const sigma::CorrelationType type = correlation.rule.correlation->type;
    const bool counts_by_two_ways =
        (type == sigma::CorrelationType::kEventCount || computes_with_numbers(type)) &&
        correlation.feeds.size() > 1;
    for (const CorrelationFeed& feed : correlation.feeds) {
      Foldable& rule = rules_[feed.event_rule];
      if (counts_by_two_ways && rule.once_per == 0) rule.is_foldable = false;
    }
  }
}

void HitFolding::fold(MergedHits& hits, std::vector<bool>& wanted) const {
  for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
    const MergedHits::Range range = hits.of_rule(rule);
    if (rules_[rule].is_foldable) fold_rule(rules_[rule], range, hits, wanted);
  }
}

void HitFolding::fold_rule(const Foldable& rule, MergedHits::Range range, MergedHits& hits,
                           std::vector<bool>& wanted) const {
  TuplePool kinds;
  std::vector<std::uint32_t> kind;
  std::vector<Member> members;
  const bool is_thinned = rule.once_per > 0;
  const Timestamp period = is_thinned ? rule.once_per : kMinute;
  for (std::uint32_t number = range.begin; number < range.end; ++number) {
    const Hit& hit = hits[number];
    if (!wanted[number] || hit.time == kNoTime) continue;
    const HitContext context = hits.context(hit);
    kind = {static_cast<std::uint32_t>(context.outcome), static_cast<std::uint32_t>(context.home)};
    for (const KeySource& source : rule.keys) kind.push_back(hits.value_at(source, hit));
    members.push_back({period_of(hit.time, period), kinds.intern(kind), number});
  }
  std::sort(members.begin(), members.end(), [](const Member& left, const Member& right) {
    return std::tie(left.period, left.kind, left.hit) <
           std::tie(right.period, right.kind, right.hit);
  });
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && is_alike(members[begin], members[end])) ++end;
    const auto alike = std::span(members).subspan(begin, end - begin);
    if (is_thinned || weight_of(alike, hits) > kMostApart) {
      fold_alike(alike, !is_thinned, hits, wanted);
    }
    begin = end;
  }
}

}  // namespace trailsift::detect
