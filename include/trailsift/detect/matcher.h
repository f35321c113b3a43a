// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "trailsift/base/arena.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/model/event.h"

namespace trailsift::detect {

class FilterTally;
class HitStore;

// Runs all rules over events and puts what they hit into a HitStore. One per thread; the compiled
// rules behind it are shared.
//
// Cost: an event that holds nothing of what rules ask for costs a few hash look-ups, whatever the
// number of rules: one by its name, source, error code, identity type and outcome, and one for each
// other text, such as the user agent, of which rules ask for parts. Candidates run a flat program.
class Matcher {
 public:
  // Keeps references to both; they must outlive the matcher.
  Matcher(const CompiledRules& rules, HitStore& hits);
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  // `event` has been through derive_for_routing(). derive() is called on it when a rule needs it;
  // text made on the way goes into `arena`, which must live as long as the event.
  void match(Event& event, Arena& arena);

  // What filters took away so far. For the detect layer itself; see filter_tally.h there.
  [[nodiscard]] const FilterTally& filtered() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trailsift::detect
