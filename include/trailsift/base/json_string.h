// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace trailsift {

// Appends `text` as a JSON string (RFC 8259, section 7) with its quotes: a quote, a backslash and
// the bytes below 0x20 are escaped, the latter as \u00xx; all else, UTF-8 or not, stays as it is.
// Thread-safe, like every function without state.
void append_json_string(std::string& json, std::string_view text);

}  // namespace trailsift
