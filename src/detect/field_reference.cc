// SPDX-License-Identifier: Apache-2.0
#include "detect/field_reference.h"

#include <optional>

#include "trailsift/base/ascii.h"
#include "trailsift/base/case_folding.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {
namespace {

using Relation = FieldReference::Relation;

bool are_equal_numbers(const Value& left, const Value& right) {
  if (left.kind != ValueKind::kNumber && right.kind != ValueKind::kNumber) return false;
  if (left.is_container() || right.is_container()) return false;
  const std::optional<double> number = parse_double(left.text());
  return number && number == parse_double(right.text());
}

bool relate_cased(Relation relation, std::string_view left, std::string_view right) {
  switch (relation) {
    case Relation::kEquals:
      return left == right;
    case Relation::kContains:
      return left.find(right) != std::string_view::npos;
    case Relation::kStartsWith:
      return left.starts_with(right);
    case Relation::kEndsWith:
      return left.ends_with(right);
  }
  return false;
}

bool relate_folded(Relation relation, std::string_view left, std::string_view right) {
  switch (relation) {
    case Relation::kEquals:
      return equals_folded(left, right);
    case Relation::kContains:
      return contains_folded(left, right);
    case Relation::kStartsWith:
      return starts_with_folded(left, right);
    case Relation::kEndsWith:
      return ends_with_folded(left, right);
  }
  return false;
}

// Looks for a value of the other field that stands in the relation to `left`.
class OtherSide final : public ValueVisitor {
 public:
  OtherSide(const FieldReference& reference, const Value& left)
      : reference_(reference), left_(left) {}

  bool visit(const Value& right) override {
    if (right.is_null()) return true;
    const Relation relation = reference_.relation;
    found = (relation == Relation::kEquals && are_equal_numbers(left_, right)) ||
            (reference_.cased ? relate_cased(relation, left_.text(), right.text())
                              : relate_folded(relation, left_.text(), right.text()));
    return !found;
  }

  bool found = false;

 private:
  const FieldReference& reference_;
  const Value& left_;
};

class ThisSide final : public ValueVisitor {
 public:
  ThisSide(const FieldReference& reference, const Event& event, Arena& arena)
      : reference_(reference), event_(event), arena_(arena) {}

  bool visit(const Value& left) override {
    if (left.is_null()) return true;
    OtherSide other(reference_, left);
    for_each_value(event_, reference_.other, arena_, other);
    found = other.found;
    return !found;
  }

  bool found = false;

 private:
  const FieldReference& reference_;
  const Event& event_;
  Arena& arena_;
};

}  // namespace

bool refers(const FieldPath& path, const FieldReference& reference, const Event& event,
            Arena& arena) {
  ThisSide side(reference, event, arena);
  for_each_value(event, path, arena, side);
  return side.found;
}

}  // namespace trailsift::detect
