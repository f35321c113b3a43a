// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/rule_catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "trailsift/report/indicator.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::report {
namespace {

using Rules = std::vector<const sigma::Rule*>;

constexpr std::size_t kMaxColumns = 2000;

// As a cell of a table that shows what is written, whatever it means to Markdown.
std::string cell(std::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  line = safe_text(line, kMaxColumns);
  std::string escaped;
  for (const char c : line) {
    if (std::string_view("\\`*_|<>[]").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string level_cell(const sigma::Rule& rule) {
  const auto name = [](sigma::Level level) { return std::string(sigma::to_string(level)); };
  std::string text = name(rule.level.value_or(sigma::Level::kMedium));
  if (const auto refused = rule.presentation.refused_level; refused && refused != rule.level) {
    text += "; refused: " + name(*refused);
  }
  if (const auto usual = rule.presentation.usual_level; usual && usual != rule.level) {
    text += "; usual: " + name(*usual);
  }
  return text;
}

// The ATT&CK techniques: T1098.001.
std::string technique_cell(const sigma::Rule& rule) {
  constexpr std::string_view kPrefix = "attack.t";
  std::string text;
  for (const std::string& tag : rule.tags) {
    if (!tag.starts_with(kPrefix) || tag.find_first_of("0123456789") != kPrefix.size()) continue;
    text += (text.empty() ? "T" : ", T") + cell(tag.substr(kPrefix.size()));
  }
  return text;
}

std::string table(const Rules& rules) {
  if (rules.empty()) return "";
  std::string text = "| rule | what it finds | level | technique |\n| --- | --- | --- | --- |\n";
  for (const sigma::Rule* rule : rules) {
    text += fmt::format("| {} | **{}.** {} | {} | {} |\n", cell(rule->name), cell(rule->title),
                        cell(rule->description), level_cell(*rule), technique_cell(*rule));
  }
  return text + "\n";
}

std::string mentions(const Rules& rules) {
  if (rules.empty()) return "";
  std::string text;
  for (const sigma::Rule* rule : rules) {
    text += fmt::format("{}{} ({})", text.empty() ? "Also: " : ", ", cell(rule->name),
                        rule->presentation.serves.front());
  }
  return text + ".\n\n";
}

std::string section(const Indicator& indicator, const std::vector<sigma::Rule>& rules) {
  Rules described;
  Rules mentioned;
  for (const sigma::Rule& rule : rules) {
    const std::vector<std::string>& serves = rule.presentation.serves;
    const auto place = std::find(serves.begin(), serves.end(), indicator.id);
    if (place == serves.end()) continue;
    (place == serves.begin() ? described : mentioned).push_back(&rule);
  }
  if (described.empty() && mentioned.empty()) return "";
  return fmt::format("### {} {}\n\n", indicator.id, indicator.title) + table(described) +
         mentions(mentioned);
}

bool is_listed(const sigma::Rule& rule) {
  const std::vector<std::string>& serves = rule.presentation.serves;
  return !serves.empty() &&
         std::any_of(indicators().begin(), indicators().end(),
                     [&](const Indicator& indicator) { return indicator.id == serves.front(); });
}

std::string other_rules(const std::vector<sigma::Rule>& rules) {
  Rules others;
  for (const sigma::Rule& rule : rules) {
    if (!is_listed(rule)) others.push_back(&rule);
  }
  return others.empty() ? "" : "## Other rules\n\n" + table(others);
}

}  // namespace

std::string render_rule_catalogue(const std::vector<sigma::Rule>& rules) {
  std::string text;
  for (const IndicatorGroup& group : indicator_groups()) {
    std::string sections;
    for (const Indicator& indicator : indicators()) {
      if (indicator.id.front() == group.letter) sections += section(indicator, rules);
    }
    if (!sections.empty()) text += fmt::format("## {}. {}\n\n", group.letter, group.title);
    text += sections;
  }
  text += other_rules(rules);
  if (!text.empty()) text.pop_back();  // the empty line behind the last section
  return text;
}

}  // namespace trailsift::report
