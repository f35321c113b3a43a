// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "tests/detect/random_choice.h"

namespace trailsift::detect {

// Records of few fields and values, so that rules of the same few often meet them.
[[nodiscard]] nlohmann::ordered_json random_record(Random& random);

}  // namespace trailsift::detect
