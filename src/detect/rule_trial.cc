// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/rule_trial.h"

#include "trailsift/detect/account_activity.h"
#include "trailsift/detect/correlator.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/detect/log_buckets.h"
#include "trailsift/detect/matcher.h"
#include "trailsift/model/single_event.h"

namespace trailsift::detect {

bool fires(const std::vector<sigma::Rule>& rules, std::size_t index,
           const std::vector<std::string>& records, const Placeholders& placeholders) {
  const Compilation compilation =
      compile_rules(rules, placeholders, {}, sigma::only_rule(rules, index));
  std::vector<HitStore> stores(1);
  AccountActivity activity;
  LogBuckets log_buckets;
  Matcher matcher(*compilation.rules, stores.front());
  for (const std::string& record : records) {
    SingleEvent single(record);
    if (!single.ok()) continue;
    activity.add(single.event());
    log_buckets.add(single.event(), single.arena());
    matcher.match(single.event(), single.arena());
  }
  const auto home_regions = placeholders.find("home_regions");
  std::vector<AssumedHomeRegion> assumed;
  CorrelationInput input;
  input.accounts = activity.facts(
      home_regions == placeholders.end() ? std::vector<std::string>() : home_regions->second,
      assumed);
  input.log_buckets = log_buckets.names();
  return !correlate(*compilation.rules, stores, input).empty();
}

}  // namespace trailsift::detect
