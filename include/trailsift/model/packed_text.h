// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace trailsift {

// How a text is packed, by its first bytes, and what to do about it; what gzip packs has been
// unpacked once. Empty when it is not known to be. The view lives as long as the program. Facts:
// RFC 1952 (gzip), RFC 8878 (zstd) and the formats' own specifications.
[[nodiscard]] std::string_view packed_as(std::string_view text);

}  // namespace trailsift
