// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trailsift/sigma/diagnostic.h"
#include "trailsift/sigma/filter.h"
#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/yaml_document.h"

namespace trailsift::sigma {

// What one rule file holds. Owns all of it; the text may go.
struct RuleFile {
  std::vector<Rule> rules;      // those without an error, in the order of the file
  std::vector<Filter> filters;  // likewise
  std::vector<Diagnostic> diagnostics;
  std::size_t documents = 0;  // all, the refused ones too
};

// Reads the YAML text of one rule file (one or several documents). Never throws and never drops a
// document without an error that says why. `file` is only used in positions.
[[nodiscard]] RuleFile read_rules(std::string_view yaml, std::string_view file);

// The same where the text has been read: `tree` is what read_yaml() makes of it.
[[nodiscard]] RuleFile read_rules(std::string_view yaml, const YamlText& tree,
                                  std::string_view file);

}  // namespace trailsift::sigma
