// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "trailsift/base/arena.h"

namespace trailsift {

// The text of a record with the escapes of its strings resolved: what a person reads in it. The
// record's own text when it has none, else a text in `arena`. It is no JSON any more.
[[nodiscard]] std::string_view readable_text(std::string_view record, Arena& arena);

// The JSON of a record without the white space between its parts, in `arena` and with kJsonPadding
// bytes behind it (see event_parser.h).
[[nodiscard]] std::string_view packed_text(std::string_view record, Arena& arena);

}  // namespace trailsift
