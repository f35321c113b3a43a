// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_folding.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "detect/hit_data.h"
#include "detect/intern_pool.h"

namespace trailsift::detect {
namespace {

struct Member {
  std::int64_t minute = 0;
  std::uint32_t kind = 0;  // number of what alike hits agree in
  std::uint32_t hit = 0;   // in order of time and id
};

std::int64_t minute_of(Timestamp time) { return time / kMinute - (time % kMinute < 0 ? 1 : 0); }

bool is_alike(const Member& left, const Member& right) {
  return left.minute == right.minute && left.kind == right.kind;
}

std::uint64_t weight_of(std::span<const Member> members, const MergedHits& hits) {
  std::uint64_t weight = 0;
  for (const Member& member : members) weight += hits[member.hit].weight;
  return weight;
}

// Members of one minute and kind, by time.
void fold_equal_times(std::span<const Member> members, MergedHits& hits,
                      std::vector<bool>& wanted) {
  std::uint32_t kept = members.front().hit;
  for (const Member& member : members.subspan(1)) {
    if (hits[member.hit].time != hits[kept].time) {
      kept = member.hit;
      continue;
    }
    hits.add_weight(kept, hits[member.hit].weight);
    wanted[member.hit] = false;
  }
}

void add_source(const KeySource& source, std::vector<KeySource>& keys) {
  if (std::find(keys.begin(), keys.end(), source) == keys.end()) keys.push_back(source);
}

}  // namespace

HitFolding::HitFolding(const CompiledRules& rules) : rules_(rules.events.size()) {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    rules_[i].is_foldable = !rules.events[i].is_finding;
    rules_[i].keys = {{true, kAccountSlot}, {true, kActorSlot}};
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    const sigma::CorrelationType type = correlation.rule.correlation->type;
    const bool counts_by_two_ways =
        (type == sigma::CorrelationType::kEventCount || computes_with_numbers(type)) &&
        correlation.feeds.size() > 1;
    for (const CorrelationFeed& feed : correlation.feeds) {
      Foldable& rule = rules_[feed.event_rule];
      if (counts_by_two_ways) rule.is_foldable = false;
      for (const KeySource& source : feed.group) add_source(source, rule.keys);
      for (const KeySource& source : feed.values) add_source(source, rule.keys);
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
  for (std::uint32_t number = range.begin; number < range.end; ++number) {
    const Hit& hit = hits[number];
    if (!wanted[number] || hit.time == kNoTime) continue;
    const HitContext context = hits.context(hit);
    kind = {static_cast<std::uint32_t>(context.outcome), static_cast<std::uint32_t>(context.home)};
    for (const KeySource& source : rule.keys) kind.push_back(hits.value_at(source, hit));
    members.push_back({minute_of(hit.time), kinds.intern(kind), number});
  }
  std::sort(members.begin(), members.end(), [](const Member& left, const Member& right) {
    return std::tie(left.minute, left.kind, left.hit) <
           std::tie(right.minute, right.kind, right.hit);
  });
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && is_alike(members[begin], members[end])) ++end;
    const auto alike = std::span(members).subspan(begin, end - begin);
    if (weight_of(alike, hits) > kMostApart) fold_equal_times(alike, hits, wanted);
    begin = end;
  }
}

}  // namespace trailsift::detect
