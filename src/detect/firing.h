// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/merged_hits.h"
#include "trailsift/base/time.h"

namespace trailsift::detect {

// What a firing of a spike tells of itself; see spike.h.
struct SpikeFigures {
  std::uint64_t peak = 0;
  double average = 0;
  Timestamp begin = 0;     // of its first window
  Timestamp end = 0;       // of its last
  std::uint32_t lead = 0;  // the first hit of what it came from for the most part
};

// One time that a correlation was satisfied: one burst, however many windows find it.
struct Firing {
  std::vector<std::uint32_t> hits;   // numbers of merged hits, by time; never empty
  std::vector<std::uint32_t> group;  // numbers of strings, one for each group_by; for new_terms,
                                     // then one for each of the value_fields
  std::optional<SpikeFigures> spike;
  bool is_usual = false;  // see usual_firings.h
};

// The firings of one correlation; `of_lower` holds those of all correlations before it.
//
// A hit without a time, or without a value for a group_by or for the field that is counted, is left
// out; so is one without a number where numbers are computed with. An event that several of the
// rules hit is counted once, and its number is that of the first of these hits that has one. Where
// the correlation refers to another, a firing of that takes part with each of its hits: it is near
// to whatever one of them is near to, and it is counted once.
// Precondition: it is no spike; see spike_firing.h for those.
[[nodiscard]] std::vector<Firing> fire(const CompiledCorrelation& correlation,
                                       const MergedHits& hits,
                                       const std::vector<std::vector<Firing>>& of_lower);

// The firings of all correlations, in the order of CompiledRules::correlations; none of spikes.
[[nodiscard]] std::vector<std::vector<Firing>> fire_all(const CompiledRules& rules,
                                                        const MergedHits& hits);

}  // namespace trailsift::detect
