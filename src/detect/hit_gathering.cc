// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_gathering.h"

#include "detect/hit_data.h"
#include "detect/hit_sieve.h"
#include "detect/inferred_list.h"

namespace trailsift::detect {

MergedHits gather_hits(const CompiledRules& rules, std::vector<HitStore>& stores,
                       const CorrelationInput& input, const HitFolding& folding) {
  MergedHits hits(stores, HitSieve(rules).needed(stores, kEndOfTime));
  hits.keep_if([&](const Hit& hit) {
    if (hit.list_condition == ListCondition::kNone) return true;
    const HitContext context = hits.context(hit);
    const InferredList list = rules.events[hit.rule].waits_for();
    const std::uint32_t item = list == InferredList::kLogBuckets ? hits.value_at(kAskedBucket, hit)
                                                                 : context.texts[kRegionSlot];
    return list_condition_holds(
        hit.list_condition, {list, hits.text(context.texts[kAccountSlot]), hits.text(item)}, input);
  });
  hits.sort(rules.events.size());
  folding.fold(hits);
  return hits;
}

}  // namespace trailsift::detect
