// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "detect/inferred_list.h"

namespace trailsift::detect {

// How many hits each filter took away from rules. A hit that several filters object to counts for
// each of them, so that the numbers do not depend on their order. One per thread; add() allocates
// nothing but for events of which it is yet to be found out whether they are on a list.
class FilterTally {
 public:
  // `question` is what the condition is about; where it is kNone, anything.
  void add(std::uint32_t filter, ListCondition condition, const ListQuestion& question);
  void merge(const FilterTally& other);

  // One count for each of `filters` filters, once everything is known of the lists.
  [[nodiscard]] std::vector<std::uint64_t> totals(std::size_t filters,
                                                  const CorrelationInput& input) const;

 private:
  // Filter, condition and question.
  using Place = std::tuple<std::uint32_t, ListCondition, InferredList, std::string, std::string>;

  std::vector<std::uint64_t> certain_;  // by filter
  std::map<Place, std::uint64_t> conditional_;
};

}  // namespace trailsift::detect
