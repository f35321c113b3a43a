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
};

// Fields that are ready for every event and hold texts.
inline constexpr std::array kPinFields = {
    PinField{Field::kEventName, PinField::Kind::kWhole},
    PinField{Field::kEventSource, PinField::Kind::kWhole},
    PinField{Field::kErrorCode, PinField::Kind::kWhole},
    PinField{Field::kIdentityType, PinField::Kind::kWhole},
    PinField{Field::kDerivedOutcome, PinField::Kind::kWhole},
    PinField{Field::kUserAgent, PinField::Kind::kWhole},
    PinField{Field::kEventName, PinField::Kind::kPart},
    PinField{Field::kUserAgent, PinField::Kind::kPart},
    PinField{Field::kIdentityArn, PinField::Kind::kPart},
    PinField{Field::kIdentityUserName, PinField::Kind::kPart},
    PinField{Field::kIdentityPrincipalId, PinField::Kind::kPart},
    PinField{Field::kIdentityAccessKeyId, PinField::Kind::kPart},
    PinField{Field::kIdentityInvokedBy, PinField::Kind::kPart},
    PinField{Field::kSourceIPAddress, PinField::Kind::kPart},
    PinField{Field::kErrorMessage, PinField::Kind::kPart},
    PinField{Field::kErrorCode, PinField::Kind::kPart},
    PinField{Field::kEventSource, PinField::Kind::kPart},
    PinField{Field::kVpcEndpointId, PinField::Kind::kPart},
    PinField{Field::kIdentityAccountId, PinField::Kind::kPart},
    PinField{Field::kRecipientAccountId, PinField::Kind::kPart},
    PinField{Field::kAwsRegion, PinField::Kind::kPart},
    PinField{Field::kEventType, PinField::Kind::kPart},
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
