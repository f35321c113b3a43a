// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "detect/compiled_rules.h"
#include "trailsift/sigma/diagnostic.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// What has become of a rule that was given to the compiler.
struct RuleFate {
  enum class State : std::uint8_t {
    kWaiting,
    kInWork,
    kLoaded,
    kRefused,
    kNotApplicable,
    kLeftOut,
  };
  State state = State::kWaiting;
  std::uint32_t index = 0;  // kLoaded: in CompiledRules::events or ::correlations
};

// Compiles every correlation among `rules` that is still waiting, those that others refer to first.
// `fates` has an entry for each rule; those of event rules are settled already. Adds to the keys of
// the event rules what the correlations group by and count. A reference that leads nowhere, or
// round in a circle, or twice to the same rule, is an error, and so is one to a correlation where
// numbers are computed with or spikes are looked for; one to a rule that does not apply or is left
// out makes the correlation not apply, or be left out, either.
void compile_correlations(const std::vector<sigma::Rule>& rules, std::vector<RuleFate>& fates,
                          CompiledRules& compiled, std::vector<sigma::Diagnostic>& diagnostics);

// Rules that a correlation refers to, correlations among them, are findings only where one of these
// generates them (specification 2.1.0, "Correlation rules", attribute "generate"), or where their
// use says so.
void mark_findings(CompiledRules& compiled);

}  // namespace trailsift::detect
