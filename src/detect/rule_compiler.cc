// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/rule_compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "detect/compiled_rules.h"
#include "detect/condition_compiler.h"
#include "detect/correlation_compiler.h"
#include "detect/detection_hash.h"
#include "detect/field_check.h"
#include "detect/filter_compiler.h"
#include "detect/keyword_search.h"
#include "detect/likeness.h"
#include "detect/placeholder_expansion.h"
#include "detect/shown_fields.h"
#include "detect/summary_text.h"
#include "detect/text_template.h"
#include "detect/value_text.h"
#include "trailsift/base/result.h"
#include "trailsift/model/event_profile.h"

namespace trailsift::detect {
namespace {

using State = RuleFate::State;

constexpr std::size_t kMostAssumedShown = 10;

sigma::Diagnostic diagnostic_for(const sigma::Rule& rule, sigma::Severity severity,
                                 std::string code, std::string message, std::string hint) {
  sigma::Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.file = rule.file;
  diagnostic.position = rule.position;
  return diagnostic;
}

bool needs_content(const FieldPath& path) { return path.has_root && is_content_derived(path.root); }

bool follows_from_profile(const FieldPath& path) {
  return path.has_root && is_profile_field(path.root);
}

std::string assumption_text(const std::string& list, const std::vector<std::string>& values) {
  return fmt::format(
      "The list {} is not configured and is taken from the names of the logs ({}); set it if "
      "others belong to it.",
      list, first_texts(values, kMostAssumedShown));
}

class RuleCompiler {
 public:
  RuleCompiler(const std::vector<sigma::Rule>& rules, const Placeholders& placeholders,
               const std::vector<sigma::RuleUse>& uses, const Placeholders& assumed)
      : rules_(rules),
        placeholders_(placeholders),
        uses_(uses),
        assumed_(assumed),
        lists_of_rules_(placeholders),
        fates_(rules.size()) {
    lists_of_rules_.insert(assumed.begin(), assumed.end());
  }

  Compilation compile(const std::vector<sigma::Filter>& filters) {
    leave_out();
    refuse_duplicates();
    compiled_.events.reserve(rules_.size());
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (fates_[i].state == State::kLeftOut) continue;
      if (!rules_[i].detection && !rules_[i].correlation) settle_empty(i);
      if (rules_[i].detection && fates_[i].state == State::kWaiting) compile_event_rule(i);
    }
    compile_filters(filters, rules_, fates_, placeholders_, compiled_, result_);
    compile_correlations(rules_, fates_, compiled_, result_.diagnostics);
    take_over_uses();
    mark_findings(compiled_);
    assign_likenesses(compiled_);
    plan_shown_values();
    warn_about_placeholders();
    index_rules();
    index_keywords();
    number_answers();
    count();
    result_.rules = std::make_shared<const CompiledRules>(std::move(compiled_));
    return std::move(result_);
  }

 private:
  void leave_out() {
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (uses_[i] == sigma::RuleUse::kLeftOut) fates_[i].state = State::kLeftOut;
    }
  }

