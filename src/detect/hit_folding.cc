// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_folding.h"

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>

#include "detect/hit_data.h"
#include "detect/intern_pool.h"
#include "detect/runs.h"
#include "detect/telling.h"

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

// Members of one minute and kind, by time. Folds those of equal times.
void fold_equal_times(std::span<const Member> members, MergedHits& hits,
                      std::vector<bool>& wanted) {
  std::uint32_t kept = members.front().hit;
  for (const Member& member : members.subspan(1)) {
    if (hits[member.hit].time != hits[kept].time) {
      kept = member.hit;
      continue;
    }
    hits.count_with(kept, member.hit, 0);
    wanted[member.hit] = false;
  }
}

// The hits of a range that have a time, by period, kind and time.
std::vector<Member> sorted_members(const Telling& telling, MergedHits::Range range,
                                   const MergedHits& hits) {
  TuplePool kinds;
  std::vector<std::uint32_t> kind;
  std::vector<Member> members;
  for (std::uint32_t number = range.begin; number < range.end; ++number) {
    const Hit& hit = hits[number];
    if (hit.time == kNoTime) continue;
    const HitContext context = hits.context(hit);
    kind = {static_cast<std::uint32_t>(context.outcome),
            static_cast<std::uint32_t>(context.list_condition)};
    for (const KeySource& source : telling.sources) kind.push_back(hits.value_at(source, hit));
    members.push_back({period_of(hit.time, telling.period), kinds.intern(kind), number});
  }
  std::sort(members.begin(), members.end(), [](const Member& left, const Member& right) {
    return std::tie(left.period, left.kind, left.hit) <
           std::tie(right.period, right.kind, right.hit);
  });
  return members;
}

template <typename Visit>
void for_each_alike(std::span<const Member> members, const Visit& visit) {
  for_each_run(members, is_alike, visit);
}

}  // namespace

HitFolding::HitFolding(const CompiledRules& rules) : rules_(rules), floods_(rules.events.size()) {
  for (const CompiledRule& rule : rules.events) {
    const sigma::Level level = rule.rule.level.value_or(sigma::Level::kMedium);
    is_sampled_.push_back(rule.is_finding && rule.once_per > 0 &&
                          level == sigma::Level::kInformational);
  }
  for (std::size_t i = 0; i < floods_.size(); ++i) {
    if (rules.events[i].is_finding) continue;
    floods_[i] = Telling{least_sources(rules.events[i]), kMinute};
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    const sigma::CorrelationType type = correlation.rule.correlation->type;
    const bool counts_by_two_ways =
        (type == sigma::CorrelationType::kEventCount || computes_with_numbers(type)) &&
        correlation.feeds.size() > 1;
    for (const CorrelationFeed& feed : correlation.feeds) {
      std::optional<Telling>& flood = floods_[feed.event_rule];
      if (counts_by_two_ways) flood.reset();
      if (!flood) continue;
      add_sources(feed.group, flood->sources);
      add_sources(feed.values, flood->sources);
    }
  }
}

void HitFolding::fold(MergedHits& hits) const {
  std::vector<bool> wanted(hits.size(), true);
  for (std::uint32_t rule = 0; rule < floods_.size(); ++rule) {
    const MergedHits::Range range = hits.of_rule(rule);
    const std::vector<Telling>& tellings = rules_.events[rule].tellings;
    if (!tellings.empty()) {
      thin(tellings, range, hits, wanted);
    } else if (floods_[rule]) {
      fold_floods(*floods_[rule], range, hits, wanted);
    }
  }
  hits.keep(wanted);
}

void HitFolding::fold_floods(const Telling& flood, MergedHits::Range range, MergedHits& hits,
                             std::vector<bool>& wanted) {
  const std::vector<Member> members = sorted_members(flood, range, hits);
  for_each_alike(members, [&](std::span<const Member> alike) {
    if (weight_of(alike, hits) > kMostApart) fold_equal_times(alike, hits, wanted);
  });
}

void HitFolding::thin(const std::vector<Telling>& tellings, MergedHits::Range range,
                      MergedHits& hits, std::vector<bool>& wanted) {
  std::vector<bool> is_first(range.end - range.begin);
  const auto mark_first = [&](std::span<const Member> alike) {
    is_first[alike.front().hit - range.begin] = true;
  };
  const std::vector<Member> to_first_telling = sorted_members(tellings.front(), range, hits);
  for_each_alike(to_first_telling, mark_first);
  for (const Telling& telling : std::span(tellings).subspan(1)) {
    for_each_alike(sorted_members(telling, range, hits), mark_first);
  }
  // What is counted with what must not depend on who counted it before: all that is alike to the
  // first telling is counted with the first of its like.
  for_each_alike(to_first_telling, [&](std::span<const Member> alike) {
    for (const Member& member : alike.subspan(1)) {
      const bool stays = is_first[member.hit - range.begin];
      hits.count_with(alike.front().hit, member.hit, stays ? 1 : 0);
      wanted[member.hit] = stays;
    }
  });
}

void HitFolding::settle_sampled(MergedHits& hits, std::vector<bool>& needed) const {
  const Telling by_day{{{true, kAccountSlot}, {true, kActorSlot}, {true, kSourceIpSlot}}, kDay};
  const std::vector<bool> needed_before = needed;
  for (std::uint32_t rule = 0; rule < is_sampled_.size(); ++rule) {
    if (!is_sampled_[rule]) continue;
    const Telling by_month = telling_of_calls(rules_.events[rule], 30 * kDay);
    const auto spare = [&](const Telling& telling) {
      std::vector<Member> members = sorted_members(telling, hits.of_rule(rule), hits);
      std::erase_if(members, [&](const Member& member) { return needed_before[member.hit]; });
      return members;
    };
    for_each_alike(spare(by_month),
                   [&](std::span<const Member> alike) { needed[alike.front().hit] = true; });
    for_each_alike(spare(by_day), [&](std::span<const Member> alike) {
      needed[alike.front().hit] = true;
      for (const Member& member : alike) {
        if (needed[member.hit]) continue;
        hits.count_with(alike.front().hit, member.hit, 0);
      }
    });
  }
}

}  // namespace trailsift::detect
