// SPDX-License-Identifier: Apache-2.0
#include "detect/pinned_field.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "detect/necessary_parts.h"
#include "detect/pin_estimate.h"

namespace trailsift::detect {
namespace {

using Texts = std::optional<std::vector<std::string>>;

Texts pinned_texts(const Expression& expression, const PinField& field,
                   std::span<const Predicate> predicates);

unsigned estimate(const PinField& field, const std::vector<std::string>& texts) {
  unsigned events = 0;
  for (const std::string& text : texts) {
    events += field.kind == PinField::Kind::kWhole ? estimate_whole(field.field, text)
                                                   : estimate_part(field.field, text);
  }
  return events;
}

Texts rarest(const std::vector<Expression>& children, const PinField& field,
             std::span<const Predicate> predicates) {
  Texts best;
  for (const Expression& child : children) {
    Texts texts = pinned_texts(child, field, predicates);
    if (texts && (!best || estimate(field, *texts) < estimate(field, *best))) {
      best = std::move(texts);
    }
  }
  return best;
}

Texts together(const std::vector<Expression>& children, const PinField& field,
               std::span<const Predicate> predicates) {
  std::vector<std::string> all;
  for (const Expression& child : children) {
    const Texts texts = pinned_texts(child, field, predicates);
    if (!texts) return std::nullopt;
    all.insert(all.end(), texts->begin(), texts->end());
  }
  return all;
}

Texts pinned_by(const Predicate& predicate, const PinField& field) {
  const bool names_field =
      predicate.path.has_root && predicate.path.root == field.field && predicate.path.rest.empty();
  if (!names_field) return std::nullopt;
  if (field.kind == PinField::Kind::kPart) return necessary_parts(predicate);
  if (!predicate.only_exact()) return std::nullopt;
  return std::vector<std::string>(predicate.exact.texts().begin(), predicate.exact.texts().end());
}

Texts pinned_texts(const Expression& expression, const PinField& field,
                   std::span<const Predicate> predicates) {
  switch (expression.kind) {
    case Expression::Kind::kFalse:
      return std::vector<std::string>{};
    case Expression::Kind::kPredicate:
      return pinned_by(predicates[expression.predicate], field);
    case Expression::Kind::kAnd:
      return rarest(expression.children, field, predicates);
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
  std::optional<Pin> best;
  unsigned fewest = 0;
  for (std::size_t i = 0; i < kPinFields.size(); ++i) {
    Texts texts = pinned_texts(expression, kPinFields[i], predicates);
    if (!texts) continue;
    const unsigned events = estimate(kPinFields[i], *texts);
    if (best && events >= fewest) continue;
    best = Pin{i, *std::move(texts)};
    fewest = events;
  }
  return best;
}

std::string to_string(const Pin& pin) {
  const PinField& by = kPinFields[pin.field];
  const auto info = std::find_if(field_table().begin(), field_table().end(),
                                 [&](const FieldInfo& entry) { return entry.field == by.field; });
  return fmt::format("{} {} {}", info->path, by.kind == PinField::Kind::kWhole ? "is" : "contains",
                     fmt::join(pin.texts, ", "));
}

}  // namespace trailsift::detect
