// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/detect/baseline.h"
#include "trailsift/detect/finding.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/detect/scan_report.h"

namespace trailsift::detect {

class SpikeHistory;

// What becomes one finding.
enum class Grouping : std::uint8_t {
  // One finding per rule, principal and account without a pause longer than a day; of a correlation
  // per group likewise, but for first times and spikes.
  kBehaviour,
  kNone,  // one finding per event, and of a correlation one per firing
};

// What is known of an account after all of its events have been seen.
struct AccountFacts {
  Timestamp first = kNoTime;
  Timestamp last = kNoTime;
  std::vector<std::string> home_regions;  // sorted; inferred or configured
};

// What the end of a scan tells, besides its hits. What it points to must outlive the call.
struct CorrelationInput {
  std::map<std::string, AccountFacts> accounts;
  std::set<std::string, std::less<>> log_buckets;  // that the logs show, see log_buckets.h
  Grouping grouping = Grouping::kBehaviour;
  const Baseline* baseline = nullptr;     // what was learnt before, if anything
  const SpikeHistory* settled = nullptr;  // what has become of hits that were let go, if any
};

// Joins the hits of all threads, slides the correlations' windows over them and groups what is left
// into findings, sorted as ScanReport says. The result depends on the set of hits alone: not on how
// they were spread over the stores, nor on their order there. `silent`, if given, becomes the list
// of the spikes that could not judge some groups for want of history.
[[nodiscard]] std::vector<Finding> correlate(const CompiledRules& rules,
                                             std::vector<HitStore>& stores,
                                             const CorrelationInput& input,
                                             std::vector<SilentRule>* silent = nullptr);

}  // namespace trailsift::detect
