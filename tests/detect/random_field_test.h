// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/detect/random_record.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// One line of a selection: a field, modifiers that go together, and up to three values that they
// can take.
[[nodiscard]] sigma::FieldTest random_field_test(Random& random);

}  // namespace trailsift::detect
