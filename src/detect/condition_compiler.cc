// SPDX-License-Identifier: Apache-2.0
#include "detect/condition_compiler.h"

#include <algorithm>
#include <utility>

#include "detect/literal_compiler.h"
#include "detect/placeholder_expansion.h"
#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

using sigma::FieldTest;
using sigma::Modifier;
using sigma::Scalar;

class ConditionCompiler {
 public:
  ConditionCompiler(const sigma::Detection& detection, const std::string& file,
                    const Placeholders& placeholders, std::vector<Predicate>& predicates)
      : detection_(detection), file_(file), placeholders_(placeholders), predicates_(predicates) {}

  CompiledCondition compile() {
    result_.expression = condition(detection_.condition);
    return std::move(result_);
  }

 private:
  Expression condition(const sigma::Condition& node) {
    using Kind = sigma::Condition::Kind;
    if (node.kind == Kind::kSelection) {
      return selection(detection_.selections[node.selection]);
    }
    std::vector<Expression> children;
    for (const sigma::Condition& child : node.children) children.push_back(condition(child));
    if (node.kind == Kind::kNot) return Expression::negation(std::move(children.front()));
    return Expression::join(
        node.kind == Kind::kAnd ? Expression::Kind::kAnd : Expression::Kind::kOr,
        std::move(children));
  }

  Expression selection(const sigma::Selection& selection) {
    std::vector<Expression> alternatives;
    for (const sigma::FieldMap& map : selection.alternatives) {
      std::vector<Expression> tests;
      for (const FieldTest& test : map.tests) tests.push_back(field_test(test));
      alternatives.push_back(Expression::join(Expression::Kind::kAnd, std::move(tests)));
    }
    return Expression::join(Expression::Kind::kOr, std::move(alternatives));
  }

  Expression field_test(const FieldTest& test) {
    Expression expression = test.has(Modifier::kExists) ? existence(test) : comparison(test);
    return test.has(Modifier::kNeq) ? Expression::negation(std::move(expression)) : expression;
  }

  Expression existence(const FieldTest& test) {
    if (test.values.empty()) return Expression::constant(false);
    const Scalar& value = test.values.front();
    const bool wanted = value.boolean;
    Predicate predicate = blank(test);
    predicate.subject = Predicate::Subject::kPresence;
    Expression expression = add(std::move(predicate));
    return wanted ? expression : Expression::negation(std::move(expression));
  }

  Expression comparison(const FieldTest& test) {
    if (test.has(Modifier::kExpand)) {
      if (const InferredList list = waits_for(test); list != InferredList::kNone) {
        return inferred_list(test, list);
      }
      if (mentions(test, kBusinessHoursList)) return business_hours(test);
    }
    const std::vector<Scalar> values = test.has(Modifier::kExpand) ? expanded(test) : test.values;
    if (values.empty()) return Expression::constant(false);
    return test.has(Modifier::kAll) ? all_of(test, values) : any_of(test, values);
  }

  Expression inferred_list(const FieldTest& test, InferredList list) {
    result_.asks = list;
    Predicate predicate = blank(test);
    predicate.subject = Predicate::Subject::kInferredList;
    return add(std::move(predicate));
  }

  Expression business_hours(const FieldTest& test) {
    if (!is_just(test, kBusinessHoursList)) {
      report(test, test.values.front(),
             {"invalid-business-hours", "Business hours are compared with a time as they are.",
              "Write eventTime|expand: '%business_hours%'."});
      return Expression::constant(false);
    }
    Predicate predicate = blank(test);
    for (const Scalar& value : expanded(test)) {
      report(test, value, add_business_hours(value.text, predicate));
    }
    return predicate.literals.empty() ? Expression::constant(false) : add(std::move(predicate));
  }

  Expression any_of(const FieldTest& test, const std::vector<Scalar>& values) {
    if (test.has(Modifier::kFieldRef)) return any_reference(test, values);
    Predicate predicate = blank(test);
    for (const Scalar& value : values) add_value(test, value, predicate);
    return add(std::move(predicate));
  }

