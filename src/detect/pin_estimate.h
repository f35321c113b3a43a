// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "trailsift/model/field.h"

namespace trailsift::detect {

// Of a thousand events of some account, about how many have `text` as the whole value of `field`,
// or as a part of it. A guess from what such texts usually are, good enough to choose the better of
// two ways to find a rule, and never part of an answer.
[[nodiscard]] unsigned estimate_whole(Field field, std::string_view text);
[[nodiscard]] unsigned estimate_part(Field field, std::string_view text);

}  // namespace trailsift::detect
