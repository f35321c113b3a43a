// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rules_show_command.h"

#include <fmt/format.h>

#include "trailsift/cli/console.h"
#include "trailsift/cli/rule_preparation.h"
#include "trailsift/detect/rule_description.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::cli {
namespace {

using report::safe_text;

// Nothing at all when `text` is empty.
void add(std::string& out, std::string_view label, const std::string& text) {
  if (!text.empty()) out += fmt::format("{:<14}{}\n", label, safe_text(text, 2000));
}

std::string head(const sigma::Rule& rule) {
  std::string out;
  add(out, "title", rule.title);
  add(out, "name", rule.name);
  add(out, "id", rule.id);
  add(out, "level", std::string(sigma::to_string(rule.level.value_or(sigma::Level::kMedium))));
  add(out, "status", rule.status);
  add(out, "tags", fmt::format("{}", fmt::join(rule.tags, ", ")));
  add(out, "file", fmt::format("{}:{}", rule.file, rule.position.line));
  add(out, "description", rule.description);
  return out;
}

std::string detection_text(const sigma::Detection& detection) {
  std::string out;
  for (const sigma::Selection& selection : detection.selections) {
    out += fmt::format("\nselection {}\n", safe_text(selection.name));
    for (std::size_t i = 0; i < selection.alternatives.size(); ++i) {
      if (i > 0) out += "  or\n";
      for (const sigma::FieldTest& test : selection.alternatives[i].tests) {
        out += fmt::format("  {}\n", safe_text(test.to_string(), 2000));
      }
    }
  }
  out += '\n';
  add(out, "condition", detection.condition.dump(detection.selections));
  return out;
}

std::string correlation_text(const sigma::Correlation& correlation) {
  std::string bounds;
  for (const sigma::CorrelationBound& bound : correlation.bounds) {
    bounds += fmt::format("{}{}", bounds.empty() ? "" : ", ", bound.to_string());
  }
  std::string out = "\n";
  add(out, "correlation", std::string(sigma::to_string(correlation.type)));
  add(out, "of rules", fmt::format("{}", fmt::join(correlation.rules, ", ")));
  add(out, "group by", fmt::format("{}", fmt::join(correlation.group_by, ", ")));
  add(out, "within", fmt::format("{} seconds", correlation.timespan_seconds));
  add(out, "of values", fmt::format("{}", fmt::join(correlation.value_fields, ", ")));
  add(out, "condition", bounds);
  if (correlation.type == sigma::CorrelationType::kValuePercentile) {
    add(out, "percentile", fmt::format("{}", correlation.percentile));
  }
  if (correlation.type == sigma::CorrelationType::kNewTerms) {
    add(out, "after", fmt::format("{} seconds of logs", correlation.min_history_seconds));
    if (correlation.own_history_seconds > 0) {
      add(out, "and", fmt::format("{} seconds of its own", correlation.own_history_seconds));
    }
  }
  if (correlation.at_most > 0) {
    add(out, "of at most", fmt::format("{} values before", correlation.at_most));
  }
  if (correlation.type == sigma::CorrelationType::kSpike) {
    const sigma::SpikeCondition& spike = correlation.spike;
    add(out, "sum of", spike.sum);
    add(out, "at least", fmt::format("{}", spike.floor));
    add(out, "and", fmt::format("{} times the average", spike.factor));
    add(out, "of", fmt::format("{} seconds before", spike.history_seconds));
    add(out, "after", fmt::format("{} seconds of its own", correlation.min_history_seconds));
  }
  return out;
}

std::string program_text(const std::string& program) {
  std::string out;
  for (std::size_t begin = 0; begin < program.size();) {
    const std::size_t end = program.find('\n', begin);
    out += fmt::format("  {}\n", safe_text(program.substr(begin, end - begin)));
    begin = end + 1;
  }
  return out;
}

std::string compiled_text(const detect::RuleDescription& compiled) {
  std::string out;
  add(out, "index entries", compiled.index);
  add(out, "fed by", fmt::format("{}", fmt::join(compiled.fed_by, ", ")));
  add(out, "feeds", fmt::format("{}", fmt::join(compiled.feeds, ", ")));
  add(out, "filters", fmt::format("{}", fmt::join(compiled.filters, ", ")));
  add(out, "findings", compiled.is_finding ? "" : "none of its own, it only feeds correlations");
  add(out, "silent",
      compiled.missing_list.empty()
          ? ""
          : fmt::format("the list {} is not configured", compiled.missing_list));
  if (!compiled.program.empty()) {
    out += "program, as question ? next on yes : next on no\n" + program_text(compiled.program);
  }
  return out;
}

std::string compiled_text(const PreparedRules& prepared, std::size_t rule) {
  using detect::RuleOutcome;
  const RuleOutcome outcome = prepared.compilation.outcomes[rule];
  if (outcome == RuleOutcome::kNotApplicable) return "not compiled: it is for other logs\n";
  if (outcome == RuleOutcome::kRefused) return "not compiled: it was refused\n";
  return compiled_text(
      detect::describe_rule(*prepared.compilation.rules, prepared.chosen.loaded.rules[rule]));
}

}  // namespace

ExitStatus run_rules_show_command(const TypedOptions& typed) {
  const Console console(false);
  auto settings = read_rule_settings(typed);
  if (!settings) return console.error(settings.error());
  auto chosen = choose_rules(std::move(settings).value());
  if (!chosen) return console.error(chosen.error());
  const auto place = find_rule(chosen.value().loaded.rules, typed.operands.front());
  if (!place) {
    tell_diagnostics(chosen.value().loaded.diagnostics, {}, console);
    return console.error(place.error());
  }
  const auto prepared = prepare_rules(std::move(chosen).value(), true, console);
  if (!prepared) return console.error(prepared.error());
  const sigma::Rule& rule = prepared.value().chosen.loaded.rules[place.value()];
  std::string text = head(rule);
  if (rule.detection) text += detection_text(*rule.detection);
  if (rule.correlation) text += correlation_text(*rule.correlation);
  text += "\n" + compiled_text(prepared.value(), place.value());
  const bool all = prepared.value().refused == 0;
  return write_out(text, all ? ExitStatus::kDone : ExitStatus::kIncomplete);
}

}  // namespace trailsift::cli
