// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "trailsift/base/arena.h"

namespace trailsift::model {

// The text of a JSON string (without its quotes) with its escapes resolved, in `arena`; the text
// itself when it has none. Escaped surrogates that do not pair become U+FFFD; an escape that JSON
// does not know is left as it stands; bytes that are not UTF-8 are left alone.
[[nodiscard]] std::string_view unescape(std::string_view text, Arena& arena);

}  // namespace trailsift::model
