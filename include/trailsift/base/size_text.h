// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace trailsift {

// "812 B", "1.2 MB"; thousands, not 1024s.
[[nodiscard]] std::string size_text(std::uint64_t bytes);

}  // namespace trailsift
