// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rules_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "trailsift/cli/console.h"
#include "trailsift/cli/rule_loading.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/report/json_report.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::cli {
namespace {

using Rules = std::vector<sigma::Rule>;

std::string level_text(const sigma::Rule& rule) {
  return std::string(sigma::to_string(rule.level.value_or(sigma::Level::kMedium)));
}

using Row = std::array<std::string, 4>;

std::string as_table(const Rules& rules) {
  std::vector<Row> rows = {{"NAME", "LEVEL", "ID", "TITLE"}};
  for (const sigma::Rule& rule : rules) {
    rows.push_back({report::safe_text(rule.name), level_text(rule), report::safe_text(rule.id),
                    report::safe_text(rule.title)});
  }
  std::array<std::size_t, 4> widths{};
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

Result<LoadedRules> load_for_list(const TypedOptions& typed) {
  RuleSources sources;
  sources.builtin = !typed.has(FlagId::kNoBuiltinRules);
  if (typed.has(FlagId::kRules)) sources.paths = typed.values.at(FlagId::kRules);
  return load_rules(sources);
}

// "table", "json", or nothing for any other format.
std::optional<std::string> list_format(const TypedOptions& typed) {
  if (!typed.has(FlagId::kListFormat)) return "table";
  const std::string& format = typed.values.at(FlagId::kListFormat).front();
  return format == "table" || format == "json" ? std::optional(format) : std::nullopt;
}

}  // namespace

ExitStatus run_rules_list_command(const TypedOptions& typed) {
  const Console console(false);
  const auto format = list_format(typed);
  if (!format) {
    return console.error(
        {"bad-value",
         fmt::format("--format does not take \"{}\"", typed.values.at(FlagId::kListFormat).front()),
         {},
         fmt::format("allowed: {}", flag(FlagId::kListFormat).allowed)});
  }
  auto loaded = load_for_list(typed);
  if (!loaded) return console.error(loaded.error());
  console.diagnostics(loaded.value().diagnostics);
  if (has_error(loaded.value().diagnostics)) return ExitStatus::kFailed;
  Rules& rules = loaded.value().rules;
  std::sort(rules.begin(), rules.end(), [](const sigma::Rule& left, const sigma::Rule& right) {
    return std::tie(left.name, left.id, left.file) < std::tie(right.name, right.id, right.file);
  });
  return write_out(*format == "json" ? report::render_rules_json(rules) : as_table(rules),
                   ExitStatus::kDone);
}

ExitStatus run_rules_check_command(const TypedOptions& typed) {
  const Console console(false);
  const auto loaded = load_rules({false, typed.operands});
  if (!loaded) return console.error(loaded.error());
  const auto compilation = detect::compile_rules(loaded.value().rules, {});
  console.diagnostics(loaded.value().diagnostics);
  console.diagnostics(compilation.diagnostics);
  const bool failed = has_error(loaded.value().diagnostics) || has_error(compilation.diagnostics);
  const std::size_t refused =
      loaded.value().documents - compilation.loaded - compilation.not_applicable;
  const std::string counts = fmt::format(
      "{} rules in {} files: {} good, {} refused, {} for other logs\n", loaded.value().documents,
      loaded.value().files, compilation.loaded, refused, compilation.not_applicable);
  return write_out(counts, failed ? ExitStatus::kFailed : ExitStatus::kDone);
}

}  // namespace trailsift::cli
