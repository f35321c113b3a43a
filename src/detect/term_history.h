// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/firing.h"
#include "detect/merged_hits.h"
#include "trailsift/base/time.h"
#include "trailsift/detect/baseline.h"
#include "trailsift/detect/correlator.h"

namespace trailsift::detect {

// Since when a correlation knows what happens in an account: from its logs or from those that the
// baseline was learnt from; kNoTime when that is not known.
[[nodiscard]] Timestamp logs_begin(const CompiledCorrelation& correlation,
                                   const std::string& account, const AccountFacts& facts,
                                   const CorrelationInput& input);

// Tells which first times of one correlation of type new_terms are news. A term that is there for
// the first time is none when the account was not seen for `min_history` before, when the baseline
// has it, when its group was not there for `own_history` before, or when the group had more than
// `at_most` terms before. Not thread-safe.
class TermHistory {
 public:
  // Keeps references to the first three. `firings`: all that there are, one for each term.
  TermHistory(const CompiledCorrelation& correlation, const MergedHits& hits,
              const CorrelationInput& input, std::span<const Firing> firings);

  // Precondition: it is one of the firings.
  [[nodiscard]] bool is_news(const Firing& firing) const;

  // How many groups have so many terms that later ones are gone, see HitDemand::kMostTerms.
  [[nodiscard]] std::size_t endless_groups() const;

 private:
  using Group = std::vector<std::uint32_t>;  // numbers of strings
  using Firsts = std::map<RuleBaseline::Key, Timestamp>;

  [[nodiscard]] Group group_of(const Firing& firing) const;
  [[nodiscard]] RuleBaseline::Key texts_of(const Group& numbers) const;
  [[nodiscard]] Timestamp time_of(const Firing& firing) const {
    return hits_[firing.hits.front()].time;
  }
  [[nodiscard]] bool asks_for_group() const;
  void note_firsts(std::span<const Firing> firings);
  void add_learnt(const RuleBaseline::Key& group, Firsts& firsts) const;
  [[nodiscard]] bool has_logs(const Firing& firing) const;
  [[nodiscard]] bool is_known(const Firing& firing) const;
  [[nodiscard]] bool has_settled_group(const Firing& firing) const;

  const CompiledCorrelation& correlation_;
  const MergedHits& hits_;
  const CorrelationInput& input_;
  const RuleBaseline* learnt_;  // nullptr: nothing
  std::map<Group, std::size_t> terms_;
  // When each term of a group was there first, by time; where the correlation asks for that.
  std::map<Group, std::vector<Timestamp>> firsts_;
};

}  // namespace trailsift::detect
