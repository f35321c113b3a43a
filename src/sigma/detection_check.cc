// SPDX-License-Identifier: Apache-2.0
#include "sigma/detection_check.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace trailsift::sigma {
namespace {

using ConditionKind = Condition::Kind;

void collect(const Condition& condition, std::vector<std::size_t>& selections) {
  if (condition.kind == ConditionKind::kSelection &&
      std::find(selections.begin(), selections.end(), condition.selection) == selections.end()) {
    selections.push_back(condition.selection);
  }
  for (const Condition& child : condition.children) collect(child, selections);
}

// `holds` has an entry for each selection of the detection.
bool evaluate(const Condition& condition, const std::vector<bool>& holds) {
  const auto child_holds = [&](const Condition& child) { return evaluate(child, holds); };
  switch (condition.kind) {
    case ConditionKind::kSelection:
      return holds[condition.selection];
    case ConditionKind::kNot:
      return !child_holds(condition.children.front());
    case ConditionKind::kAnd:
      return std::all_of(condition.children.begin(), condition.children.end(), child_holds);
    case ConditionKind::kOr:
      return std::any_of(condition.children.begin(), condition.children.end(), child_holds);
  }
  return false;
}

// What a condition comes to whatever its selections say; nothing when that depends on them.
std::optional<bool> constant_value(const Detection& detection,
                                   const std::vector<bool>& never_matches) {
  std::vector<std::size_t> open;
  collect(detection.condition, open);
  std::erase_if(open, [&](std::size_t selection) { return never_matches[selection]; });
  if (open.size() > kMostCheckedSelections) return std::nullopt;
  std::vector<bool> holds(detection.selections.size(), false);
  const bool first = evaluate(detection.condition, holds);
  for (std::size_t choice = 1; choice < std::size_t{1} << open.size(); ++choice) {
    for (std::size_t i = 0; i < open.size(); ++i) holds[open[i]] = (choice >> i & 1) != 0;
    if (evaluate(detection.condition, holds) != first) return std::nullopt;
  }
  return first;
}

bool asks_for_absence(const FieldTest& test) {
  return test.has(Modifier::kExists) && !test.values.empty() && !test.values.front().boolean;
}

// True when only a value that is there, and is not null, can pass the test.
bool asks_for_value(const FieldTest& test) {
  if (test.has(Modifier::kExists)) return !asks_for_absence(test);
  const bool takes_null =
      std::any_of(test.values.begin(), test.values.end(),
                  [](const Scalar& value) { return value.type == Scalar::Type::kNull; });
  return !test.field.empty() && !test.has(Modifier::kNeq) && !takes_null;
}

bool contradicts_itself(const FieldMap& map) {
  return std::any_of(map.tests.begin(), map.tests.end(), [&](const FieldTest& absent) {
    return asks_for_absence(absent) &&
           std::any_of(map.tests.begin(), map.tests.end(), [&](const FieldTest& other) {
             return other.field == absent.field && asks_for_value(other);
           });
  });
}

}  // namespace

void check_detection(const Detection& detection, Position condition, DiagnosticLog& log) {
  std::vector<bool> never_matches;
  for (const Selection& selection : detection.selections) {
    const bool never = std::all_of(selection.alternatives.begin(), selection.alternatives.end(),
                                   contradicts_itself);
    never_matches.push_back(never);
    if (never) {
      log.add(Code::kNeverMatches, selection.position,
              "the selection " + in_quotes(selection.name) +
                  " never matches: it asks for a field to be there and not to be");
    }
  }
  const std::optional<bool> value = constant_value(detection, never_matches);
  if (!value) return;
  if (*value) {
    log.add(Code::kAlwaysTrue, condition, "the condition holds for every event",
            "Take out what is joined by 'or' with its own opposite.");
  } else {
    log.add(Code::kNeverMatches, condition, "the condition holds for no event");
  }
}

}  // namespace trailsift::sigma
