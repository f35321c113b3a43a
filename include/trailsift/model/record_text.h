// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "trailsift/base/arena.h"

namespace trailsift {

// The text of a record with the escapes of its strings resolved: what a person reads in it. The
// record's own text when it has none, else a text in `arena`. It is no JSON any more.
[[nodiscard]] std::string_view readable_text(std::string_view record, Arena& arena);

}  // namespace trailsift
