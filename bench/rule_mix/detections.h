// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "corpus/random.h"

namespace rule_mix {

// The detection of a rule as YAML, from one of the shapes that published rules have, as often as
// they have it: most compare names of calls and a source, some look for parts of user agents, ARNs
// and names of calls, a few use wildcards, regular expressions and keywords.
[[nodiscard]] std::string some_detection(corpus::Random& random);

inline constexpr std::uint32_t kBasicRules = 6;

// The six event checks of six.jq. Precondition: `number` is below kBasicRules.
[[nodiscard]] std::string basic_detection(std::uint32_t number);

}  // namespace rule_mix
