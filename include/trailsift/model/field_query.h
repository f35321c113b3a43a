// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"
#include "trailsift/model/field.h"

namespace trailsift {

// What for_each_value tells of every value it finds. Returning false ends the walk.
class ValueVisitor {
 public:
  virtual ~ValueVisitor() = default;
  virtual bool visit(const Value& value) = 0;
  // True to visit an array at the end of the path as such, and not its members.
  [[nodiscard]] virtual bool takes_arrays() const { return false; }
};

// Visits every value that `path` reaches in `event`, in document order:
// - a path goes through arrays of objects: "items.cidrIp" reaches the cidrIp of each item;
// - an array at the end of the path is visited by its members (nested arrays likewise), so that any
//   member may match; an empty array yields nothing;
// - a path goes on into a text that is a JSON document, as policies are logged; the document may be
//   URL-encoded, which is how IAM gives policies back;
// - a key that itself contains dots is found under its own name;
// - where an object holds a key twice, the last one counts, as in most JSON readers;
// - JSON null is visited as kNull; a path that leads nowhere visits nothing.
// An object at the end of the path is visited as kObject with its raw text.
// Text with escapes is resolved into `arena`. Call derive() first when the path may be a derived
// one.
void for_each_value(const Event& event, const FieldPath& path, Arena& arena, ValueVisitor& visitor);

// The same from a JSON text that stands alone, for envelopes and tests. `rest` as in FieldPath.
void for_each_value(std::string_view json, std::string_view rest, Arena& arena,
                    ValueVisitor& visitor);

// True when the path leads to anything, be it null or an empty array.
[[nodiscard]] bool is_there(const Event& event, const FieldPath& path, Arena& arena);

// The first value that `path` reaches, or a missing one.
[[nodiscard]] Value first_value(const Event& event, const FieldPath& path, Arena& arena);
[[nodiscard]] Value first_value(std::string_view json, std::string_view rest, Arena& arena);

}  // namespace trailsift
