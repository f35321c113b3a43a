// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "detect/folded_table.h"
#include "detect/pinned_field.h"
#include "trailsift/model/event.h"

namespace trailsift::detect {

// Finds the rules that an event may satisfy, by what their pins ask for. Every rule stands under
// one field only, so none is found twice. Immutable after build(); look-ups allocate nothing and
// cost one hash per field by which any rule is pinned.
class CandidateIndex {
 public:
  // `pins[i]` is the pin of rule i; a rule without one is always a candidate.
  [[nodiscard]] static CandidateIndex build(std::span<const std::optional<Pin>> pins);

  // Calls `visit(rule)` for every candidate.
  template <typename Visit>
  void for_each_candidate(const Event& event, Visit&& visit) const {
    for (const Table& table : tables_) {
      if (table.texts.empty()) continue;
      const Value& value = event[table.field];
      if (value.is_null()) continue;
      for (const std::uint32_t rule : table.lookup(value)) visit(rule);
    }
    for (const std::uint32_t rule : always_) visit(rule);
  }

 private:
  struct Table {
    Field field = Field::kEventName;
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

  static Table build_table(std::size_t field, std::span<const std::optional<Pin>> pins);

  std::array<Table, kPinFields.size()> tables_;
  std::vector<std::uint32_t> always_;
};

}  // namespace trailsift::detect
