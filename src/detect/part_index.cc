// SPDX-License-Identifier: Apache-2.0
#include "detect/part_index.h"

#include <algorithm>

namespace trailsift::detect {

void PartIndex::insert(std::string_view text, std::uint32_t rule) {
  entries_.emplace_back(texts_.insert(text), rule);
  if (rules_.empty() || rules_.back() != rule) rules_.push_back(rule);
}

void PartIndex::build() {
  texts_.build();
  std::sort(entries_.begin(), entries_.end());
}

void PartSearch::search(std::string_view text, std::vector<std::uint32_t>& rules) {
  is_found_.resize(index_.texts_.numbers(), false);
  rules.clear();
  found_.clear();
  index_.texts_.search(text, [&](std::uint32_t number) {
    if (is_found_[number]) return false;
    is_found_[number] = true;
    found_.push_back(number);
    return true;
  });
  const std::vector<PartIndex::Entry>& entries = index_.entries_;
  for (const std::uint32_t number : found_) {
    is_found_[number] = false;
    const PartIndex::Entry first{number, 0};
    for (auto entry = std::lower_bound(entries.begin(), entries.end(), first);
         entry != entries.end() && entry->first == number; ++entry) {
      rules.push_back(entry->second);
    }
  }
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
}

std::span<const std::uint32_t> PartSearch::rules_in(std::string_view text) {
  const auto search_anew = [&](std::vector<std::uint32_t>& rules) { search(text, rules); };
  return answers_.find(text, search_anew).known;
}

}  // namespace trailsift::detect
