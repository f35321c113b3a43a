// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/random_rule.h"

#include <cstddef>
#include <string>
#include <utility>

namespace trailsift::detect {
namespace {

sigma::Condition random_condition(Random& random, std::size_t selections, int depth) {
  using Kind = sigma::Condition::Kind;
  sigma::Condition condition;
  static const Kind kKinds[] = {Kind::kSelection, Kind::kNot, Kind::kAnd, Kind::kOr};
  condition.kind = depth == 0 ? Kind::kSelection : one_of(random, kKinds);
  condition.selection = random() % selections;
  const unsigned children = condition.kind == Kind::kSelection ? 0
                            : condition.kind == Kind::kNot     ? 1
                                                               : 2 + random() % 2;
  for (unsigned i = 0; i < children; ++i) {
    condition.children.push_back(random_condition(random, selections, depth - 1));
  }
  return condition;
}

}  // namespace

sigma::Rule random_rule(Random& random, int number, FieldTestMaker make_test) {
  sigma::Rule rule;
  rule.name = "random_" + std::to_string(number);
  rule.log_source = {"", "aws", "cloudtrail"};
  sigma::Detection detection;
  const std::size_t selections = 1 + random() % 3;
  for (unsigned i = 0; i < selections; ++i) {
    sigma::Selection selection;
    selection.name = "s" + std::to_string(i);
    selection.alternatives.resize(1 + random() % 2);
    for (sigma::FieldMap& map : selection.alternatives) {
      const std::size_t tests = 1 + random() % 3;
      for (unsigned j = 0; j < tests; ++j) map.tests.push_back(make_test(random));
    }
    detection.selections.push_back(std::move(selection));
  }
  detection.condition = random_condition(random, selections, 3);
  rule.detection = std::make_shared<const sigma::Detection>(std::move(detection));
  return rule;
}

std::vector<sigma::Rule> random_rules(Random& random, int count) {
  std::vector<sigma::Rule> rules;
  for (int i = 0; i < count; ++i) rules.push_back(random_rule(random, i));
  return rules;
}

std::vector<sigma::Filter> random_filters(Random& random, int rules) {
  std::vector<sigma::Filter> filters;
  for (int i = 0; i < rules; i += 3) {
    sigma::Filter filter;
    filter.name = "filter_" + std::to_string(i);
    filter.log_source = {"", "aws", "cloudtrail"};
    filter.any_rule = i % 150 == 0;
    filter.detection = *random_rule(random, i).detection;
    filter.rules = {"random_" + std::to_string(i), "random_" + std::to_string(random() % rules)};
    filter.rule_positions.resize(filter.rules.size());
    filters.push_back(std::move(filter));
  }
  return filters;
}

}  // namespace trailsift::detect
