// SPDX-License-Identifier: Apache-2.0
#include "detect/candidate_index.h"

namespace trailsift::detect {

CandidateIndex::Table CandidateIndex::build_table(std::size_t field,
                                                  std::span<const std::optional<Pin>> pins) {
  Table table;
  table.field = kPinFields[field];
  std::vector<std::vector<std::uint32_t>> rules_of_text;
  for (std::uint32_t rule = 0; rule < pins.size(); ++rule) {
    if (!pins[rule] || pins[rule]->field != field) continue;
    table.all_rules.push_back(rule);
    for (const std::string& text : pins[rule]->texts) {
      const std::uint32_t number = table.texts.insert(text);
      if (number == rules_of_text.size()) rules_of_text.emplace_back();
      std::vector<std::uint32_t>& rules = rules_of_text[number];
      if (rules.empty() || rules.back() != rule) rules.push_back(rule);
    }
  }
  for (const std::vector<std::uint32_t>& rules : rules_of_text) {
    table.starts.push_back(static_cast<std::uint32_t>(table.rules.size()));
    table.rules.insert(table.rules.end(), rules.begin(), rules.end());
  }
  table.starts.push_back(static_cast<std::uint32_t>(table.rules.size()));
  return table;
}

CandidateIndex CandidateIndex::build(std::span<const std::optional<Pin>> pins) {
  CandidateIndex index;
  for (std::size_t field = 0; field < kPinFields.size(); ++field) {
    index.tables_[field] = build_table(field, pins);
  }
  for (std::uint32_t rule = 0; rule < pins.size(); ++rule) {
    if (!pins[rule]) index.always_.push_back(rule);
  }
  return index;
}

}  // namespace trailsift::detect
