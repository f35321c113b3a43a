// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace trailsift::cli {

// One file of the built-in rules. Views live as long as the program.
struct EmbeddedRule {
  std::string_view path;  // below rules/
  std::string_view text;
};

// Every *.yml below rules/ as it was at build time, by path. The definition is written by
// cmake/EmbedRules.cmake into the build folder.
[[nodiscard]] std::span<const EmbeddedRule> embedded_rules();

}  // namespace trailsift::cli
