// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "detect/compiled_rules.h"
#include "trailsift/base/time.h"
#include "trailsift/detect/hit_store.h"

namespace trailsift::detect {

// Lets go of hits that can be in no finding, by a look that is much cheaper than correlations: most
// hits of rules that are only counted belong to groups that never come near to what is asked for.
//
// Time is cut into pieces as long as the correlation's timespan. A window touches two neighbouring
// pieces at most, so that a hit is needed only if the group has enough in its own piece and the one
// before, or in its own and the one behind: events for event_count, different values for
// value_count, different rules for temporal types, the sum of what is above zero for value_sum. For
// new_terms a hit is needed if it lies within the timespan from the first time of its terms, and
// these are among the first kMostTerms of its group, or came with the last of them: who brings new
// ones without end is told of often enough, and memory has an end. Hits of rules that are findings,
// or that feed what can come to an end by more hits, are all needed.
//
// Of rules with `once_per` the hits that are alike for their first telling are needed or not
// together, because one is counted with the other. Immutable; share it between threads.
class HitSieve {
 public:
  static constexpr std::size_t kMostTerms = 10'000;

  explicit HitSieve(const CompiledRules& rules);

  // Removes what is not needed. Hits at or after `open_from` all stay, because not all that is near
  // to them has come; kEndOfTime: there is nothing to come.
  void sift(std::vector<HitStore>& stores, Timestamp open_from) const;

  // True for hits that matter for correlations alone, and there only as far as they make them fire.
  [[nodiscard]] bool is_only_counted(std::uint32_t rule) const { return only_counted_[rule]; }

  // How far apart hits may lie of which one may decide about the other.
  [[nodiscard]] Timestamp reach() const { return reach_; }

  // How the hits of an event rule enter a correlation.
  struct Feed {
    std::uint32_t rule = 0;
    bool is_direct = true;  // not by way of another correlation
    std::uint32_t slot = 0;
    std::vector<KeySource> group;
    std::vector<KeySource> values;  // for kFirst the terms
  };
  // What a correlation asks for.
  struct Demand {
    enum class Kind : std::uint8_t { kEvents, kValues, kRules, kSum, kFirst };

    Kind kind = Kind::kEvents;
    std::uint64_t needed = 0;  // as many of what is counted
    Timestamp timespan = 0;
    std::vector<Feed> feeds;
  };

 private:
  std::vector<Demand> demands_;
  std::vector<bool> only_counted_;  // by event rule
  std::vector<bool> droppable_;     // by event rule; more than those: sums may be fed, too
  std::vector<std::optional<Telling>> alike_;  // by event rule: the first telling
  Timestamp reach_ = 0;
};

}  // namespace trailsift::detect
