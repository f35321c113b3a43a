// SPDX-License-Identifier: Apache-2.0
#include "detect/predicate.h"

#include <algorithm>

#include "trailsift/model/derived.h"
#include "trailsift/model/field_query.h"
#include "trailsift/model/record_text.h"

namespace trailsift::detect {
namespace {

class AnyMatch final : public ValueVisitor {
 public:
  AnyMatch(const Predicate& predicate, Arena& arena) : predicate_(predicate), arena_(arena) {}

  // A policy within an object is a text with escapes within the object's own text. Rules are
  // written from what people see, which may be either.
  bool visit(const Value& value) override {
    reached = true;
    found = predicate_.accepts(value) ||
            (value.kind == ValueKind::kObject && accepts_readable(value.text()));
    return !found;
  }

  bool reached = false;
  bool found = false;

 private:
  bool accepts_readable(std::string_view object) {
    const std::string_view readable = readable_text(object, arena_);
    if (readable.data() == object.data()) return false;
    return predicate_.accepts(
        {readable.data(), static_cast<std::uint32_t>(readable.size()), ValueKind::kObject});
  }

  const Predicate& predicate_;
  Arena& arena_;
};

bool walk(const Predicate& predicate, const Event& event, Arena& arena) {
  AnyMatch match(predicate, arena);
  for_each_value(event, predicate.path, arena, match);
  return match.reached ? match.found : predicate.accepts_null;
}

bool any_literal_matches(const Predicate& predicate, const Value& value) {
  return std::any_of(predicate.literals.begin(), predicate.literals.end(),
                     [&](const Literal& literal) { return matches(literal, value); });
}

// derive_for_routing() has filled these two already.
bool is_routed(Field field) {
  return field == Field::kDerivedOutcome || field == Field::kDerivedAccount;
}

}  // namespace

bool Predicate::only_exact() const {
  return subject == Subject::kField && literals.empty() && !accepts_null;
}

bool Predicate::accepts(const Value& value) const {
  if (value.is_null()) return accepts_null;
  if (!exact.empty() && exact.find(value.text()) != FoldedTable::kAbsent) return true;
  return any_literal_matches(*this, value);
}

Predicate::Cost cost_of(const FieldPath& path) {
  if (!path.has_root || !path.rest.empty()) return Predicate::Cost::kPath;
  if (is_content_derived(path.root)) return Predicate::Cost::kContent;
  const bool derived = static_cast<std::size_t>(path.root) >= kRecordFieldCount;
  return derived && !is_routed(path.root) ? Predicate::Cost::kDerived : Predicate::Cost::kReady;
}

ProfilePart profile_part_of(const Predicate& predicate) {
  const auto part_of = [](const FieldPath& path) {
    return path.has_root ? profile_part_of(path.root) : ProfilePart::kNone;
  };
  const ProfilePart part = part_of(predicate.path);
  switch (predicate.subject) {
    case Predicate::Subject::kField:
    case Predicate::Subject::kPresence:
      return part;
    case Predicate::Subject::kReference: {
      const ProfilePart other = part_of(predicate.reference->other);
      if (part == ProfilePart::kNone || other == ProfilePart::kNone) return ProfilePart::kNone;
      return part == other ? part : ProfilePart::kBoth;
    }
    case Predicate::Subject::kRecord:
    case Predicate::Subject::kInferredList:
      break;
  }
  return ProfilePart::kNone;
}

bool holds(const Predicate& predicate, Event& event, Arena& arena) {
  if (predicate.cost >= Predicate::Cost::kDerived) derive_profile(event, arena);
  if (predicate.cost == Predicate::Cost::kContent) derive(event, arena);
  if (predicate.subject == Predicate::Subject::kReference) {
    return refers(predicate.path, *predicate.reference, event, arena);
  }
  const bool is_path = predicate.cost == Predicate::Cost::kPath;
  if (predicate.subject == Predicate::Subject::kPresence) {
    return is_path ? is_there(event, predicate.path, arena)
                   : event[predicate.path.root].kind != ValueKind::kMissing;
  }
  if (is_path) return walk(predicate, event, arena);
  const Value& value = event[predicate.path.root];
  return value.is_container() ? walk(predicate, event, arena) : predicate.accepts(value);
}

}  // namespace trailsift::detect
