// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "trailsift/base/result.h"
#include "trailsift/cli/command_line.h"
#include "trailsift/cli/rule_loading.h"
#include "trailsift/sigma/rule_selection.h"

namespace trailsift::cli {

// Which rules a command is to use: what `scan` and `rules` have in common.
struct RuleSettings {
  RuleSources sources;
  std::optional<std::string> config_path;
  sigma::RuleCriteria criteria;
  bool lenient = false;  // go on without the rules that are refused
};

// Reads the flags about rules; looks at no file. Errors: "bad-value", naming the flag and the
// allowed values.
[[nodiscard]] Result<RuleSettings> read_rule_settings(const TypedOptions& typed);

}  // namespace trailsift::cli
