// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "detect/folded_table.h"
#include "detect/part_index.h"
#include "detect/pinned_field.h"
#include "trailsift/model/event.h"
#include "trailsift/model/event_profile.h"

namespace trailsift::detect {

// Leads from what events hold to the rules that they may satisfy, by what the pins of the rules ask
// for. Every rule stands under one field only, so none is found twice. Immutable after build() and
// shared between threads, each of which asks it through a CandidateSearch.
class CandidateIndex {
 public:
  // `pins[i]` is the pin of rule i; a rule without one is always a candidate.
  [[nodiscard]] static CandidateIndex build(std::span<const std::optional<Pin>> pins);

 private:
  friend class CandidateSearch;

  struct WholeTexts {
    Field field = Field::kEventName;
    ProfilePart part = ProfilePart::kNone;  // that decides about the field
    FoldedTable texts;
    std::vector<std::uint32_t> starts;  // of text i in `rules`; one more than there are texts
    std::vector<std::uint32_t> rules;
    std::vector<std::uint32_t> all_rules;

    // A record may hold an array or object where a text belongs: then any rule may be meant.
    [[nodiscard]] std::span<const std::uint32_t> lookup(const Value& value) const {
      if (value.is_container()) return all_rules;
      const std::uint32_t text = texts.find(value.text());
      if (text == FoldedTable::kAbsent) return {};
      return std::span(rules).subspan(starts[text], starts[text + 1] - starts[text]);
    }
  };
  struct Parts {
    Field field = Field::kEventName;
    ProfilePart part = ProfilePart::kNone;
    PartIndex index;
  };

  void add_whole_texts(std::size_t field, std::span<const std::optional<Pin>> pins);
  void add_parts(std::size_t field, std::span<const std::optional<Pin>> pins);

  // Only of fields by which some rule is pinned.
  std::vector<WholeTexts> whole_texts_;
  std::vector<Parts> parts_;
  std::vector<std::uint32_t> always_;
};

// Finds the rules that one event after another may satisfy: one look-up for each way in which any
// rule is pinned. What an event leads to is what its caller and its call lead to, and either may be
// asked for alone. One per thread.
class CandidateSearch {
 public:
  // Keeps a reference.
  explicit CandidateSearch(const CandidateIndex& index);

  // Calls `visit(rule)` for every candidate that `part`, which is kCaller or kCall, leads to. Rules
  // without a pin are candidates of every call.
  template <typename Visit>
  void for_each_candidate(ProfilePart part, const Event& event, Visit&& visit) {
    for (const CandidateIndex::WholeTexts& table : index_.whole_texts_) {
      const Value& value = event[table.field];
      if (table.part != part || value.is_null()) continue;
      for (const std::uint32_t rule : table.lookup(value)) visit(rule);
    }
    for (Parts& parts : parts_) {
      const Value& value = event[parts.field];
      if (parts.part != part || value.is_null()) continue;
      for (const std::uint32_t rule : parts.lookup(value)) visit(rule);
    }
    if (part != ProfilePart::kCall) return;
    for (const std::uint32_t rule : index_.always_) visit(rule);
  }

 private:
  struct Parts {
    Field field = Field::kEventName;
    ProfilePart part = ProfilePart::kNone;
    PartSearch search;

    // As in CandidateIndex::WholeTexts.
    [[nodiscard]] std::span<const std::uint32_t> lookup(const Value& value) {
      return value.is_container() ? search.all_rules() : search.rules_in(value.text());
    }
  };

  const CandidateIndex& index_;
  std::vector<Parts> parts_;
};

}  // namespace trailsift::detect
