// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "tests/detect/reference_value.h"
#include "trailsift/base/time.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect::reference {

// One time that a correlation was satisfied, as a finding shows it.
struct Firing {
  std::string rule;
  std::vector<std::string> group;      // the value of each field of group-by, then of new terms
  std::vector<std::string> event_ids;  // sorted

  friend auto operator<=>(const Firing&, const Firing&) = default;
};

// As failures show it.
std::ostream& operator<<(std::ostream& out, const Firing& firing);

// What the correlator must agree with: the firings of all correlations among `rules`, sorted,
// written from the Sigma specification 2.1.0 (correlation rules) and docs/rules.md with no thought
// of speed: every window is looked at by itself. Shares no code with the correlator; what event
// rules match is the plain evaluator's word, with no lists configured.
//
// Each record is JSON without white space and has an eventID of its own. The account's logs begin
// at `first_event`.
[[nodiscard]] std::vector<Firing> firings(const std::vector<sigma::Rule>& rules,
                                          const std::vector<std::string>& records,
                                          Timestamp first_event);

}  // namespace trailsift::detect::reference
