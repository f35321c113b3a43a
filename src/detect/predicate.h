// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "detect/field_reference.h"
#include "detect/folded_table.h"
#include "detect/literal.h"
#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"
#include "trailsift/model/event_profile.h"
#include "trailsift/model/field.h"

namespace trailsift::detect {

// One question about one field: does any value that the path reaches match any of the literals?
// Immutable once compiled.
//
// Null: `accepts_null` holds when the path reaches nothing, or reaches a JSON null.
struct Predicate {
  enum class Subject : std::uint8_t {
    kField,
    kPresence,      // does the path lead to anything, be it null or an empty array?
    kRecord,        // a keyword: the text of the whole record, see keyword_search.h
    kReference,     // does the field stand in `reference` to another?
    kInferredList,  // is the value on the list? Known at the end of the scan only
  };
  // What a test costs at most; cheap ones are asked first.
  enum class Cost : std::uint8_t { kReady, kDerived, kPath, kContent, kRecord };

  Subject subject = Subject::kField;
  Cost cost = Cost::kReady;
  ProfilePart part = ProfilePart::kNone;  // as profile_part_of() has it
  FieldPath path;
  bool accepts_null = false;
  FoldedTable exact;  // texts without wildcards, case ignored
  std::vector<Literal> literals;
  std::vector<std::uint32_t> keywords;  // kRecord: in the KeywordIndex of the compiled rules
  std::shared_ptr<const FieldReference> reference;  // kReference; never null then

  // True when nothing but one of the texts in `exact` can satisfy it.
  [[nodiscard]] bool only_exact() const;
  // True when `value`, taken by itself, satisfies it. For kField.
  [[nodiscard]] bool accepts(const Value& value) const;
};

[[nodiscard]] Predicate::Cost cost_of(const FieldPath& path);

// The part, or parts, of an event's profile that decide about the answer; kNone: they do not.
[[nodiscard]] ProfilePart profile_part_of(const Predicate& predicate);

// Asks it. Derives what it needs. Precondition: neither kInferredList nor kRecord.
[[nodiscard]] bool holds(const Predicate& predicate, Event& event, Arena& arena);

}  // namespace trailsift::detect