  void take_over_uses() {
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (fates_[i].state != State::kLoaded) continue;
      if (rules_[i].detection) {
        compiled_.events[fates_[i].index].use = uses_[i];
      } else {
        compiled_.correlations[fates_[i].index].use = uses_[i];
      }
    }
  }

  // References and findings go by id and by name, so both must be somebody's alone.
  void refuse_duplicates() {
    std::map<std::string_view, const sigma::Rule*> ids;
    std::map<std::string_view, const sigma::Rule*> names;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (fates_[i].state == State::kLeftOut) continue;
      const sigma::Rule& rule = rules_[i];
      if (rule.log_source.is_for_another_log()) continue;
      const sigma::Rule* other = &rule;
      if (!rule.id.empty()) other = ids.try_emplace(rule.id, &rule).first->second;
      if (other != &rule) {
        refuse_duplicate(i, "duplicate-id", "id \"" + rule.id, *other);
        continue;
      }
      if (!rule.name.empty()) other = names.try_emplace(rule.name, &rule).first->second;
      if (other != &rule) refuse_duplicate(i, "duplicate-name", "name \"" + rule.name, *other);
    }
  }

  void refuse_duplicate(std::size_t number, std::string code, const std::string& what,
                        const sigma::Rule& other) {
    fates_[number].state = State::kRefused;
    const SourceLocation place{other.file, other.position.line, other.position.column};
    result_.diagnostics.push_back(
        diagnostic_for(rules_[number], sigma::Severity::kError, std::move(code),
                       "Another rule has the " + what + "\", at " + place.to_string() + ".",
                       "Load one of the two."));
  }

  // The reader does not look into the detections of rules for other logs.
  void settle_empty(std::size_t number) {
    if (rules_[number].log_source.is_for_another_log()) {
      fates_[number].state = State::kNotApplicable;
      return;
    }
    fates_[number].state = State::kRefused;
    result_.diagnostics.push_back(
        diagnostic_for(rules_[number], sigma::Severity::kError, "empty-rule",
                       "The rule has neither a detection nor a correlation.", ""));
  }

  void compile_event_rule(std::size_t number) {
    const sigma::Rule& rule = rules_[number];
    if (!rule.log_source.is_for_cloudtrail()) {
      fates_[number].state = State::kNotApplicable;
      return;
    }
    CompiledCondition condition =
        compile_condition(*rule.detection, rule.file, lists_of_rules_, compiled_.predicates);
    if (!condition.diagnostics.empty()) {
      fates_[number].state = State::kRefused;
      std::move(condition.diagnostics.begin(), condition.diagnostics.end(),
                std::back_inserter(result_.diagnostics));
      return;
    }
    std::vector<sigma::Diagnostic> warnings = check_fields(rule);
    std::move(warnings.begin(), warnings.end(), std::back_inserter(result_.diagnostics));
    CompiledRule compiled;
    compiled.rule = rule;
    compiled.detection_hash = hash_detection(*rule.detection);
    compiled.rule.detection.reset();
    compiled.once_per = static_cast<Timestamp>(rule.presentation.once_per_seconds) * kSecond;
    compiled.asks = condition.asks;
    if (compiled.asks == InferredList::kLogBuckets) {
      compiled.keys.push_back(resolve_field(kBucketNameField));
    }
    compiled.missing_list = std::move(condition.missing_list);
    note_assumed_lists(condition.lists, compiled);
    if (!compiled.missing_list.empty()) condition.expression = Expression::constant(false);
    compiled.entry = emit_program(condition.expression, compiled_.predicates, compiled_.code);
    fates_[number] = {State::kLoaded, static_cast<std::uint32_t>(compiled_.events.size())};
    compiled_.events.push_back(std::move(compiled));
    expressions_.push_back(std::move(condition.expression));
  }

  void note_assumed_lists(const std::set<std::string>& lists, CompiledRule& rule) {
    for (const auto& [name, values] : assumed_) {
      if (!lists.contains(name)) continue;
      result_.assumed[name] = values;
      rule.assumption += rule.assumption.empty() ? "" : " ";
      rule.assumption += assumption_text(name, values);
    }
    if (rule.assumption.empty()) return;
    rule.rule.level = sigma::one_lower(rule.rule.level.value_or(sigma::Level::kMedium));
    auto& refused_level = rule.rule.presentation.refused_level;
    if (refused_level) refused_level = sigma::one_lower(*refused_level);
  }

  void plan_shown_values() {
    for (std::size_t i = 0; i < compiled_.events.size(); ++i) {
      CompiledRule& rule = compiled_.events[i];
      plan_shown_fields(expressions_[i], compiled_.predicates, rule);
      std::vector<FieldPath> kept = rule.keys;
      kept.insert(kept.end(), rule.resources.begin(), rule.resources.end());
      for (const ShownField& field : rule.shown) kept.push_back(field.path);
      rule.reads_content = std::any_of(kept.begin(), kept.end(), needs_content) ||
                           (rule.amount && needs_content(*rule.amount));
      rule.values_by_profile = std::all_of(kept.begin(), kept.end(), follows_from_profile);
    }
  }

  // A name that is no field known to us and has no dot is more likely a slip than a field.
  void warn_about_placeholders() {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (fates_[i].state != State::kLoaded) continue;
      const sigma::Presentation& presentation = rules_[i].presentation;
      warn_about_template(rules_[i], presentation.summary);
      for (const std::string& step : presentation.next_steps) warn_about_template(rules_[i], step);
    }
  }

  void warn_about_template(const sigma::Rule& rule, const std::string& text) {
    for (const std::string& name : template_fields(text)) {
      if (resolve_field(name).has_root || name.find('.') != std::string::npos) continue;
      result_.diagnostics.push_back(
          diagnostic_for(rule, sigma::Severity::kWarning, "unknown-placeholder",
                         "No finding and no CloudTrail record has a field \"" + name + "\".",
                         "A literal brace is written twice."));
    }
  }

  void index_rules() {
    std::vector<std::optional<Pin>> pins;
    for (std::size_t i = 0; i < expressions_.size(); ++i) {
      CompiledRule& rule = compiled_.events[i];
      rule.pin = find_pin(expressions_[i], compiled_.predicates);
      pins.push_back(rule.pin);
    }
    compiled_.index = CandidateIndex::build(pins);
  }

  void number_answers() {
    std::vector<std::uint32_t> numbers;  // by predicate
    for (const Predicate& predicate : compiled_.predicates) {
      std::uint32_t number = 0;
      if (predicate.part == ProfilePart::kCaller) number = compiled_.caller_answers++;
      if (predicate.part == ProfilePart::kCall) number = compiled_.call_answers++;
      numbers.push_back(number);
    }
    for (Instruction& instruction : compiled_.code) {
      instruction.part = compiled_.predicates[instruction.predicate].part;
      instruction.answer = numbers[instruction.predicate];
    }
  }

  void index_keywords() {
    for (Predicate& predicate : compiled_.predicates) {
      if (predicate.subject == Predicate::Subject::kRecord) {
        take_keywords(predicate, compiled_.keywords);
      }
    }
    compiled_.keywords.build();
  }

  void count() {
    for (std::size_t i = 0; i < fates_.size(); ++i) {
      const RuleOutcome outcome = outcome_of(i);
      result_.outcomes.push_back(outcome);
      if (fates_[i].state == State::kLoaded) ++result_.loaded;
      if (outcome == RuleOutcome::kRefused) ++result_.refused;
      if (outcome == RuleOutcome::kNotApplicable) ++result_.not_applicable;
      if (outcome == RuleOutcome::kLeftOut) ++result_.left_out;
      if (fates_[i].state == State::kLoaded) note_unconfigured(rules_[i], missing_list_of(i));
    }
  }

  const std::string& missing_list_of(std::size_t number) const {
    const std::uint32_t index = fates_[number].index;
    return rules_[number].detection ? compiled_.events[index].missing_list
                                    : compiled_.correlations[index].missing_list;
  }

  void note_unconfigured(const sigma::Rule& rule, const std::string& list) {
    if (list.empty()) return;
    const std::string owner = "rule \"" + rule_label(rule) + "\"";
    result_.unconfigured.push_back({list, owner, rule.file, rule.position});
  }

  RuleOutcome outcome_of(std::size_t number) const {
    const RuleFate& fate = fates_[number];
    if (fate.state == State::kNotApplicable) return RuleOutcome::kNotApplicable;
    if (fate.state == State::kLeftOut) return RuleOutcome::kLeftOut;
    if (fate.state != State::kLoaded) return RuleOutcome::kRefused;
    const bool pinned = !rules_[number].detection || compiled_.events[fate.index].pin;
    return pinned ? RuleOutcome::kLoaded : RuleOutcome::kLoadedUnpinned;
  }

  const std::vector<sigma::Rule>& rules_;
  const Placeholders& placeholders_;
  const std::vector<sigma::RuleUse>& uses_;
  const Placeholders& assumed_;
  Placeholders lists_of_rules_;  // filters take nothing away on an assumption
  std::vector<RuleFate> fates_;
  std::vector<Expression> expressions_;  // of CompiledRules::events
  CompiledRules compiled_;
  Compilation result_;
};

}  // namespace

