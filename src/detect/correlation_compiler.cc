// SPDX-License-Identifier: Apache-2.0
#include "detect/correlation_compiler.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "detect/field_check.h"
#include "detect/hit_data.h"
#include "detect/likeness.h"
#include "detect/shown_fields.h"
#include "detect/text_template.h"
#include "trailsift/model/field.h"
#include "trailsift/sigma/rule_names.h"

namespace trailsift::detect {
namespace {

using sigma::Correlation;
using sigma::CorrelationType;
using State = RuleFate::State;

Timestamp duration_of(std::uint64_t seconds) {
  constexpr std::uint64_t kLongest = std::numeric_limits<Timestamp>::max() / (2 * kSecond);
  return static_cast<Timestamp>(std::min(seconds, kLongest)) * kSecond;
}

// What `field` of a correlation is called in the rule at `slot`, where aliases say so.
std::string field_in_slot(const Correlation& correlation, std::uint32_t slot,
                          const sigma::Rule& target, const std::string& field) {
  for (const sigma::FieldAlias& alias : correlation.aliases) {
    if (alias.alias != field) continue;
    for (const auto& [rule, name] : alias.field_of_rule) {
      if (rule == correlation.rules[slot] || target.is_called(rule)) return name;
    }
  }
  return field;
}

// Whether correlations refer to a rule, and whether one of them generates it.
struct Reference {
  bool referred = false;
  bool generated = false;
};

bool is_finding(sigma::RuleUse use, const Reference& reference) {
  if (use != sigma::RuleUse::kAsWritten) return use == sigma::RuleUse::kFinding;
  return !reference.referred || reference.generated;
}

class CorrelationCompiler {
 public:
  CorrelationCompiler(const std::vector<sigma::Rule>& rules, std::vector<RuleFate>& fates,
                      CompiledRules& compiled, std::vector<sigma::Diagnostic>& diagnostics)
      : rules_(rules),
        names_(rules),
        fates_(fates),
        compiled_(compiled),
        diagnostics_(diagnostics) {}

  void compile_all() {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (fates_[i].state == State::kWaiting) compile(i);
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) mark_parts(i);
  }

 private:
  void compile(std::size_t number) {
    fates_[number].state = State::kInWork;
    const sigma::Rule& rule = rules_[number];
    const Correlation& correlation = *rule.correlation;
    std::vector<std::size_t> targets;
    for (std::size_t slot = 0; slot < correlation.rules.size(); ++slot) {
      const State state = resolve(rule, slot, targets);
      if (state != State::kLoaded) {
        fates_[number].state = state;
        return;
      }
    }
    if (!correlation.spike.sum.empty() && !add_up(rule, targets.front())) {
      fates_[number].state = State::kRefused;
      return;
    }
    warn_of_aliases(rule, targets);
    CompiledCorrelation compiled;
    compiled.rule = rule;
    compiled.timespan = duration_of(correlation.timespan_seconds);
    compiled.history = duration_of(correlation.spike.history_seconds);
    compiled.min_history = duration_of(correlation.min_history_seconds);
    compiled.own_history = duration_of(correlation.own_history_seconds);
    for (std::uint32_t slot = 0; slot < targets.size(); ++slot) {
      add_feeds(slot, targets[slot], compiled);
    }
    compiled.missing_list = missing_list(correlation, targets);
    fates_[number] = {State::kLoaded, static_cast<std::uint32_t>(compiled_.correlations.size())};
    compiled_.correlations.push_back(std::move(compiled));
  }

  // What was written to feed a correlation is no finding because the correlation cannot run.
  void mark_parts(std::size_t number) {
    const State state = fates_[number].state;
    if (!rules_[number].correlation || rules_[number].correlation->generate) return;
    if (state != State::kNotApplicable && state != State::kRefused) return;
    for (const std::string& name : rules_[number].correlation->rules) {
      const std::optional<std::size_t> found = names_.find(name);
      if (!found || fates_[*found].state != State::kLoaded) continue;
      const std::uint32_t index = fates_[*found].index;
      if (is_correlation(*found)) {
        compiled_.correlations[index].is_part = true;
      } else {
        compiled_.events[index].is_part = true;
      }
    }
  }

