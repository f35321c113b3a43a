// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_folding.h"
#include "detect/merged_hits.h"
#include "trailsift/detect/correlator.h"

namespace trailsift::detect {

// All hits of a scan in one place: those that can matter, whose list condition holds, sorted and
// folded. Takes them out of the stores, which must live on.
[[nodiscard]] MergedHits gather_hits(const CompiledRules& rules, std::vector<HitStore>& stores,
                                     const CorrelationInput& input, const HitFolding& folding);

}  // namespace trailsift::detect
