// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "trailsift/sigma/rule_reader.h"

namespace trailsift::sigma {

// The only rule of a text, which must have no diagnostics.
inline Rule read_one_rule(std::string_view yaml) {
  RuleFile file = read_rules(yaml, "test.yml");
  for (const Diagnostic& diagnostic : file.diagnostics) ADD_FAILURE() << diagnostic.to_string();
  EXPECT_EQ(file.rules.size(), 1U);
  return file.rules.empty() ? Rule() : file.rules.front();
}

// The codes of all diagnostics with their lines: "bad-level:3 unknown-key:7".
inline std::string codes_of(std::string_view yaml) {
  std::string codes;
  for (const Diagnostic& diagnostic : read_rules(yaml, "test.yml").diagnostics) {
    if (!codes.empty()) codes += ' ';
    codes += diagnostic.code + ':' + std::to_string(diagnostic.position.line);
  }
  return codes;
}

}  // namespace trailsift::sigma
