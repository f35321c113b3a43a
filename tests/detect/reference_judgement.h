// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/detect/reference_value.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect::reference {

// Whether one value of the field is what one value of the rule asks for.
[[nodiscard]] bool value_matches(const sigma::FieldTest& test, const sigma::Scalar& wanted,
                                 const Json& value);

// Whether values of two fields stand to each other as fieldref asks for.
[[nodiscard]] bool are_related(const sigma::FieldTest& test, const Json& value, const Json& other);

}  // namespace trailsift::detect::reference
