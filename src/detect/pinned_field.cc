// SPDX-License-Identifier: Apache-2.0
#include "detect/pinned_field.h"

#include <utility>

namespace trailsift::detect {
namespace {

using Texts = std::optional<std::vector<std::string>>;

Texts pinned_texts(const Expression& expression, Field field,
                   std::span<const Predicate> predicates);

Texts smallest(const std::vector<Expression>& children, Field field,
               std::span<const Predicate> predicates) {
  Texts best;
  for (const Expression& child : children) {
    Texts texts = pinned_texts(child, field, predicates);
    if (texts && (!best || texts->size() < best->size())) best = std::move(texts);
  }
  return best;
}

Texts together(const std::vector<Expression>& children, Field field,
               std::span<const Predicate> predicates) {
  std::vector<std::string> all;
  for (const Expression& child : children) {
    const Texts texts = pinned_texts(child, field, predicates);
    if (!texts) return std::nullopt;
    all.insert(all.end(), texts->begin(), texts->end());
  }
  return all;
}

Texts pinned_by(const Predicate& predicate, Field field) {
  const bool names_field =
      predicate.path.has_root && predicate.path.root == field && predicate.path.rest.empty();
  if (!names_field || !predicate.only_exact()) return std::nullopt;
  return std::vector<std::string>(predicate.exact.texts().begin(), predicate.exact.texts().end());
}

Texts pinned_texts(const Expression& expression, Field field,
                   std::span<const Predicate> predicates) {
  switch (expression.kind) {
    case Expression::Kind::kFalse:
      return std::vector<std::string>{};
    case Expression::Kind::kPredicate:
      return pinned_by(predicates[expression.predicate], field);
    case Expression::Kind::kAnd:
      return smallest(expression.children, field, predicates);
    case Expression::Kind::kOr:
      return together(expression.children, field, predicates);
    case Expression::Kind::kTrue:
    case Expression::Kind::kNot:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Pin> find_pin(const Expression& expression, std::span<const Predicate> predicates) {
  for (std::size_t i = 0; i < kPinFields.size(); ++i) {
    Texts texts = pinned_texts(expression, kPinFields[i], predicates);
    if (texts) return Pin{i, *std::move(texts)};
  }
  return std::nullopt;
}

}  // namespace trailsift::detect
