// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule.h"

#include <fmt/format.h>

#include <algorithm>

#include "sigma/modifier.h"
#include "trailsift/base/ascii.h"

namespace trailsift::sigma {
namespace {

std::string dump_joined(const Condition& condition, std::string_view separator,
                        const std::vector<Selection>& selections) {
  std::string text = "(";
  for (const Condition& child : condition.children) {
    if (text.size() > 1) text += separator;
    text += child.dump(selections);
  }
  return text + ')';
}

// YAML has several spellings of null, one of them empty.
std::string shown_literal(const Scalar& value) {
  return value.type == Scalar::Type::kNull ? "null" : value.text;
}

}  // namespace

std::string_view to_string(Level level) { return kLevelNames[static_cast<std::size_t>(level)]; }

Level one_lower(Level level) {
  return level == Level::kInformational ? level : static_cast<Level>(static_cast<int>(level) - 1);
}

std::optional<Level> parse_level(std::string_view text) {
  const auto found = std::find(kLevelNames.begin(), kLevelNames.end(), text);
  if (found == kLevelNames.end()) return std::nullopt;
  return static_cast<Level>(found - kLevelNames.begin());
}

std::string_view to_string(CorrelationType type) {
  return kCorrelationTypeNames[static_cast<std::size_t>(type)];
}

std::string CorrelationBound::to_string() const {
  return fmt::format("{} {}", kOperatorNames[static_cast<std::size_t>(op)], limit);
}

bool LogSource::is_for_cloudtrail() const {
  const bool is_product = product.empty() || equals_ignore_case(product, "aws");
  const bool is_service = service.empty() || equals_ignore_case(service, "cloudtrail");
  const bool is_named = !product.empty() || !service.empty();
  return is_product && is_service && is_named && category.empty();
}

bool LogSource::is_for_another_log() const {
  return !is_for_cloudtrail() && !(product.empty() && service.empty() && category.empty());
}

bool FieldTest::has(Modifier modifier) const {
  return std::find(modifiers.begin(), modifiers.end(), modifier) != modifiers.end();
}

std::string FieldTest::to_string() const {
  constexpr std::size_t kValuesShown = 6;
  std::string text = field.empty() ? "keyword" : field;
  for (const Modifier modifier : modifiers) {
    text += '|';
    text += modifier_table()[static_cast<std::size_t>(modifier)].name;
  }
  text += values.empty() ? ": []" : ": ";
  for (std::size_t i = 0; i < std::min(values.size(), kValuesShown); ++i) {
    if (i > 0) text += ", ";
    const bool quoted = values[i].type == Scalar::Type::kString;
    text += quoted ? "'" + values[i].text + "'" : shown_literal(values[i]);
  }
  if (values.size() <= kValuesShown) return text;
  return text + " and " + std::to_string(values.size() - kValuesShown) + " more";
}

std::string Condition::dump(const std::vector<Selection>& selections) const {
  switch (kind) {
    case Kind::kSelection:
      return selections[selection].name;
    case Kind::kNot:
      return "not " + children.front().dump(selections);
    case Kind::kAnd:
      return dump_joined(*this, " and ", selections);
    case Kind::kOr:
      return dump_joined(*this, " or ", selections);
  }
  return {};
}

bool computes_with_numbers(CorrelationType type) {
  return type == CorrelationType::kValueSum || type == CorrelationType::kValueAvg ||
         type == CorrelationType::kValuePercentile || type == CorrelationType::kValueMedian;
}

bool CorrelationBound::holds_for(double value) const {
  switch (op) {
    case Operator::kLt:
      return value < limit;
    case Operator::kLte:
      return value <= limit;
    case Operator::kGt:
      return value > limit;
    case Operator::kGte:
      return value >= limit;
    case Operator::kEq:
      return value == limit;
    case Operator::kNeq:
      return value != limit;
  }
  return false;
}

bool all_hold(std::span<const CorrelationBound> bounds, double value) {
  return std::all_of(bounds.begin(), bounds.end(),
                     [&](const CorrelationBound& bound) { return bound.holds_for(value); });
}

}  // namespace trailsift::sigma
