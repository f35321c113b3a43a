// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"
#include "trailsift/model/field.h"

namespace trailsift::detect {

// A comparison of a field with another field of the same event (modifiers appendix, "fieldref").
struct FieldReference {
  enum class Relation : std::uint8_t { kEquals, kContains, kStartsWith, kEndsWith };

  Relation relation = Relation::kEquals;
  bool cased = false;  // upper and lower case differ
  FieldPath other;
};

// True when some value of `path` stands in the relation to some value of the other field. Null and
// missing values stand in none. Texts of numbers are compared as numbers where one of the two is a
// JSON number; everything else by its text. Precondition: derive() has been called if either field
// is a derived one. Time: n log n for n values that are compared for equality; of parts of texts,
// the first 1,024 values of each field are compared with each other.
[[nodiscard]] bool refers(const FieldPath& path, const FieldReference& reference,
                          const Event& event, Arena& arena);

}  // namespace trailsift::detect
