// SPDX-License-Identifier: Apache-2.0
#include "detect/inferred_list.h"

#include <algorithm>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

bool is_home(std::string_view region, const AccountFacts& facts) {
  return std::any_of(facts.home_regions.begin(), facts.home_regions.end(),
                     [&](const std::string& home) { return equals_ignore_case(home, region); });
}

}  // namespace

bool home_condition_holds(ListCondition condition, std::string_view account,
                          std::string_view region, const CorrelationInput& input) {
  if (condition == ListCondition::kNone) return true;
  const auto facts = input.accounts.find(std::string(account));
  if (facts == input.accounts.end() || facts->second.home_regions.empty()) return false;
  return is_home(region, facts->second) == (condition == ListCondition::kInside);
}

bool bucket_condition_holds(ListCondition condition, std::string_view bucket,
                            const CorrelationInput& input) {
  if (condition == ListCondition::kNone) return true;
  if (input.log_buckets.empty()) return false;
  return input.log_buckets.contains(bucket) == (condition == ListCondition::kInside);
}

}  // namespace trailsift::detect
