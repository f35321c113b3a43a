// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// Types a YAML scalar or null as a value of a detection. Unquoted: null, ~ and nothing are null;
// true and false are booleans; JSON numbers, and whole ones such as 0x17 and 0o27 that a double
// keeps, are numbers. All else is a string: what is quoted, dates, and numbers with leading zeros
// or a plus such as account ids and telephone numbers. Yes, no, on and off are strings, too,
// for CloudTrail logs some booleans by these words; Scalar::reads_as_bool marks them.
[[nodiscard]] Scalar read_scalar(const YamlNode& node);

}  // namespace trailsift::sigma
