// SPDX-License-Identifier: Apache-2.0
#include "detect/literal_compiler.h"

#include <optional>
#include <utility>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

using sigma::FieldTest;
using sigma::Modifier;
using sigma::Scalar;

LiteralProblem add_regex(const FieldTest& test, const Scalar& value, Predicate& predicate) {
  const RegexFlags flags{test.has(Modifier::kReIgnoreCase), test.has(Modifier::kReMultiLine),
                         test.has(Modifier::kReDotAll)};
  Result<std::shared_ptr<const Regex>> regex = Regex::compile(value.text, flags);
  if (!regex) {
    return {"invalid-regex",
            "The regular expression cannot be used: " + regex.error().message + ".",
            "Expressions follow RE2, which has no look-around and no back-references."};
  }
  Literal literal;
  literal.kind = Literal::Kind::kRegex;
  literal.regex = std::move(regex).value();
  predicate.literals.push_back(std::move(literal));
  return {};
}

LiteralProblem add_network(const Scalar& value, Predicate& predicate) {
  const std::optional<IpRange> network = parse_ip_range(value.text);
  if (!network) {
    return {"invalid-cidr", "\"" + value.text + "\" is not an address or a network.",
            "Write it like 203.0.113.0/24 or 2001:db8::/32."};
  }
  Literal literal;
  literal.kind = Literal::Kind::kNetwork;
  literal.network = *network;
  predicate.literals.push_back(std::move(literal));
  return {};
}

std::optional<Literal::Kind> comparison_of(const FieldTest& test) {
  if (test.has(Modifier::kLt)) return Literal::Kind::kLess;
  if (test.has(Modifier::kLte)) return Literal::Kind::kLessOrEqual;
  if (test.has(Modifier::kGt)) return Literal::Kind::kGreater;
  if (test.has(Modifier::kGte)) return Literal::Kind::kGreaterOrEqual;
  return std::nullopt;
}

LiteralProblem add_comparison(Literal::Kind kind, const Scalar& value, Predicate& predicate) {
  const std::optional<double> number =
      value.type == Scalar::Type::kNumber ? value.number : parse_double(value.text);
  if (!number) {
    return {"invalid-number",
            "\"" + value.text +
                "\" is not a number, and lt, lte, gt and gte "
                "compare numbers.",
            ""};
  }
  Literal literal;
  literal.kind = kind;
  literal.number = *number;
  predicate.literals.push_back(std::move(literal));
  return {};
}

void add_text(sigma::ValuePattern pattern, bool cased, Predicate& predicate) {
  const bool exact = pattern.shape == sigma::ValuePattern::Shape::kExact;
  if (exact && !cased && predicate.subject == Predicate::Subject::kField) {
    predicate.exact.insert(pattern.text);
    return;
  }
  Literal literal;
  literal.cased = cased;
  literal.pattern = std::move(pattern);
  predicate.literals.push_back(std::move(literal));
}

// A number or a boolean compared for equality.
void add_typed(const Scalar& value, Predicate& predicate) {
  Literal literal;
  const bool is_number = value.type == Scalar::Type::kNumber;
  literal.kind = is_number ? Literal::Kind::kNumber : Literal::Kind::kBool;
  literal.text = is_number ? value.text : (value.boolean ? "true" : "false");
  literal.number = value.number;
  predicate.literals.push_back(std::move(literal));
}

// A keyword is looked for anywhere in the record, so it has wildcards on both sides.
sigma::ValuePattern pattern_of(const FieldTest& test, const std::string& text, bool keyword) {
  const bool contains = keyword || test.has(Modifier::kContains);
  const bool before = contains || test.has(Modifier::kEndsWith);
  const bool after = contains || test.has(Modifier::kStartsWith);
  return before || after ? sigma::with_wildcards(text, before, after)
                         : sigma::parse_value_pattern(text);
}

}  // namespace

LiteralProblem add_literal(const FieldTest& test, const Scalar& value, Predicate& predicate) {
  if (test.has(Modifier::kRe)) return add_regex(test, value, predicate);
  if (test.has(Modifier::kCidr)) return add_network(value, predicate);
  if (const auto kind = comparison_of(test)) return add_comparison(*kind, value, predicate);
  if (value.type == Scalar::Type::kNull) {
    predicate.accepts_null = true;
    return {};
  }
  const bool keyword = predicate.subject == Predicate::Subject::kRecord;
  const bool part = keyword || test.has(Modifier::kContains) || test.has(Modifier::kStartsWith) ||
                    test.has(Modifier::kEndsWith);
  if (value.type == Scalar::Type::kString || part) {
    add_text(pattern_of(test, value.text, keyword), test.has(Modifier::kCased), predicate);
  } else {
    add_typed(value, predicate);
  }
  return {};
}

}  // namespace trailsift::detect