  Expression any_reference(const FieldTest& test, const std::vector<Scalar>& values) {
    using Relation = FieldReference::Relation;
    std::vector<Expression> parts;
    for (const Scalar& value : values) {
      FieldReference reference;
      if (test.has(Modifier::kContains)) reference.relation = Relation::kContains;
      if (test.has(Modifier::kStartsWith)) reference.relation = Relation::kStartsWith;
      if (test.has(Modifier::kEndsWith)) reference.relation = Relation::kEndsWith;
      reference.cased = test.has(Modifier::kCased);
      reference.other = resolve_field(value.text);
      Predicate predicate = blank(test);
      predicate.subject = Predicate::Subject::kReference;
      predicate.cost = std::max({Predicate::Cost::kPath, predicate.cost, cost_of(reference.other)});
      predicate.reference = std::make_shared<const FieldReference>(std::move(reference));
      parts.push_back(add(std::move(predicate)));
    }
    return Expression::join(Expression::Kind::kOr, std::move(parts));
  }

  // Each value may be matched by another member of an array.
  Expression all_of(const FieldTest& test, const std::vector<Scalar>& values) {
    std::vector<Expression> parts;
    for (const Scalar& value : values) parts.push_back(any_of(test, {value}));
    return Expression::join(Expression::Kind::kAnd, std::move(parts));
  }

  void add_value(const FieldTest& test, const Scalar& value, Predicate& predicate) {
    report(test, value, add_literal(test, value, predicate));
  }

  void report(const FieldTest& test, const Scalar& value, LiteralProblem problem) {
    if (problem.code.empty()) return;
    sigma::Diagnostic diagnostic;
    diagnostic.code = std::move(problem.code);
    diagnostic.message = std::move(problem.message);
    diagnostic.hint = std::move(problem.hint);
    diagnostic.file = file_;
    diagnostic.position = value.position.line != 0 ? value.position : test.position;
    result_.diagnostics.push_back(std::move(diagnostic));
  }

  static std::string placeholder(std::string_view list) { return "%" + std::string(list) + "%"; }

  static bool mentions(const FieldTest& test, std::string_view list) {
    return std::any_of(test.values.begin(), test.values.end(), [&](const Scalar& value) {
      return value.text.find(placeholder(list)) != std::string::npos;
    });
  }

  // The value of the field is compared with the list, and with nothing else, as it is.
  static bool is_just(const FieldTest& test, std::string_view list) {
    constexpr Modifier kHarmless[] = {Modifier::kExpand, Modifier::kNeq, Modifier::kCased};
    const bool plain =
        std::all_of(test.modifiers.begin(), test.modifiers.end(), [&](Modifier modifier) {
          return std::find(std::begin(kHarmless), std::end(kHarmless), modifier) !=
                 std::end(kHarmless);
        });
    return plain && !test.field.empty() && test.values.size() == 1 &&
           test.values.front().text == placeholder(list);
  }

  // kNone, too, where the condition waits for another list already.
  InferredList waits_for(const FieldTest& test) const {
    for (const InferrableList& list : kInferrableLists) {
      if (test.field != list.field || !is_just(test, list.name)) continue;
      if (placeholders_.contains(std::string(list.name))) continue;
      if (result_.asks == InferredList::kNone || result_.asks == list.list) return list.list;
    }
    return InferredList::kNone;
  }

  std::vector<Scalar> expanded(const FieldTest& test) {
    std::vector<Scalar> values;
    for (const Scalar& value : test.values) {
      if (value.type != Scalar::Type::kString) {
        values.push_back(value);
        continue;
      }
      Expansion expansion = expand_placeholders(value.text, placeholders_);
      result_.lists.insert(expansion.lists.begin(), expansion.lists.end());
      if (!expansion.missing.empty()) result_.missing_list = std::move(expansion.missing);
      for (std::string& text : expansion.texts) {
        values.push_back(value);
        values.back().text = std::move(text);
      }
    }
    return values;
  }

  static Predicate blank(const FieldTest& test) {
    Predicate predicate;
    if (test.field.empty()) {
      predicate.subject = Predicate::Subject::kRecord;
      predicate.cost = Predicate::Cost::kRecord;
    } else {
      predicate.path = resolve_field(test.field);
      predicate.cost = cost_of(predicate.path);
    }
    return predicate;
  }

  Expression add(Predicate predicate) {
    predicate.part = profile_part_of(predicate);
    predicates_.push_back(std::move(predicate));
    return Expression::of(static_cast<std::uint32_t>(predicates_.size() - 1));
  }

  const sigma::Detection& detection_;
  const std::string& file_;
  const Placeholders& placeholders_;
  std::vector<Predicate>& predicates_;
  CompiledCondition result_;
};

}  // namespace

CompiledCondition compile_condition(const sigma::Detection& detection, const std::string& file,
                                    const Placeholders& placeholders,
                                    std::vector<Predicate>& predicates) {
  return ConditionCompiler(detection, file, placeholders, predicates).compile();
}

}  // namespace trailsift::detect
