// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "detect/expression.h"
#include "detect/predicate.h"
#include "trailsift/model/field.h"

namespace trailsift::detect {

// The fields by which rules can be found, the most telling first.
inline constexpr std::array kPinFields = {Field::kEventName, Field::kEventSource, Field::kErrorCode,
                                          Field::kIdentityType, Field::kDerivedOutcome};

// A necessary condition: an event whose `field` holds none of `texts` cannot satisfy the rule.
struct Pin {
  std::size_t field = 0;  // index into kPinFields
  std::vector<std::string> texts;
};

// The pin by the most telling field that the expression allows, or nothing. Only comparisons with
// whole texts pin: an `and` pins what any of its parts pins, an `or` the union of all its parts, a
// `not` nothing.
[[nodiscard]] std::optional<Pin> find_pin(const Expression& expression,
                                          std::span<const Predicate> predicates);

}  // namespace trailsift::detect
