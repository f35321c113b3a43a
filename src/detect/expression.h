// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace trailsift::detect {

// A rule's condition as a tree over predicates, between the rule language and the flat program. The
// candidate index, the program and the list of fields worth showing are all derived from it.
struct Expression {
  enum class Kind : std::uint8_t { kTrue, kFalse, kPredicate, kNot, kAnd, kOr };

  Kind kind = Kind::kFalse;
  std::uint32_t predicate = 0;       // kPredicate: index into the list of predicates
  std::vector<Expression> children;  // kNot: one; kAnd, kOr: any number

  [[nodiscard]] static Expression constant(bool value) {
    return {value ? Kind::kTrue : Kind::kFalse, 0, {}};
  }
  [[nodiscard]] static Expression of(std::uint32_t predicate) {
    return {Kind::kPredicate, predicate, {}};
  }
  [[nodiscard]] static Expression negation(Expression child) {
    Expression result{Kind::kNot, 0, {}};
    result.children.push_back(std::move(child));
    return result;
  }
  // No children at all: And is true, Or is false.
  [[nodiscard]] static Expression join(Kind kind, std::vector<Expression> children) {
    if (children.empty()) return constant(kind == Kind::kAnd);
    if (children.size() == 1) return std::move(children.front());
    return {kind, 0, std::move(children)};
  }
};

}  // namespace trailsift::detect
