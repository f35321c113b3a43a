// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/value_pattern.h"

namespace trailsift::sigma {

// What one value of a test becomes through the test's modifiers.
struct TransformedValue {
  std::vector<ValuePattern> patterns;  // any of them may match; none when there is a problem
  std::string problem;                 // why the value cannot be used, or empty
  std::string hint;
};

// False where no value can have a problem, because none is encoded.
[[nodiscard]] bool may_refuse_values(const FieldTest& test);

inline constexpr std::size_t kMostEncodedDashes = 4;  // in one value; each makes it five values

// Applies the modifiers that write a value anew (windash, the encodings) and those that put
// wildcards around it (contains, startswith, endswith; a keyword stands between wildcards anyhow)
// to the text of a string or a number. Modifiers appendix, "String Modifiers" and "Generic
// Modifiers". Pure; safe from any thread.
[[nodiscard]] TransformedValue transform_value(const FieldTest& test, std::string_view text);

}  // namespace trailsift::sigma
