// SPDX-License-Identifier: Apache-2.0
#include "detect/spike_firing.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "detect/hit_data.h"
#include "detect/spike.h"
#include "detect/spike_windows.h"

namespace trailsift::detect {
namespace {

class SpikeCorrelator {
 public:
  SpikeCorrelator(const CompiledCorrelation& correlation, const MergedHits& hits,
                  const KnownWindows& known)
      : rule_(*correlation.rule.correlation),
        hits_(hits),
        limits_(limits_of(correlation)),
        windows_(correlation, hits),
        known_(known) {}

  SpikeFirings run() {
    windows_.for_each_group([&](std::span<const SpikeEntry> group) { fire_group(group); });
    if (known_.settled != nullptr) judge_groups_without_hits();
    return std::move(result_);
  }

 private:
  std::vector<WindowTotal> with_known(std::vector<WindowTotal> own,
                                      const RuleBaseline::Key& key) const {
    const SettledGroup* settled = nullptr;
    if (known_.settled != nullptr) {
      const auto found = known_.settled->find(key);
      if (found != known_.settled->end()) settled = &found->second;
    }
    const auto* learnt = known_.learnt == nullptr ? nullptr : known_.learnt->windows_of(key);
    return all_windows(std::move(own), settled, learnt, limits_.reach());
  }

  SpikeSearch search(std::span<const WindowTotal> totals) {
    SpikeSearch search = find_spikes(totals, limits_);
    if (search.lacks_history) ++result_.groups_without_history;
    return search;
  }

  void fire_group(std::span<const SpikeEntry> group) {
    RuleBaseline::Key key = windows_.key_of(group);
    const std::vector<WindowTotal> totals = with_known(windows_.totals_of(group), key);
    for (const Spike& spike : search(totals).spikes) {
      const std::int64_t first = totals[spike.windows.begin].window;
      const std::int64_t last = totals[spike.windows.end - 1].window;
      Firing firing;
      for (const SpikeEntry& entry : group) {
        if (entry.window >= first && entry.window <= last) firing.hits.push_back(entry.hit);
      }
      if (firing.hits.empty()) continue;  // it lies in what was learnt before
      const std::span<const std::uint32_t> values = windows_.values_of(group);
      firing.group.assign(values.begin(), values.end());
      firing.spike = {spike.peak, spike.average, first * limits_.length,
                      (last + 1) * limits_.length, lead_of(firing.hits)};
      result_.firings.push_back(std::move(firing));
    }
    if (known_.settled != nullptr) with_hits_.insert(std::move(key));
  }

  struct Origin {
    std::uint32_t first_hit = 0;
    std::uint64_t total = 0;
  };

  // What hits agree in that a finding takes for one source of its number.
  std::array<std::uint32_t, 5> origin_of(const Hit& hit) const {
    const auto texts = hits_.context(hit).texts;
    if (rule_.spike.sum.empty()) {
      return {texts[kAccountSlot], texts[kPrincipalSlot], texts[kSourceIpSlot]};
    }
    return {texts[kAccountSlot], texts[kPrincipalSlot], texts[kSourceIpSlot],
            texts[kCredentialSlot], hit.values};
  }

  std::uint32_t lead_of(const std::vector<std::uint32_t>& hits) const {
    if (!rule_.value_fields.empty()) return hits.front();
    std::vector<Origin> origins;  // in order of their first hits
    std::map<std::array<std::uint32_t, 5>, std::size_t> places;
    for (const std::uint32_t number : hits) {
      const Hit& hit = hits_[number];
      const std::size_t place = places.try_emplace(origin_of(hit), origins.size()).first->second;
      if (place == origins.size()) origins.push_back({number, 0});
      std::uint64_t& total = origins[place].total;
      total = rule_.spike.sum.empty() ? total + hit.weight : sum_of_amounts(total, hit.amount);
    }
    return std::max_element(
               origins.begin(), origins.end(),
               [](const Origin& left, const Origin& right) { return left.total < right.total; })
        ->first_hit;
  }

  void judge_groups_without_hits() {
    for (const auto& [key, group] : *known_.settled) {
      if (!with_hits_.contains(key)) (void)search(with_known({}, key));
    }
  }

  const sigma::Correlation& rule_;
  const MergedHits& hits_;
  const SpikeLimits limits_;
  const SpikeWindows windows_;
  const KnownWindows known_;
  std::set<RuleBaseline::Key> with_hits_;
  SpikeFirings result_;
};

}  // namespace

SpikeFirings fire_spikes(const CompiledCorrelation& correlation, const MergedHits& hits,
                         const KnownWindows& known) {
  return SpikeCorrelator(correlation, hits, known).run();
}

void learn_totals(const CompiledCorrelation& correlation, const MergedHits& hits,
                  const SettledGroups* settled, RuleBaseline& baseline) {
  const auto add = [&](const RuleBaseline::Key& key, const std::vector<WindowTotal>& totals) {
    if (totals.empty()) return;
    auto& learnt = baseline.windows[key];
    for (const WindowTotal& total : totals) learnt[total.window] = total.total;
  };
  const SpikeWindows windows(correlation, hits);
  windows.for_each_group([&](std::span<const SpikeEntry> group) {
    add(windows.key_of(group), windows.totals_of(group));
  });
  if (settled == nullptr) return;
  for (const auto& [key, group] : *settled) add(key, group.windows);
}

}  // namespace trailsift::detect
