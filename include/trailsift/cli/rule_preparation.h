// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/cli/console.h"
#include "trailsift/cli/rule_loading.h"
#include "trailsift/cli/rule_settings.h"
#include "trailsift/detect/rule_compiler.h"

namespace trailsift::cli {

// Rules that were read, and the choice among them.
struct ChosenRules {
  LoadedRules loaded;
  std::vector<sigma::RuleUse> uses;  // of loaded.rules
  detect::Placeholders lists;        // of the configuration
  detect::Placeholders assumed;      // see assumed_lists.h; empty unless the caller fills it
  std::size_t replaced = 0;          // built-in rules whose id or name another rule has
};

// Reads the configuration, the rules and makes the choice. A rule that has the id or the name of a
// built-in one takes its place. Nothing is told to anybody. Errors: what cannot be read, "no-rules"
// when there is nothing to read rules from, "unknown-rule".
[[nodiscard]] Result<ChosenRules> choose_rules(RuleSettings settings);

// Puts the built-in rules behind those that were chosen, for these to refer to, but for those whose
// place one of these takes.
void add_builtin_rules(ChosenRules& chosen);

// The place of the rule with this id or name. Error: "unknown-rule", with the nearest one.
[[nodiscard]] Result<std::size_t> find_rule(const std::vector<sigma::Rule>& rules,
                                            const std::string& label);

// Rules that are ready to run.
struct PreparedRules {
  ChosenRules chosen;
  detect::Compilation compilation;
  std::size_t refused = 0;  // rules and filters, when they were read and when they were compiled
};

// Writes what reading and compiling the rules gave to the console: errors last, where they are seen
// behind the warnings. Of these, the first `most_warnings` are written and the others counted.
void tell_diagnostics(std::vector<sigma::Diagnostic> read, std::vector<sigma::Diagnostic> compiled,
                      const Console& console, std::size_t most_warnings = SIZE_MAX);

// Compiles the chosen rules. Errors and the first warnings go to the console. Unless `lenient`,
// errors among them end in the error "bad-rules", and so does a choice that leaves no rule, as
// "no-rules".
[[nodiscard]] Result<PreparedRules> prepare_rules(ChosenRules chosen, bool lenient,
                                                  const Console& console);

// Error "no-rules" when no rule was loaded, as from an empty file or one for other logs: a scan
// with nothing to look for would seem to say that nothing is there.
[[nodiscard]] std::optional<Error> refuse_no_rules(const PreparedRules& prepared);

}  // namespace trailsift::cli
