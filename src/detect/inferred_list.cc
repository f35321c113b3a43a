// SPDX-License-Identifier: Apache-2.0
#include "detect/inferred_list.h"

#include <algorithm>
#include <optional>
#include <string>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

bool is_home(std::string_view region, const AccountFacts& facts) {
  return std::any_of(facts.home_regions.begin(), facts.home_regions.end(),
                     [&](const std::string& home) { return equals_ignore_case(home, region); });
}

// Nothing where the list is not known.
std::optional<bool> is_on_list(const ListQuestion& question, const CorrelationInput& input) {
  if (question.list == InferredList::kLogBuckets) {
    if (input.log_buckets.empty()) return std::nullopt;
    return input.log_buckets.contains(question.item);
  }
  const auto facts = input.accounts.find(std::string(question.account));
  if (facts == input.accounts.end() || facts->second.home_regions.empty()) return std::nullopt;
  return is_home(question.item, facts->second);
}

}  // namespace

bool list_condition_holds(ListCondition condition, const ListQuestion& question,
                          const CorrelationInput& input) {
  return condition == ListCondition::kNone ||
         is_on_list(question, input) == (condition == ListCondition::kInside);
}

}  // namespace trailsift::detect
