// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule_selection.h"

#include <algorithm>
#include <optional>
#include <set>

#include "trailsift/base/ascii.h"
#include "trailsift/sigma/rule_names.h"

namespace trailsift::sigma {
namespace {

using Names = std::vector<std::string>;

const RuleCriteria kNoCriteria;  // outlives a Selector, which keeps a reference

bool carries_tag(const Rule& rule, const std::string& wanted) {
  return std::any_of(rule.tags.begin(), rule.tags.end(), [&](const std::string& tag) {
    if (!starts_with_ignore_case(tag, wanted)) return false;
    return tag.size() == wanted.size() || tag[wanted.size()] == '.';
  });
}

bool is_named(const Rule& rule, const Names& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return rule.is_called(name); });
}

bool meets(const Rule& rule, const RuleCriteria& criteria) {
  const auto has_tag = [&](const std::string& tag) { return carries_tag(rule, tag); };
  const auto has_status = [&](const std::string& status) { return rule.status == status; };
  const auto any = [](const Names& list, const auto& holds) {
    return list.empty() || std::any_of(list.begin(), list.end(), holds);
  };
  return any(criteria.tags, has_tag) && any(criteria.statuses, has_status) &&
         (!criteria.level || rule.level.value_or(Level::kMedium) >= *criteria.level) &&
         (criteria.rules.empty() || is_named(rule, criteria.rules));
}

class Selector {
 public:
  Selector(const std::vector<Rule>& rules, const RuleCriteria& criteria)
      : rules_(rules), names_(rules), criteria_(criteria), uses_(rules.size(), RuleUse::kLeftOut) {}

  std::optional<Error> find_unknown() const {
    for (const Names* names : {&criteria_.rules, &criteria_.excluded}) {
      for (const std::string& name : *names) {
        if (!names_.find(name)) return unknown(name);
      }
    }
    return std::nullopt;
  }

  std::vector<RuleUse> select_only(std::size_t rule) {
    uses_[rule] = RuleUse::kFinding;
    if (rules_[rule].correlation) take_parts(rule);
    return std::move(uses_);
  }

  std::vector<RuleUse> select() {
    exclude();
    const bool by_name = !criteria_.rules.empty();
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (!is_wanted(i) || (!by_name && is_only_a_part(i))) continue;
      uses_[i] = by_name ? RuleUse::kFinding : RuleUse::kAsWritten;
      if (rules_[i].correlation) take_parts(i);
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (uses_[i] == RuleUse::kFeed && is_wanted(i)) uses_[i] = RuleUse::kAsWritten;
    }
    return std::move(uses_);
  }

 private:
  Error unknown(const std::string& name) const {
    const std::optional<std::string> nearest = names_.nearest(name);
    return {"unknown-rule",
            "there is no rule with the id or name \"" + name + "\"",
            {},
            nearest ? "did you mean " + *nearest + "?" : "see trailsift rules list"};
  }

  bool is_wanted(std::size_t rule) const {
    return !excluded_.contains(rule) && meets(rules_[rule], criteria_);
  }

  // The rules that a correlation refers to; what it refers to in vain is the compiler's to complain
  // about.
  std::vector<std::size_t> parts_of(std::size_t correlation) const {
    std::vector<std::size_t> parts;
    for (const std::string& name : rules_[correlation].correlation->rules) {
      if (const auto part = names_.find(name)) parts.push_back(*part);
    }
    return parts;
  }

  // What is excluded by name takes with it what refers to it, in as many rounds as there are steps.
  void exclude() {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (is_named(rules_[i], criteria_.excluded)) excluded_.insert(i);
    }
    for (std::size_t before = rules_.size() + 1; before != excluded_.size();) {
      before = excluded_.size();
      for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (rules_[i].correlation && refers_to_excluded(i)) excluded_.insert(i);
      }
    }
  }

  bool refers_to_excluded(std::size_t correlation) const {
    const std::vector<std::size_t> parts = parts_of(correlation);
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::size_t part) { return excluded_.contains(part); });
  }

  void take_parts(std::size_t correlation) {
    for (const std::size_t part : parts_of(correlation)) {
      if (uses_[part] != RuleUse::kLeftOut) continue;
      uses_[part] = RuleUse::kFeed;
      if (rules_[part].correlation) take_parts(part);
    }
  }

  bool is_only_a_part(std::size_t rule) const {
    bool referred = false;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (!rules_[i].correlation) continue;
      const std::vector<std::size_t> parts = parts_of(i);
      if (std::find(parts.begin(), parts.end(), rule) == parts.end()) continue;
      if (rules_[i].correlation->generate) return false;
      referred = true;
    }
    return referred;
  }

  const std::vector<Rule>& rules_;
  const RuleNames names_;
  const RuleCriteria& criteria_;
  std::vector<RuleUse> uses_;
  std::set<std::size_t> excluded_;
};

}  // namespace

bool RuleCriteria::empty() const {
  return tags.empty() && statuses.empty() && !level && rules.empty() && excluded.empty();
}

Result<std::vector<RuleUse>> select_rules(const std::vector<Rule>& rules,
                                          const RuleCriteria& criteria) {
  if (criteria.empty()) return std::vector<RuleUse>(rules.size(), RuleUse::kAsWritten);
  Selector selector(rules, criteria);
  if (auto error = selector.find_unknown()) return *std::move(error);
  return selector.select();
}

std::vector<RuleUse> only_rule(const std::vector<Rule>& rules, std::size_t index) {
  return Selector(rules, kNoCriteria).select_only(index);
}

}  // namespace trailsift::sigma
