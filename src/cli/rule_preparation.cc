// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rule_preparation.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "trailsift/cli/config.h"

namespace trailsift::cli {
namespace {

std::size_t count_errors(const std::vector<sigma::Diagnostic>& diagnostics) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(), [](const sigma::Diagnostic& problem) {
        return problem.severity == sigma::Severity::kError;
      }));
}

Error bad_rules(std::size_t errors) {
  return {"bad-rules",
          fmt::format("{} in the rules; nothing was done with them",
                      errors == 1 ? "an error" : fmt::format("{} errors", errors)),
          {},
          "--lenient goes on without the rules that have errors"};
}

// Who scans wants to know that there are more, and not each of them.
constexpr std::size_t kMostWarningsBesideWork = 20;

bool is_builtin(const sigma::Rule& rule) { return rule.file.starts_with(kBuiltinPrefix); }

// Takes out the built-in rules whose id or name another rule has, which takes their place. What is
// for another log replaces nothing. Returns how many they were.
std::size_t erase_replaced(std::vector<sigma::Rule>& rules) {
  std::set<std::string> ids;
  std::set<std::string> names;
  for (const sigma::Rule& rule : rules) {
    if (is_builtin(rule) || rule.log_source.is_for_another_log()) continue;
    if (!rule.id.empty()) ids.insert(rule.id);
    if (!rule.name.empty()) names.insert(rule.name);
  }
  return std::erase_if(rules, [&](const sigma::Rule& rule) {
    return is_builtin(rule) && (ids.contains(rule.id) || names.contains(rule.name));
  });
}

}  // namespace

Result<ChosenRules> choose_rules(RuleSettings settings) {
  ChosenRules chosen;
  if (settings.config_path) {
    auto config = read_config(*settings.config_path);
    if (!config) return config.error();
    chosen.lists = std::move(config.value().lists);
    for (std::string& path : config.value().rule_paths) {
      settings.sources.paths.push_back(std::move(path));
    }
  }
  if (!settings.sources.builtin && settings.sources.paths.empty()) {
    return Error{"no-rules",
                 "--no-builtin-rules leaves no rules to scan with",
                 {},
                 "add your own with --rules PATH"};
  }
  auto loaded = load_rules(settings.sources);
  if (!loaded) return loaded.error();
  chosen.loaded = std::move(loaded).value();
  chosen.replaced = erase_replaced(chosen.loaded.rules);
  chosen.loaded.documents -= chosen.replaced;
  auto uses = sigma::select_rules(chosen.loaded.rules, settings.criteria);
  if (!uses) return uses.error();
  chosen.uses = std::move(uses).value();
  return chosen;
}

void add_builtin_rules(ChosenRules& chosen) {
  auto builtin = load_rules({true, {}});
  if (!builtin) return;
  std::vector<sigma::Rule>& rules = chosen.loaded.rules;
  std::vector<sigma::Rule>& added = builtin.value().rules;
  chosen.loaded.documents += added.size();
  std::move(added.begin(), added.end(), std::back_inserter(rules));
  chosen.loaded.documents -= erase_replaced(rules);
  chosen.uses.resize(rules.size(), sigma::RuleUse::kAsWritten);
}

Result<std::size_t> find_rule(const std::vector<sigma::Rule>& rules, const std::string& label) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!label.empty() && rules[i].is_called(label)) return i;
  }
  sigma::RuleCriteria criteria;
  criteria.rules = {label};
  return sigma::select_rules(rules, criteria).error();
}

void tell_diagnostics(std::vector<sigma::Diagnostic> read, std::vector<sigma::Diagnostic> compiled,
                      const Console& console, std::size_t most_warnings) {
  std::move(compiled.begin(), compiled.end(), std::back_inserter(read));
  const auto first_error =
      std::stable_partition(read.begin(), read.end(), [](const sigma::Diagnostic& problem) {
        return problem.severity == sigma::Severity::kWarning;
      });
  const std::vector<sigma::Diagnostic> errors(first_error, read.end());
  read.erase(first_error, read.end());
  const std::size_t warnings = read.size();
  read.resize(std::min(warnings, most_warnings));
  console.diagnostics(read);
  if (warnings > read.size()) {
    console.note(fmt::format("{} more warnings; trailsift rules check shows them all",
                             warnings - read.size()));
  }
  console.diagnostics(errors);
}

Result<PreparedRules> prepare_rules(ChosenRules chosen, bool lenient, const Console& console) {
  PreparedRules prepared;
  prepared.chosen = std::move(chosen);
  const LoadedRules& loaded = prepared.chosen.loaded;
  if (prepared.chosen.replaced > 0) {
    console.note(fmt::format("{} replaced by yours with the same id or name",
                             prepared.chosen.replaced == 1
                                 ? "1 built-in rule is"
                                 : fmt::format("{} built-in rules are", prepared.chosen.replaced)));
  }
  prepared.compilation = detect::compile_rules(loaded.rules, prepared.chosen.lists, loaded.filters,
                                               prepared.chosen.uses, prepared.chosen.assumed);
  tell_diagnostics(loaded.diagnostics, prepared.compilation.diagnostics, console,
                   kMostWarningsBesideWork);
  prepared.refused =
      prepared.compilation.refused + loaded.documents - loaded.rules.size() - loaded.filters.size();
  const std::size_t errors =
      count_errors(loaded.diagnostics) + count_errors(prepared.compilation.diagnostics);
  if (errors > 0 && !lenient) return bad_rules(errors);
  if (prepared.compilation.loaded == 0 && prepared.compilation.left_out > 0) {
    return Error{"no-rules",
                 "no rule meets what --rule, --exclude-rule, --tag, --status and --level ask for",
                 {},
                 "see trailsift rules list"};
  }
  return prepared;
}

std::optional<Error> refuse_no_rules(const PreparedRules& prepared) {
  const detect::Compilation& compilation = prepared.compilation;
  if (compilation.loaded > 0) return std::nullopt;
  return Error{"no-rules",
               fmt::format("there is no rule to scan with: {} for other logs, {} refused",
                           compilation.not_applicable, prepared.refused),
               {},
               "name files that hold rules for CloudTrail with --rules PATH"};
}

}  // namespace trailsift::cli
