// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace trailsift {

// The bytes that a base64 text stands for (RFC 4648, section 4; padding may be missing, line ends
// are skipped). Nothing when it holds anything else.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

// The base64 text of any bytes, padded (RFC 4648, section 4).
[[nodiscard]] std::string encode_base64(std::string_view bytes);

}  // namespace trailsift
