// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/rule_description.h"

#include <fmt/format.h>

#include <algorithm>

#include "detect/compiled_rules.h"
#include "detect/summary_text.h"

namespace trailsift::detect {
namespace {

bool is_same(const sigma::Rule& left, const sigma::Rule& right) {
  return left.file == right.file && left.position.line == right.position.line &&
         left.title == right.title;
}

std::string index_text(const std::optional<Pin>& pin) {
  if (!pin) return "none: every event is run through it";
  if (pin->texts.empty()) return "none: no event can satisfy it";
  return to_string(*pin);
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

RuleDescription describe(const CompiledRules& rules, std::uint32_t number) {
  const CompiledRule& rule = rules.events[number];
  RuleDescription result;
  result.index = index_text(rule.pin);
  result.program = dump_program(rule.entry, rules.code, rules.predicates);
  result.is_finding = rule.is_finding;
  result.missing_list = rule.missing_list;
  for (const std::uint32_t filter : rule.filters) {
    result.filters.push_back(rules.filters[filter].label);
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    for (const CorrelationFeed& feed : correlation.feeds) {
      if (feed.event_rule == number) add_once(result.feeds, rule_label(correlation.rule));
    }
  }
  return result;
}

RuleDescription describe(const CompiledRules& rules, const CompiledCorrelation& correlation) {
  RuleDescription result;
  result.is_finding = correlation.is_finding;
  result.missing_list = correlation.missing_list;
  for (const CorrelationFeed& feed : correlation.feeds) {
    add_once(result.fed_by, rule_label(rules.events[feed.event_rule].rule));
  }
  return result;
}

}  // namespace

RuleDescription describe_rule(const CompiledRules& rules, const sigma::Rule& rule) {
  for (std::uint32_t i = 0; i < rules.events.size(); ++i) {
    if (is_same(rules.events[i].rule, rule)) return describe(rules, i);
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    if (is_same(correlation.rule, rule)) return describe(rules, correlation);
  }
  return {};
}

}  // namespace trailsift::detect
