// SPDX-License-Identifier: Apache-2.0
#include "detect/filter_tally.h"

#include <algorithm>

namespace trailsift::detect {

void FilterTally::add(std::uint32_t filter, ListCondition condition, const ListQuestion& question) {
  if (condition != ListCondition::kNone) {
    ++conditional_[{filter, condition, question.list, std::string(question.account),
                    std::string(question.item)}];
    return;
  }
  if (filter >= certain_.size()) certain_.resize(filter + 1);
  ++certain_[filter];
}

void FilterTally::merge(const FilterTally& other) {
  certain_.resize(std::max(certain_.size(), other.certain_.size()));
  for (std::size_t i = 0; i < other.certain_.size(); ++i) certain_[i] += other.certain_[i];
  for (const auto& [place, count] : other.conditional_) conditional_[place] += count;
}

std::vector<std::uint64_t> FilterTally::totals(std::size_t filters,
                                               const CorrelationInput& input) const {
  std::vector<std::uint64_t> totals = certain_;
  totals.resize(filters);
  for (const auto& [place, count] : conditional_) {
    const auto& [filter, condition, list, account, item] = place;
    if (list_condition_holds(condition, {list, account, item}, input)) totals[filter] += count;
  }
  return totals;
}

}  // namespace trailsift::detect
