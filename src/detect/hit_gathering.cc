// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_gathering.h"

#include "detect/hit_data.h"
#include "detect/hit_sieve.h"
#include "detect/inferred_list.h"
#include "detect/likeness.h"

namespace trailsift::detect {

MergedHits gather_hits(const CompiledRules& rules, std::vector<HitStore>& stores,
                       const CorrelationInput& input, const HitFolding& folding) {
  MergedHits hits(stores, HitSieve(rules).needed(stores, kEndOfTime));
  hits.keep_if([&](const Hit& hit) {
    if (hit.list_condition == ListCondition::kNone) return true;
    const CompiledRule& rule = rules.events[hit.rule];
    const std::uint32_t account = hits.value_at({true, kAccountSlot}, hit);
    const std::uint32_t item = hits.value_at(asked_source(rule), hit);
    return list_condition_holds(hit.list_condition,
                                {rule.waits_for(), hits.text(account), hits.text(item)}, input);
  });
  hits.sort(rules.events.size());
  folding.fold(hits);
  return hits;
}

}  // namespace trailsift::detect
