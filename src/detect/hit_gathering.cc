// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_gathering.h"

#include "detect/hit_data.h"
#include "detect/hit_sieve.h"
#include "detect/inferred_list.h"

namespace trailsift::detect {

MergedHits gather_hits(const CompiledRules& rules, std::vector<HitStore>& stores,
                       const CorrelationInput& input, const HitFolding& folding) {
  HitSieve(rules).sift(stores, kEndOfTime);
  MergedHits hits(stores);
  hits.keep_if([&](const Hit& hit, const HitContext& context) {
    if (rules.events[context.rule].asks == InferredList::kLogBuckets) {
      return bucket_condition_holds(context.list_condition,
                                    hits.text(hits.value_at(kAskedBucket, hit)), input);
    }
    return home_condition_holds(context.list_condition, hits.text(context.texts[kAccountSlot]),
                                hits.text(context.texts[kRegionSlot]), input);
  });
  hits.sort(rules.events.size());
  folding.fold(hits);
  return hits;
}

}  // namespace trailsift::detect
