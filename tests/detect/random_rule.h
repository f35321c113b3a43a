// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "tests/detect/random_field_test.h"
#include "tests/detect/random_record.h"
#include "trailsift/sigma/filter.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

using FieldTestMaker = sigma::FieldTest (*)(Random&);

[[nodiscard]] sigma::Rule random_rule(Random& random, int number,
                                      FieldTestMaker make_test = random_field_test);

// As many as the count, with numbers from 0 on.
[[nodiscard]] std::vector<sigma::Rule> random_rules(Random& random, int count);

// For every third rule, and some of them for all; few say much, or no rule would be left to speak.
[[nodiscard]] std::vector<sigma::Filter> random_filters(Random& random, int rules);

}  // namespace trailsift::detect
