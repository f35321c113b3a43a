// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_folding.h"

#include <optional>
#include <span>

#include "detect/hashed_numbers.h"
#include "detect/hit_data.h"
#include "detect/likeness.h"
#include "trailsift/base/hash.h"

namespace trailsift::detect {
namespace {

constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

// The same number for hits that are alike, and for no others.
class LikenessHash {
 public:
  LikenessHash(const Likeness& likeness, const MergedHits& hits)
      : likeness_(likeness), hits_(hits) {}

  [[nodiscard]] std::uint64_t operator()(const Hit& hit) const {
    const auto period = static_cast<std::uint64_t>(period_of(hit.time, likeness_.period));
    std::uint64_t hash = mix_hashes(mix_hashes(seed_, period), hits_.ending_of(hit));
    for (const KeySource& source : likeness_.sources) {
      hash = mix_hashes(hash, hits_.value_at(source, hit));
    }
    return hash;
  }

 private:
  const Likeness& likeness_;
  const MergedHits& hits_;
  const std::uint64_t seed_ = random_seed();
};

// Of each hit of a range, in order, the first that is alike; kNowhere for hits without a time and
// those that `counts(number)` is false for.
template <typename Counts>
std::vector<std::uint32_t> firsts_of(const Likeness& likeness, MergedHits::Range range,
                                     const MergedHits& hits, const Counts& counts) {
  const LikenessHash hash_of(likeness, hits);
  HashedNumbers known;
  std::vector<std::uint32_t> firsts;
  firsts.reserve(range.end - range.begin);
  for (std::uint32_t number = range.begin; number < range.end; ++number) {
    const bool is_in = hits[number].time != kNoTime && counts(number);
    firsts.push_back(is_in ? static_cast<std::uint32_t>(known.at(hash_of(hits[number]), number))
                           : kNowhere);
  }
  return firsts;
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
    floods_[i] = Likeness{least_sources(rules, rules.events[i]), kMinute};
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    const sigma::CorrelationType type = correlation.rule.correlation->type;
    const bool counts_by_two_ways =
        (type == sigma::CorrelationType::kEventCount || computes_with_numbers(type)) &&
        correlation.feeds.size() > 1;
    for (const CorrelationFeed& feed : correlation.feeds) {
      std::optional<Likeness>& flood = floods_[feed.event_rule];
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
    const std::vector<Likeness>& likenesses = rules_.events[rule].likenesses;
    if (!likenesses.empty()) {
      thin(likenesses, range, hits, wanted);
    } else if (floods_[rule]) {
      fold_floods(*floods_[rule], range, hits, wanted);
    }
  }
  hits.keep(wanted);
}

void HitFolding::fold_floods(const Likeness& flood, MergedHits::Range range, MergedHits& hits,
                             std::vector<bool>& wanted) {
  const LikenessHash hash_of(flood, hits);
  HashedNumbers weights;
  bool is_flooded = false;
  for (std::uint32_t number = range.begin; number < range.end; ++number) {
    if (hits[number].time == kNoTime) continue;
    std::int64_t& weight = weights.at(hash_of(hits[number]), 0);
    weight += static_cast<std::int64_t>(hits[number].weight);
    is_flooded = is_flooded || weight > kMostApart;
  }
  if (!is_flooded) return;
  HashedNumbers kept;  // of each flood, the last hit that stays
  for (std::uint32_t number = range.begin; number < range.end; ++number) {
    if (hits[number].time == kNoTime) continue;
    const std::uint64_t hash = hash_of(hits[number]);
    if (weights.find(hash) <= kMostApart) continue;
    std::int64_t& last = kept.at(hash, number);
    const auto same = static_cast<std::uint32_t>(last);
    if (hits[same].time != hits[number].time) {
      last = number;
    } else if (same != number) {
      hits.count_with(same, number, 0);
      wanted[number] = false;
    }
  }
}

void HitFolding::thin(const std::vector<Likeness>& likenesses, MergedHits::Range range,
                      MergedHits& hits, std::vector<bool>& wanted) {
  const auto all = [](std::uint32_t) { return true; };
  const std::vector<std::uint32_t> counted_with = firsts_of(likenesses.front(), range, hits, all);
  std::vector<bool> is_first(range.end - range.begin);
  const auto mark_first = [&](const std::vector<std::uint32_t>& firsts) {
    for (const std::uint32_t first : firsts) {
      if (first != kNowhere) is_first[first - range.begin] = true;
    }
  };
  mark_first(counted_with);
  for (const Likeness& likeness : std::span(likenesses).subspan(1)) {
    mark_first(firsts_of(likeness, range, hits, all));
  }
  // What is counted with what must not depend on who counted it before: all that is alike by
  // the first likeness is counted with the first of its like.
  for (std::uint32_t number = range.begin; number < range.end; ++number) {
    const std::uint32_t first = counted_with[number - range.begin];
    if (first == kNowhere || first == number) continue;
    const bool stays = is_first[number - range.begin];
    hits.count_with(first, number, stays ? 1 : 0);
    wanted[number] = stays;
  }
}

void HitFolding::settle_sampled(MergedHits& hits, std::vector<bool>& needed) const {
  const std::vector<bool> needed_before = needed;
  const auto is_spare = [&](std::uint32_t number) { return !needed_before[number]; };
  for (std::uint32_t rule = 0; rule < is_sampled_.size(); ++rule) {
    if (!is_sampled_[rule]) continue;
    const MergedHits::Range range = hits.of_rule(rule);
    Likeness by_day{least_sources(rules_, rules_.events[rule]), kDay};
    by_day.sources.push_back({true, kSourceIpSlot});
    const Likeness by_month = likeness_of_calls(rules_, rules_.events[rule], kSamplePeriod);
    for (const std::uint32_t first : firsts_of(by_month, range, hits, is_spare)) {
      if (first != kNowhere) needed[first] = true;
    }
    const std::vector<std::uint32_t> firsts = firsts_of(by_day, range, hits, is_spare);
    for (std::uint32_t number = range.begin; number < range.end; ++number) {
      const std::uint32_t first = firsts[number - range.begin];
      if (first == kNowhere) continue;
      if (first == number) {
        needed[number] = true;
      } else if (!needed[number]) {
        hits.count_with(first, number, 0);
      }
    }
  }
}

}  // namespace trailsift::detect