  // kLoaded when the rule that `slot` names can be used, and then it is added to `targets`; else
  // what becomes of the correlation.
  State resolve(const sigma::Rule& rule, std::size_t slot, std::vector<std::size_t>& targets) {
    const std::string& name = rule.correlation->rules[slot];
    const std::optional<std::size_t> found = names_.find(name);
    if (!found) {
      refuse(rule, slot, "unknown-rule", "There is no rule with the name or id \"" + name + "\".",
             names_.did_you_mean(name));
      return State::kRefused;
    }
    const std::size_t target = *found;
    if (std::find(targets.begin(), targets.end(), target) != targets.end()) {
      refuse(rule, slot, "repeated-rule", "The correlation names the rule \"" + name + "\" twice.",
             "Name every rule once, by its name or by its id.");
      return State::kRefused;
    }
    if (computes_with_numbers(rule.correlation->type) && is_correlation(target)) {
      refuse(rule, slot, "number-of-correlation",
             "\"" + name + "\" is a correlation, and the numbers come from fields of events.",
             "Name the rules of the events whose numbers are meant.");
      return State::kRefused;
    }
    if (rule.correlation->type == CorrelationType::kSpike && is_correlation(target)) {
      refuse(rule, slot, "spike-of-correlation",
             "\"" + name + "\" is a correlation, and a spike is one of events.",
             "Name a rule about single events.");
      return State::kRefused;
    }
    if (fates_[target].state == State::kWaiting) compile(target);
    if (fates_[target].state == State::kInWork) {
      refuse(rule, slot, "circular-correlation",
             "The correlation refers to itself by way of \"" + name + "\".", "");
      return State::kRefused;
    }
    if (fates_[target].state == State::kRefused) {
      refuse(rule, slot, "refused-rule", "The rule \"" + name + "\" has errors of its own.", "");
    }
    if (fates_[target].state == State::kLoaded) targets.push_back(target);
    return fates_[target].state;
  }

  // A hit has room for one sum. False when it holds that of another field.
  bool add_up(const sigma::Rule& rule, std::size_t target) {
    CompiledRule& event = compiled_.events[fates_[target].index];
    const std::string name =
        field_in_slot(*rule.correlation, 0, rules_[target], rule.correlation->spike.sum);
    if (!event.amount) event.amount = resolve_field(name);
    if (event.amount->name == name) return true;
    refuse(rule, 0, "another-sum",
           "Another spike adds up \"" + event.amount->name + "\" of the same rule.",
           "Give this one a rule of its own.");
    return false;
  }

  // A name in an alias that is none of the rules' is one more likely misspelt than meant.
  void warn_of_aliases(const sigma::Rule& rule, const std::vector<std::size_t>& targets) {
    for (const sigma::FieldAlias& alias : rule.correlation->aliases) {
      for (std::size_t i = 0; i < alias.field_of_rule.size(); ++i) {
        const std::string& name = alias.field_of_rule[i].first;
        const bool found = std::any_of(targets.begin(), targets.end(), [&](std::size_t target) {
          return rules_[target].is_called(name);
        });
        if (found) continue;
        sigma::Diagnostic diagnostic;
        diagnostic.severity = sigma::Severity::kWarning;
        diagnostic.code = "unmatched-alias";
        diagnostic.message = "The correlation has no rule with the name or id \"" + name +
                             "\" that its alias names.";
        diagnostic.hint = names_.did_you_mean(name);
        diagnostic.file = rule.file;
        diagnostic.position = alias.rule_positions[i];
        diagnostics_.push_back(std::move(diagnostic));
      }
    }
  }

  void refuse(const sigma::Rule& rule, std::size_t slot, std::string code, std::string message,
              std::string hint) {
    sigma::Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    diagnostic.file = rule.file;
    const std::vector<sigma::Position>& positions = rule.correlation->rule_positions;
    diagnostic.position = slot < positions.size() ? positions[slot] : rule.position;
    diagnostics_.push_back(std::move(diagnostic));
  }

  bool is_correlation(std::size_t number) const { return !rules_[number].detection; }

  void add_feeds(std::uint32_t slot, std::size_t target, CompiledCorrelation& correlation) {
    const std::uint32_t index = fates_[target].index;
    if (!is_correlation(target)) {
      add_feed(slot, target, index, std::nullopt, correlation);
      return;
    }
    std::vector<std::uint32_t> events;
    for (const CorrelationFeed& feed : compiled_.correlations[index].feeds) {
      if (std::find(events.begin(), events.end(), feed.event_rule) == events.end()) {
        events.push_back(feed.event_rule);
      }
    }
    for (const std::uint32_t event : events) add_feed(slot, target, event, index, correlation);
  }

