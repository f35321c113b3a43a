// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rules_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "trailsift/cli/console.h"
#include "trailsift/cli/rule_preparation.h"
#include "trailsift/cli/rule_settings.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/report/json_report.h"
#include "trailsift/report/rule_catalogue.h"
#include "trailsift/report/safe_text.h"
#include "trailsift/report/text_layout.h"

namespace trailsift::cli {
namespace {

using Rules = std::vector<sigma::Rule>;

std::string level_text(const sigma::Rule& rule) {
  return std::string(sigma::to_string(rule.level.value_or(sigma::Level::kMedium)));
}

using Row = std::array<std::string, 5>;

std::string as_table(const Rules& rules) {
  std::vector<Row> rows = {{"NAME", "LEVEL", "STATUS", "ID", "TITLE"}};
  for (const sigma::Rule& rule : rules) {
    rows.push_back({report::safe_text(rule.name), level_text(rule), report::safe_text(rule.status),
                    report::safe_text(rule.id), report::safe_text(rule.title)});
  }
  std::array<std::size_t, 5> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], report::columns_of(row[i]));
    }
  }
  std::string text;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      text += row[i] + std::string(widths[i] + 2 - report::columns_of(row[i]), ' ');
    }
    text += row.back() + "\n";
  }
  return text;
}

Rules rules_in_use(const ChosenRules& chosen) {
  Rules rules;
  for (std::size_t i = 0; i < chosen.uses.size(); ++i) {
    if (chosen.uses[i] != sigma::RuleUse::kLeftOut) rules.push_back(chosen.loaded.rules[i]);
  }
  std::sort(rules.begin(), rules.end(), [](const sigma::Rule& left, const sigma::Rule& right) {
    return std::tie(left.name, left.id, left.file) < std::tie(right.name, right.id, right.file);
  });
  return rules;
}

using Rendering = std::string (*)(const Rules&);

// How the list is to be written; nothing for a format that there is not.
Rendering list_rendering(const TypedOptions& typed) {
  if (!typed.has(FlagId::kListFormat)) return as_table;
  const std::string& format = typed.values.at(FlagId::kListFormat).front();
  if (format == "table") return as_table;
  if (format == "json") return report::render_rules_json;
  return format == "markdown" ? report::render_rule_catalogue : nullptr;
}

struct CheckCounts {
  std::size_t loaded = 0;
  std::size_t not_applicable = 0;
  std::size_t left_out = 0;
};

// `checked`: how many they are, without the built-in ones behind them.
CheckCounts count_outcomes(std::size_t checked, const std::vector<detect::RuleOutcome>& outcomes) {
  using detect::RuleOutcome;
  CheckCounts counts;
  for (std::size_t i = 0; i < checked; ++i) {
    const RuleOutcome outcome = outcomes[i];
    if (outcome == RuleOutcome::kNotApplicable) ++counts.not_applicable;
    if (outcome == RuleOutcome::kLeftOut) ++counts.left_out;
    if (outcome == RuleOutcome::kLoaded || outcome == RuleOutcome::kLoadedUnpinned) ++counts.loaded;
  }
  return counts;
}

std::vector<sigma::Diagnostic> expensive_rules(const Rules& rules, std::size_t checked,
                                               const std::vector<detect::RuleOutcome>& outcomes) {
  std::vector<sigma::Diagnostic> warnings;
  for (std::size_t i = 0; i < checked; ++i) {
    if (outcomes[i] != detect::RuleOutcome::kLoadedUnpinned) continue;
    warnings.push_back(detect::expensive_rule(rules[i]));
  }
  return warnings;
}

// One warning each; of many, as of rules that are written for the lists of another site, a count.
void tell_unconfigured_lists(std::vector<detect::UnconfiguredList> unconfigured,
                             const Console& console) {
  constexpr std::size_t kMostTold = 10;
  std::erase_if(unconfigured, [](const detect::UnconfiguredList& missing) {
    return missing.file.starts_with(kBuiltinPrefix);  // which are only there to be referred to
  });
  if (unconfigured.size() > kMostTold) {
    std::set<std::string> lists;
    for (const detect::UnconfiguredList& missing : unconfigured) lists.insert(missing.list);
    console.note(fmt::format(
        "warning: {} rules and filters do nothing, because lists are not configured: {} "
        "[unconfigured-list]",
        unconfigured.size(), fmt::join(lists, ", ")));
    return;
  }
  for (const detect::UnconfiguredList& missing : unconfigured) {
    console.diagnostics({detect::unconfigured_list(missing)});
  }
}

ExitStatus check(ChosenRules chosen, bool with_builtin, bool lenient, const Console& console) {
  LoadedRules& loaded = chosen.loaded;
  const std::size_t checked = loaded.rules.size();
  const std::size_t documents = loaded.documents;
  if (with_builtin) add_builtin_rules(chosen);
  const auto compilation =
      detect::compile_rules(loaded.rules, chosen.lists, loaded.filters, chosen.uses);
  console.diagnostics(expensive_rules(loaded.rules, checked, compilation.outcomes));
  tell_unconfigured_lists(compilation.unconfigured, console);
  tell_diagnostics(loaded.diagnostics, compilation.diagnostics, console);
  const CheckCounts counts = count_outcomes(checked, compilation.outcomes);
  const std::size_t refused = documents - counts.loaded - counts.not_applicable - counts.left_out -
                              compilation.filters - compilation.filters_not_applicable;
  using report::counted;
  using report::with_commas;
  const std::string text = fmt::format(
      "{} in {}: {} and {} good, {} refused, {} for other logs, {} left out\n",
      documents == 1 ? "1 rule or filter" : with_commas(documents) + " rules and filters",
      counted(loaded.files, "file"), counted(counts.loaded, "rule"),
      counted(compilation.filters, "filter"), with_commas(refused),
      with_commas(counts.not_applicable + compilation.filters_not_applicable),
      with_commas(counts.left_out));
  const bool failed = has_error(loaded.diagnostics) || has_error(compilation.diagnostics);
  if (!failed) return write_out(text, ExitStatus::kDone);
  return write_out(text, lenient ? ExitStatus::kIncomplete : ExitStatus::kFailed);
}

}  // namespace

ExitStatus run_rules_list_command(const TypedOptions& typed) {
  const Console console(false);
  const Rendering render = list_rendering(typed);
  if (render == nullptr) {
    return console.error(
        bad_value(FlagId::kListFormat, typed.values.at(FlagId::kListFormat).front()));
  }
  auto settings = read_rule_settings(typed);
  if (!settings) return console.error(settings.error());
  const auto chosen = choose_rules(std::move(settings).value());
  if (!chosen) return console.error(chosen.error());
  const std::vector<sigma::Diagnostic>& diagnostics = chosen.value().loaded.diagnostics;
  tell_diagnostics(diagnostics, {}, console);
  return write_out(render(rules_in_use(chosen.value())),
                   has_error(diagnostics) ? ExitStatus::kIncomplete : ExitStatus::kDone);
}

ExitStatus run_rules_check_command(const TypedOptions& typed) {
  const Console console(false);
  auto settings = read_rule_settings(typed);
  if (!settings) return console.error(settings.error());
  const bool with_builtin = settings.value().sources.builtin;
  const bool lenient = settings.value().lenient;
  settings.value().sources = {false, typed.operands};
  auto chosen = choose_rules(std::move(settings).value());
  if (!chosen) return console.error(chosen.error());
  return check(std::move(chosen).value(), with_builtin, lenient, console);
}

}  // namespace trailsift::cli
