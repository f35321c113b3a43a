// SPDX-License-Identifier: Apache-2.0
#include "detect/filter_compiler.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "detect/condition_compiler.h"
#include "detect/detection_hash.h"
#include "trailsift/sigma/rule_names.h"

namespace trailsift::detect {
namespace {

class FilterCompiler {
 public:
  FilterCompiler(const std::vector<sigma::Rule>& rules, const std::vector<RuleFate>& fates,
                 const Placeholders& placeholders, CompiledRules& compiled, Compilation& result)
      : rules_(rules),
        names_(rules),
        fates_(fates),
        placeholders_(placeholders),
        compiled_(compiled),
        result_(result) {}

  void compile(const sigma::Filter& filter) {
    if (!filter.log_source.is_for_cloudtrail()) {
      ++result_.filters_not_applicable;
      return;
    }
    if (!labels_.insert(filter.label()).second) {
      add(filter, filter.position, sigma::Severity::kError, "duplicate-filter",
          "Another filter is called \"" + filter.label() + "\".", "Load one of the two.");
      ++result_.refused;
      return;
    }
    CompiledCondition condition = compile_condition_of(filter);
    if (!condition.diagnostics.empty()) {
      std::move(condition.diagnostics.begin(), condition.diagnostics.end(),
                std::back_inserter(result_.diagnostics));
      ++result_.refused;
      return;
    }
    const auto number = static_cast<std::uint32_t>(compiled_.filters.size());
    CompiledFilter compiled{filter.label(), hash_detection(filter.detection), kAccept,
                            condition.asks == InferredList::kHomeRegions,
                            std::move(condition.missing_list)};
    if (compiled.missing_list.empty()) {
      compiled.entry = emit_program(condition.expression, compiled_.predicates, compiled_.code);
      join(filter, number);
    } else {
      result_.unconfigured.push_back({compiled.missing_list, "filter \"" + filter.label() + "\"",
                                      filter.file, filter.position});
    }
    compiled_.filters.push_back(std::move(compiled));
    ++result_.filters;
  }

 private:
  CompiledCondition compile_condition_of(const sigma::Filter& filter) {
    CompiledCondition condition =
        compile_condition(filter.detection, filter.file, placeholders_, compiled_.predicates);
    // Hits keep the bucket only where their own rule asks for it.
    if (condition.asks == InferredList::kLogBuckets)
      condition.missing_list = std::string(kLogBucketsList);
    return condition;
  }

  void join(const sigma::Filter& filter, std::uint32_t number) {
    if (filter.any_rule) {
      for (CompiledRule& rule : compiled_.events) rule.filters.push_back(number);
      return;
    }
    std::set<std::size_t> targets;  // a rule may be named by its id and by its name
    for (std::size_t i = 0; i < filter.rules.size(); ++i) {
      if (const auto target = find_target(filter, i)) targets.insert(*target);
    }
    for (const std::size_t target : targets) {
      if (fates_[target].state != RuleFate::State::kLoaded) continue;
      compiled_.events[fates_[target].index].filters.push_back(number);
    }
  }

  // The event rule that the filter names in place `reference`.
  std::optional<std::size_t> find_target(const sigma::Filter& filter, std::size_t reference) {
    const std::string& name = filter.rules[reference];
    const sigma::Position position = filter.rule_positions[reference];
    const std::optional<std::size_t> found = names_.find(name);
    if (!found) {
      add(filter, position, sigma::Severity::kWarning, "unknown-filter-rule",
          "The filter is for a rule \"" + name + "\", but there is none.",
          names_.did_you_mean(name));
      return std::nullopt;
    }
    if (!rules_[*found].correlation) return found;
    add(filter, position, sigma::Severity::kWarning, "filtered-correlation",
        "The rule \"" + name + "\" is a correlation, which a filter cannot be joined to.",
        "Name the rules that the correlation refers to.");
    return std::nullopt;
  }

  void add(const sigma::Filter& filter, sigma::Position position, sigma::Severity severity,
           std::string code, std::string message, std::string hint) {
    result_.diagnostics.push_back({severity, std::move(code), std::move(message), std::move(hint),
                                   filter.file, position, ""});
  }

  const std::vector<sigma::Rule>& rules_;
  const sigma::RuleNames names_;
  const std::vector<RuleFate>& fates_;
  const Placeholders& placeholders_;
  CompiledRules& compiled_;
  Compilation& result_;
  std::set<std::string> labels_;
};

}  // namespace

void compile_filters(const std::vector<sigma::Filter>& filters,
                     const std::vector<sigma::Rule>& rules, const std::vector<RuleFate>& fates,
                     const Placeholders& placeholders, CompiledRules& compiled,
                     Compilation& result) {
  FilterCompiler compiler(rules, fates, placeholders, compiled, result);
  for (const sigma::Filter& filter : filters) compiler.compile(filter);
}

}  // namespace trailsift::detect
