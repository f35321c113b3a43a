// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trailsift::testing {

// One gzip member that holds `text`.
[[nodiscard]] std::string gzip(std::string_view text, int level = 6);

// One gzip member that holds `count` times the same byte, made without holding them.
[[nodiscard]] std::string gzip_run(char byte, std::size_t count);

}  // namespace trailsift::testing
