// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/rule_explanation.h"

#include <algorithm>
#include <utility>

#include "detect/condition_compiler.h"
#include "detect/keyword_search.h"
#include "detect/placeholder_expansion.h"
#include "trailsift/model/derived.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {
namespace {

Verdict negated(Verdict verdict) {
  if (verdict == Verdict::kUnknown) return verdict;
  return verdict == Verdict::kYes ? Verdict::kNo : Verdict::kYes;
}

// `decisive` decides by itself: kNo for and, kYes for or.
template <typename Items, typename VerdictOf>
Verdict joined(const Items& items, Verdict decisive, const VerdictOf& verdict_of) {
  Verdict result = negated(decisive);
  for (const auto& item : items) {
    const Verdict verdict = verdict_of(item);
    if (verdict == decisive) return decisive;
    if (verdict == Verdict::kUnknown) result = verdict;
  }
  return result;
}

class ValueCollector final : public ValueVisitor {
 public:
  bool visit(const Value& value) override {
    if (value.kind != ValueKind::kMissing) values.emplace_back(value.text());
    return values.size() < RuleExplanation::kMaxValues;
  }

  std::vector<std::string> values;
};

class Explainer {
 public:
  Explainer(const Placeholders& placeholders, Event& event, Arena& arena)
      : placeholders_(with_lists_without_entry(placeholders)), event_(event), arena_(arena) {}

  RuleExplanation explain(const sigma::Detection& detection) {
    RuleExplanation result;
    result.condition = detection.condition.dump(detection.selections);
    for (const sigma::Selection& selection : detection.selections) {
      result.selections.push_back(explain(selection));
    }
    result.missing_list = compile(detection).missing_list;
    result.verdict = result.missing_list.empty()
                         ? verdict_of(detection.condition, result.selections)
                         : Verdict::kUnknown;
    return result;
  }

 private:
  SelectionExplanation explain(const sigma::Selection& selection) {
    SelectionExplanation result;
    result.name = selection.name;
    for (const sigma::FieldMap& map : selection.alternatives) {
      std::vector<TestExplanation>& tests = result.alternatives.emplace_back();
      for (const sigma::FieldTest& test : map.tests) tests.push_back(explain(test));
    }
    result.verdict =
        joined(result.alternatives, Verdict::kYes, [](const std::vector<TestExplanation>& tests) {
          return joined(tests, Verdict::kNo, [](const auto& test) { return test.verdict; });
        });
    return result;
  }

  // Compiles a rule of nothing but the test.
  TestExplanation explain(const sigma::FieldTest& test) {
    sigma::Detection alone;
    alone.selections.push_back({"test", {{{test}, {}}}, {}});
    CompiledCondition condition = compile(alone);
    TestExplanation result;
    result.test = test.to_string();
    result.missing_list = std::move(condition.missing_list);
    result.verdict =
        result.missing_list.empty() ? verdict_of(condition.expression) : Verdict::kUnknown;
    if (test.field.empty()) return result;
    ValueCollector collector;
    for_each_value(event_, resolve_field(test.field), arena_, collector);
    result.values = std::move(collector.values);
    return result;
  }

  // Leaves the predicates of the condition in predicates_.
  CompiledCondition compile(const sigma::Detection& detection) {
    predicates_.clear();
    return compile_condition(detection, {}, placeholders_, predicates_);
  }

  Verdict verdict_of(const Expression& expression) {
    const auto child = [&](const Expression& part) { return verdict_of(part); };
    switch (expression.kind) {
      case Expression::Kind::kTrue:
        return Verdict::kYes;
      case Expression::Kind::kFalse:
        return Verdict::kNo;
      case Expression::Kind::kPredicate:
        return verdict_of(predicates_[expression.predicate]);
      case Expression::Kind::kNot:
        return negated(child(expression.children.front()));
      case Expression::Kind::kAnd:
        return joined(expression.children, Verdict::kNo, child);
      case Expression::Kind::kOr:
        return joined(expression.children, Verdict::kYes, child);
    }
    return Verdict::kUnknown;
  }

  Verdict verdict_of(const Predicate& predicate) {
    if (predicate.subject == Predicate::Subject::kInferredList) return Verdict::kUnknown;
    const bool is_yes = predicate.subject == Predicate::Subject::kRecord
                            ? KeywordSearch(no_keywords_).holds(predicate, event_, arena_)
                            : holds(predicate, event_, arena_);
    return is_yes ? Verdict::kYes : Verdict::kNo;
  }

  static Verdict verdict_of(const sigma::Condition& condition,
                            const std::vector<SelectionExplanation>& selections) {
    const auto child = [&](const sigma::Condition& part) { return verdict_of(part, selections); };
    switch (condition.kind) {
      case sigma::Condition::Kind::kSelection:
        return selections[condition.selection].verdict;
      case sigma::Condition::Kind::kNot:
        return negated(child(condition.children.front()));
      case sigma::Condition::Kind::kAnd:
        return joined(condition.children, Verdict::kNo, child);
      case sigma::Condition::Kind::kOr:
        return joined(condition.children, Verdict::kYes, child);
    }
    return Verdict::kUnknown;
  }

  const Placeholders placeholders_;
  Event& event_;
  Arena& arena_;
  std::vector<Predicate> predicates_;
  const KeywordIndex no_keywords_;  // without an index a predicate looks for its texts by itself
};

}  // namespace

RuleExplanation explain(const sigma::Detection& detection, const Placeholders& placeholders,
                        Event& event, Arena& arena) {
  derive(event, arena);
  return Explainer(placeholders, event, arena).explain(detection);
}

}  // namespace trailsift::detect
