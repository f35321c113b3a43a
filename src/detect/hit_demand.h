// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_rows.h"
#include "trailsift/base/time.h"

namespace trailsift::detect {

// What a correlation asks for at the least, of what is in its windows.
//
// Time is cut into pieces as long as the correlation's timespan. A window touches two neighbouring
// pieces at most, so that a hit is needed only if the group has enough in its own piece and the one
// before, or in its own and the one behind: events for event_count, different values for
// value_count, different rules for temporal types, the sum of what is above zero for value_sum. For
// new_terms a hit is needed if it lies within the timespan from the first time of its terms, and
// these are among the first kMostTerms of its group, or came with the last of them: who brings new
// ones without end is told of often enough, and memory has an end. Hits that wait for an inferred
// list may turn out to be none: they have first times of their own, by what the list is asked for.
struct HitDemand {
  static constexpr std::size_t kMostTerms = 10'000;

  enum class Kind : std::uint8_t { kEvents, kValues, kRules, kSum, kFirst };

  // How the hits of an event rule enter the correlation.
  struct Feed {
    std::uint32_t rule = 0;
    bool is_direct = true;  // not by way of another correlation
    std::uint32_t slot = 0;
    std::vector<KeySource> group;
    std::vector<KeySource> values;   // for kFirst the terms
    std::optional<KeySource> asked;  // of a rule whose hits may wait for a list; see likeness.h
  };

  Kind kind = Kind::kEvents;
  std::uint64_t needed = 0;  // as many of what is counted
  Timestamp timespan = 0;
  std::vector<Feed> feeds;
};

// Precondition: more hits can only make the correlation fire more, and its type is not spike.
[[nodiscard]] HitDemand demand_of(const CompiledCorrelation& correlation,
                                  const CompiledRules& rules);

// Marks the rows as needed that the demand asks for.
void mark_needed(const HitDemand& demand, HitRows& rows);

}  // namespace trailsift::detect
