// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace trailsift::cli {

// One file of the built-in rules. Views live as long as the program.
struct EmbeddedRule {
  std::string_view path;  // below rules/
  std::string_view text;
  std::string_view tree;  // of the text, for unpack_yaml()
};

// All of them.
struct EmbeddedRules {
  std::span<const EmbeddedRule> files;
  std::string_view digest;  // of their texts, as digest_rules() has it
};

// Every *.yml below rules/ as it was at build time, by path. The definition is written by
// src/embed_rules.cc into the build folder.
[[nodiscard]] EmbeddedRules embedded_rules();

}  // namespace trailsift::cli
