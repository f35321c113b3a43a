// SPDX-License-Identifier: Apache-2.0
#include "detect/candidate_index.h"

#include <utility>

namespace trailsift::detect {

void CandidateIndex::add_whole_texts(std::size_t field, std::span<const std::optional<Pin>> pins) {
  WholeTexts table;
  table.field = kPinFields[field].field;
  table.part = profile_part_of(table.field);
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
  if (!table.all_rules.empty()) whole_texts_.push_back(std::move(table));
}

void CandidateIndex::add_parts(std::size_t field, std::span<const std::optional<Pin>> pins) {
  Parts parts;
  parts.field = kPinFields[field].field;
  parts.part = profile_part_of(parts.field);
  for (std::uint32_t rule = 0; rule < pins.size(); ++rule) {
    if (!pins[rule] || pins[rule]->field != field) continue;
    for (const std::string& text : pins[rule]->texts) parts.index.insert(text, rule);
  }
  parts.index.build();
  if (!parts.index.rules().empty()) parts_.push_back(std::move(parts));
}

CandidateIndex CandidateIndex::build(std::span<const std::optional<Pin>> pins) {
  CandidateIndex index;
  for (std::size_t field = 0; field < kPinFields.size(); ++field) {
    if (kPinFields[field].kind == PinField::Kind::kWhole) {
      index.add_whole_texts(field, pins);
    } else {
      index.add_parts(field, pins);
    }
  }
  for (std::uint32_t rule = 0; rule < pins.size(); ++rule) {
    if (!pins[rule]) index.always_.push_back(rule);
  }
  return index;
}

CandidateSearch::CandidateSearch(const CandidateIndex& index) : index_(index) {
  for (const CandidateIndex::Parts& parts : index.parts_) {
    parts_.push_back({parts.field, parts.part, PartSearch(parts.index)});
  }
}

}  // namespace trailsift::detect
