// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule_names.h"

#include <vector>

#include "trailsift/base/ascii.h"

namespace trailsift::sigma {

RuleNames::RuleNames(std::span<const Rule> rules) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (const std::string& name : {rules[i].id, rules[i].name}) {
      if (name.empty()) continue;
      std::size_t& number = numbers_.emplace(name, i).first->second;
      if (rules[number].log_source.is_for_another_log()) number = i;
    }
  }
}

std::optional<std::size_t> RuleNames::find(const std::string& reference) const {
  const auto found = numbers_.find(reference);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> RuleNames::nearest(const std::string& reference) const {
  std::vector<std::string> known;
  for (const auto& entry : numbers_) known.push_back(entry.first);
  return nearest_word(reference, known);
}

std::string RuleNames::did_you_mean(const std::string& reference) const {
  const std::optional<std::string> name = nearest(reference);
  return name ? "Did you mean \"" + *name + "\"?" : "";
}

}  // namespace trailsift::sigma