  void add_feed(std::uint32_t slot, std::size_t target, std::uint32_t event_rule,
                std::optional<std::uint32_t> through, CompiledCorrelation& compiled) {
    const Correlation& correlation = *compiled.rule.correlation;
    CompiledRule& event = compiled_.events[event_rule];
    const auto source = [&](const std::string& field) {
      std::string name = field_in_slot(correlation, slot, rules_[target], field);
      if (through) name = name_in_event(*through, event_rule, name);
      warn_of_field(compiled.rule, name);
      return key_source(event, name);
    };
    CorrelationFeed feed{slot, event_rule, through, {}, {}};
    for (const std::string& field : correlation.group_by) feed.group.push_back(source(field));
    for (const std::string& field : correlation.value_fields) feed.values.push_back(source(field));
    show_template_fields(compiled, event);
    compiled.feeds.push_back(std::move(feed));
  }

  // Events without such a field would be left out of the correlation, which is all of them.
  void warn_of_field(const sigma::Rule& rule, const std::string& field) {
    if (is_known_field(field)) return;
    sigma::Diagnostic warning = unknown_field(field, rule.file, rule.position);
    const bool is_told =
        std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const sigma::Diagnostic& other) {
          return other.message == warning.message && other.file == rule.file &&
                 other.position.line == rule.position.line;
        });
    if (!is_told) diagnostics_.push_back(std::move(warning));
  }

  // Follows a correlation's own aliases down to the event rule.
  std::string name_in_event(std::uint32_t correlation, std::uint32_t event_rule,
                            const std::string& field) const {
    const CompiledCorrelation& through = compiled_.correlations[correlation];
    for (const CorrelationFeed& feed : through.feeds) {
      if (feed.event_rule != event_rule) continue;
      const sigma::Rule& target = feed.through ? compiled_.correlations[*feed.through].rule
                                               : compiled_.events[event_rule].rule;
      const std::string name = field_in_slot(*through.rule.correlation, feed.slot, target, field);
      return feed.through ? name_in_event(*feed.through, event_rule, name) : name;
    }
    return field;
  }

  static void show_template_fields(const CompiledCorrelation& correlation, CompiledRule& event) {
    const sigma::Presentation& presentation = correlation.rule.presentation;
    const auto show = [&](const std::string& text) {
      for (const std::string& name : template_fields(text)) {
        show_field(name, event);
        if (correlation.is_spike()) list_resource(name, event);
      }
    };
    show(presentation.summary);
    for (const std::string& step : presentation.next_steps) show(step);
  }

  // A count needs one rule that can speak; a sequence needs them all.
  std::string missing_list(const Correlation& correlation,
                           const std::vector<std::size_t>& targets) const {
    const bool needs_all = correlation.type == CorrelationType::kTemporal ||
                           correlation.type == CorrelationType::kTemporalOrdered;
    std::string missing;
    for (const std::size_t target : targets) {
      const std::uint32_t index = fates_[target].index;
      const std::string& list = is_correlation(target) ? compiled_.correlations[index].missing_list
                                                       : compiled_.events[index].missing_list;
      if (list.empty() && !needs_all) return "";
      if (!list.empty()) missing = list;
    }
    return missing;
  }

  const std::vector<sigma::Rule>& rules_;
  const sigma::RuleNames names_;
  std::vector<RuleFate>& fates_;
  CompiledRules& compiled_;
  std::vector<sigma::Diagnostic>& diagnostics_;
};

}  // namespace

void compile_correlations(const std::vector<sigma::Rule>& rules, std::vector<RuleFate>& fates,
                          CompiledRules& compiled, std::vector<sigma::Diagnostic>& diagnostics) {
  CorrelationCompiler(rules, fates, compiled, diagnostics).compile_all();
}

void mark_findings(CompiledRules& compiled) {
  std::vector<Reference> events(compiled.events.size());
  std::vector<Reference> correlations(compiled.correlations.size());
  for (const CompiledCorrelation& correlation : compiled.correlations) {
    for (const CorrelationFeed& feed : correlation.feeds) {
      Reference& to = feed.through ? correlations[*feed.through] : events[feed.event_rule];
      to.referred = true;
      to.generated = to.generated || correlation.rule.correlation->generate;
    }
  }
  const auto mark = [](const std::vector<Reference>& references, auto& rules) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      Reference reference = references[i];
      reference.referred = reference.referred || rules[i].is_part;
      rules[i].is_finding = is_finding(rules[i].use, reference);
    }
  };
  mark(events, compiled.events);
  mark(correlations, compiled.correlations);
}

}  // namespace trailsift::detect
