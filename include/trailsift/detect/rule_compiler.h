// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "trailsift/sigma/diagnostic.h"
#include "trailsift/sigma/filter.h"
#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/rule_selection.h"

namespace trailsift::detect {

// Site lists by placeholder name (without the percent signs): "trusted_networks" -> {"10.0.0.0/8"}.
// A list that is absent is not configured; one that is empty is configured to hold nothing.
using Placeholders = std::map<std::string, std::vector<std::string>>;

// Rules in the form in which they run. Immutable: share it between threads. See compiled_rules.h
// (private to this layer).
class CompiledRules;

// What became of one rule.
enum class RuleOutcome : std::uint8_t {
  kLoaded,
  kLoadedUnpinned,  // loaded, but no index entry leads to it: every event must be run through it
  kRefused,
  kNotApplicable,
  kLeftOut,
};

// A rule that stays silent, or a filter that takes nothing away, for want of a list.
struct UnconfiguredList {
  std::string list;
  std::string owner;  // "rule" or "filter", and what it is called in quotes
  std::string file;   // as in Rule
  sigma::Position position;
};

// What became of all rules and filters that were given.
struct Compilation {
  std::shared_ptr<const CompiledRules> rules;  // those without an error
  std::vector<sigma::Diagnostic> diagnostics;  // errors refuse the rule they name
  std::size_t loaded = 0;
  std::size_t refused = 0;         // rules and filters
  std::size_t not_applicable = 0;  // log source is not CloudTrail; not an error
  std::size_t left_out = 0;        // not chosen, or a correlation of rules that are not
  std::size_t filters = 0;         // loaded
  std::size_t filters_not_applicable = 0;
  std::vector<RuleOutcome> outcomes;  // of each rule that was given
  Placeholders assumed;               // of the lists that were assumed, those that are in use
  std::vector<UnconfiguredList> unconfigured;
};

// Compiles rules onto CloudTrail fields. `home_regions` is a placeholder that may be left out: it
// is then inferred per account at the end of the scan (see correlator.h), and `auditors` one that
// is then empty, so that rules may except auditors without needing any. A rule that needs another
// list that is not given is loaded and stays silent; silent_rules() names it.
//
// The lists in `assumed` are used like those of `placeholders`, but nobody configured them. What a
// rule finds by one of them says so, and is graded one level lower. Filters do without them.
//
// `filters` are joined to the rules that they are for. `uses` is empty or as long as `rules`.
[[nodiscard]] Compilation compile_rules(const std::vector<sigma::Rule>& rules,
                                        const Placeholders& placeholders,
                                        const std::vector<sigma::Filter>& filters = {},
                                        const std::vector<sigma::RuleUse>& uses = {},
                                        const Placeholders& assumed = {});

// The warning, "expensive-rule", about a rule that is kLoadedUnpinned. It is not among the
// diagnostics of compile_rules(): who runs a scan cannot help it then.
[[nodiscard]] sigma::Diagnostic expensive_rule(const sigma::Rule& rule);

// The warning "unconfigured-list", which is not among the diagnostics either: a scan names silent
// rules at its end.
[[nodiscard]] sigma::Diagnostic unconfigured_list(const UnconfiguredList& missing);

}  // namespace trailsift::detect
