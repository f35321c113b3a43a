// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_gathering.h"

#include "detect/hit_data.h"
#include "detect/hit_sieve.h"
#include "detect/home_condition.h"

namespace trailsift::detect {

MergedHits gather_hits(const CompiledRules& rules, std::vector<HitStore>& stores,
                       const CorrelationInput& input, const HitFolding& folding) {
  HitSieve(rules).sift(stores, kEndOfTime);
  MergedHits hits(stores);
  hits.keep_if([&](const Hit&, const HitContext& context) {
    return home_condition_holds(context.home, hits.text(context.texts[kAccountSlot]),
                                hits.text(context.texts[kRegionSlot]), input);
  });
  hits.sort(rules.events.size());
  folding.fold(hits);
  return hits;
}

}  // namespace trailsift::detect
