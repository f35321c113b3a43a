// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "detect/predicate.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// What is wrong with a value, in the words of a diagnostic; `code` is empty when nothing is.
struct LiteralProblem {
  std::string code;
  std::string message;
  std::string hint;
};

// Adds one value of `test` to the alternatives of `predicate`. `value` is one of test.values, or
// what a placeholder in it stands for.
[[nodiscard]] LiteralProblem add_literal(const sigma::FieldTest& test, const sigma::Scalar& value,
                                         Predicate& predicate);

// Adds business hours, as BusinessHours::parse() takes them, to the alternatives of `predicate`.
[[nodiscard]] LiteralProblem add_business_hours(const std::string& text, Predicate& predicate);

}  // namespace trailsift::detect
