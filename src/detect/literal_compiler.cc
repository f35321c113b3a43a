// SPDX-License-Identifier: Apache-2.0
#include "detect/literal_compiler.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "trailsift/base/ascii.h"
#include "trailsift/sigma/value_transform.h"

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
  // A site may list thousands of addresses: one literal holds the networks of a test.
  if (predicate.literals.empty()) {
    Literal literal;
    literal.kind = Literal::Kind::kNetwork;
    literal.networks = std::make_shared<IpRangeSet>();
    predicate.literals.push_back(std::move(literal));
  }
  predicate.literals.back().networks->insert(*network);
  return {};
}

std::optional<Literal::Kind> comparison_of(const FieldTest& test) {
  if (test.has(Modifier::kLt)) return Literal::Kind::kLess;
  if (test.has(Modifier::kLte)) return Literal::Kind::kLessOrEqual;
  if (test.has(Modifier::kGt)) return Literal::Kind::kGreater;
  if (test.has(Modifier::kGte)) return Literal::Kind::kGreaterOrEqual;
  return std::nullopt;
}

LiteralProblem add_comparison(Literal::Kind kind, TimePart part, const Scalar& value,
                              Predicate& predicate) {
  const std::optional<double> number =
      value.type == Scalar::Type::kNumber ? value.number : parse_double(value.text);
  if (!number) {
    return {"invalid-number",
            "\"" + value.text +
                "\" is not a number, and lt, lte, gt, gte and parts of times "
                "are compared with numbers.",
            ""};
  }
  Literal literal;
  literal.kind = kind;
  literal.part = part;
  literal.number = *number;
  predicate.literals.push_back(std::move(literal));
  return {};
}

void add_text(sigma::ValuePattern pattern, bool cased, Predicate& predicate) {
  const bool exact = pattern.shape == sigma::ValuePattern::Shape::kExact;
  if (exact && !cased && pattern.ascii && predicate.subject == Predicate::Subject::kField) {
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

LiteralProblem add_texts(const FieldTest& test, const std::string& text, Predicate& predicate) {
  sigma::TransformedValue value = sigma::transform_value(test, text);
  if (!value.problem.empty()) {
    return {"bad-encoding", "\"" + text + "\": " + value.problem + ".", std::move(value.hint)};
  }
  for (sigma::ValuePattern& pattern : value.patterns) {
    add_text(std::move(pattern), test.has(Modifier::kCased), predicate);
  }
  return {};
}

// True when numbers and booleans are looked for as text, too.
bool compares_text(const FieldTest& test) {
  constexpr Modifier kTextual[] = {
      Modifier::kContains, Modifier::kStartsWith, Modifier::kEndsWith,     Modifier::kWindash,
      Modifier::kBase64,   Modifier::kUtf16,      Modifier::kBase64Offset, Modifier::kUtf16le,
      Modifier::kUtf16be,  Modifier::kWide};
  return test.field.empty() || std::any_of(std::begin(kTextual), std::end(kTextual),
                                           [&](Modifier modifier) { return test.has(modifier); });
}

}  // namespace

LiteralProblem add_literal(const FieldTest& test, const Scalar& value, Predicate& predicate) {
  if (test.has(Modifier::kRe)) return add_regex(test, value, predicate);
  if (test.has(Modifier::kCidr)) return add_network(value, predicate);
  const TimePart part = time_part_of(test);
  if (const auto kind = comparison_of(test)) return add_comparison(*kind, part, value, predicate);
  if (part != TimePart::kNone) {
    return add_comparison(Literal::Kind::kNumber, part, value, predicate);
  }
  if (value.type == Scalar::Type::kNull) {
    predicate.accepts_null = true;
    return {};
  }
  if (value.reads_as_bool && !compares_text(test)) add_typed(value, predicate);
  if (value.type == Scalar::Type::kString || compares_text(test)) {
    return add_texts(test, value.text, predicate);
  }
  add_typed(value, predicate);
  return {};
}

LiteralProblem add_business_hours(const std::string& text, Predicate& predicate) {
  auto hours = BusinessHours::parse(text);
  if (!hours) {
    return {"invalid-business-hours", "\"" + text + "\": " + hours.error().message + ".",
            hours.error().hint + "."};
  }
  Literal literal;
  literal.kind = Literal::Kind::kBusinessHours;
  literal.hours = std::make_shared<const BusinessHours>(std::move(hours).value());
  predicate.literals.push_back(std::move(literal));
  return {};
}

}  // namespace trailsift::detect