Compilation compile_rules(const std::vector<sigma::Rule>& rules, const Placeholders& placeholders,
                          const std::vector<sigma::Filter>& filters,
                          const std::vector<sigma::RuleUse>& uses, const Placeholders& assumed) {
  const Placeholders lists = with_lists_without_entry(placeholders, assumed);
  return RuleCompiler(rules, lists, uses, assumed).compile(filters);
}

sigma::Diagnostic unconfigured_list(const UnconfiguredList& missing) {
  sigma::Diagnostic diagnostic;
  diagnostic.severity = sigma::Severity::kWarning;
  diagnostic.code = "unconfigured-list";
  diagnostic.message = "The " + missing.owner + " does nothing, because the list \"" +
                       missing.list + "\" is not configured.";
  diagnostic.hint =
      "Set it in the file that --config names, under \"placeholders\" when it is your own; an "
      "empty "
      "list will do.";
  diagnostic.file = missing.file;
  diagnostic.position = missing.position;
  return diagnostic;
}

sigma::Diagnostic expensive_rule(const sigma::Rule& rule) {
  return diagnostic_for(
      rule, sigma::Severity::kWarning, "expensive-rule",
      "Every event must be run through the rule \"" + rule_label(rule) +
          "\", because no text is needed for it that the index knows.",
      "Let every way to match it compare eventName, eventSource or errorCode with texts, or ask "
      "for "
      "three letters or more in one of these, userAgent, userIdentity.arn or sourceIPAddress.");
}

}  // namespace trailsift::detect
