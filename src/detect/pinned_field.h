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

// One way in which rules can be found: by a field's whole text, or by a part of it.
struct PinField {
  enum class Kind : std::uint8_t { kWhole, kPart };

  Field field;
  Kind kind;
  // Of a thousand events, about how many one text leads to: on a guess, to choose between pins.
  unsigned share;
};

// Fields that are ready for every event and hold texts.
inline constexpr std::array kPinFields = {
    PinField{Field::kEventName, PinField::Kind::kWhole, 3},
    PinField{Field::kEventSource, PinField::Kind::kWhole, 60},
    PinField{Field::kErrorCode, PinField::Kind::kWhole, 5},
    PinField{Field::kIdentityType, PinField::Kind::kWhole, 200},
    PinField{Field::kDerivedOutcome, PinField::Kind::kWhole, 300},
    PinField{Field::kEventName, PinField::Kind::kPart, 30},
    PinField{Field::kUserAgent, PinField::Kind::kPart, 20},
    PinField{Field::kIdentityArn, PinField::Kind::kPart, 10},
    PinField{Field::kIdentityUserName, PinField::Kind::kPart, 10},
    PinField{Field::kIdentityPrincipalId, PinField::Kind::kPart, 10},
    PinField{Field::kIdentityAccessKeyId, PinField::Kind::kPart, 10},
    PinField{Field::kIdentityInvokedBy, PinField::Kind::kPart, 20},
    PinField{Field::kSourceIPAddress, PinField::Kind::kPart, 10},
    PinField{Field::kErrorMessage, PinField::Kind::kPart, 5},
    PinField{Field::kErrorCode, PinField::Kind::kPart, 10},
    PinField{Field::kEventSource, PinField::Kind::kPart, 60},
    PinField{Field::kVpcEndpointId, PinField::Kind::kPart, 10},
    PinField{Field::kIdentityAccountId, PinField::Kind::kPart, 200},
    PinField{Field::kRecipientAccountId, PinField::Kind::kPart, 200},
    PinField{Field::kAwsRegion, PinField::Kind::kPart, 200},
    PinField{Field::kEventType, PinField::Kind::kPart, 200},
};

// A necessary condition: an event whose `field` holds none of `texts` cannot satisfy the rule.
struct Pin {
  std::size_t field = 0;  // index into kPinFields
  std::vector<std::string> texts;
};

// The pin that fewest events are likely to meet, or nothing. Comparisons with texts pin; parts of
// them do, too, see necessary_parts.h. An `and` pins what any of its parts pins, an `or` the union
// of all its parts, a `not` nothing.
[[nodiscard]] std::optional<Pin> find_pin(const Expression& expression,
                                          std::span<const Predicate> predicates);

// "eventName is A, B" or "userAgent contains pacu".
[[nodiscard]] std::string to_string(const Pin& pin);

}  // namespace trailsift::detect
