// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rule_preparation.h"

#include <fmt/format.h>

#include <algorithm>
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
  auto uses = sigma::select_rules(chosen.loaded.rules, settings.criteria);
  if (!uses) return uses.error();
  chosen.uses = std::move(uses).value();
  return chosen;
}

void add_builtin_rules(ChosenRules& chosen) {
  auto builtin = load_rules({true, {}});
  if (!builtin) return;
  std::vector<sigma::Rule>& rules = chosen.loaded.rules;
  const auto is_replaced = [&rules](const sigma::Rule& rule) {
    return std::any_of(rules.begin(), rules.end(), [&](const sigma::Rule& other) {
      return (!rule.id.empty() && rule.id == other.id) ||
             (!rule.name.empty() && rule.name == other.name);
    });
  };
  std::vector<sigma::Rule>& added = builtin.value().rules;
  std::erase_if(added, is_replaced);
  chosen.loaded.documents += added.size();
  std::move(added.begin(), added.end(), std::back_inserter(rules));
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

Result<PreparedRules> prepare_rules(ChosenRules chosen, bool lenient, const Console& console) {
  PreparedRules prepared;
  prepared.chosen = std::move(chosen);
  const LoadedRules& loaded = prepared.chosen.loaded;
  console.diagnostics(loaded.diagnostics);
  prepared.compilation = detect::compile_rules(loaded.rules, prepared.chosen.lists, loaded.filters,
                                               prepared.chosen.uses, prepared.chosen.assumed);
  console.diagnostics(prepared.compilation.diagnostics);
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
