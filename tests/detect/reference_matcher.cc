// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_matcher.h"

#include <algorithm>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "tests/detect/reference_judgement.h"
#include "tests/detect/reference_time.h"
#include "tests/detect/reference_value.h"

namespace trailsift::detect::reference {
namespace {

using sigma::FieldTest;
using sigma::Modifier;
using sigma::Scalar;

// Every "%name%" replaced by each value of its list; nothing when a list is missing.
std::optional<std::vector<std::string>> expanded(const std::string& text,
                                                 const Placeholders& placeholders) {
  static const std::regex kPlaceholder("\\\\%|%([-A-Za-z0-9_.]+)%");
  std::smatch found;
  if (!std::regex_search(text, found, kPlaceholder)) return std::vector<std::string>{text};
  if (!found[1].matched) {
    auto texts = expanded(found.suffix(), placeholders);
    if (texts) {
      for (std::string& tail : *texts) tail.insert(0, found.prefix().str() + "%");
    }
    return texts;
  }
  const auto list = placeholders.find(found[1]);
  if (list == placeholders.end()) return std::nullopt;
  const auto rest = expanded(found.suffix(), placeholders);
  if (!rest) return std::nullopt;
  std::vector<std::string> texts;
  for (const std::string& value : list->second) {
    for (const std::string& tail : *rest) texts.push_back(found.prefix().str() + value + tail);
  }
  return texts;
}

class Evaluation {
 public:
  Evaluation(const sigma::Detection& detection, const Placeholders& placeholders,
             const Json& record, const Event& event)
      : detection_(detection), placeholders_(placeholders), record_(record), event_(event) {}

  bool condition(const sigma::Condition& node) {
    using Kind = sigma::Condition::Kind;
    const auto holds = [&](const sigma::Condition& child) { return condition(child); };
    switch (node.kind) {
      case Kind::kSelection:
        return selection(detection_.selections[node.selection]);
      case Kind::kNot:
        return !condition(node.children.front());
      case Kind::kAnd:
        return std::all_of(node.children.begin(), node.children.end(), holds);
      case Kind::kOr:
        return std::any_of(node.children.begin(), node.children.end(), holds);
    }
    return false;
  }

 private:
  bool selection(const sigma::Selection& selection) {
    return std::any_of(selection.alternatives.begin(), selection.alternatives.end(),
                       [&](const sigma::FieldMap& map) {
                         return std::all_of(
                             map.tests.begin(), map.tests.end(),
                             [&](const FieldTest& test) { return field_test(test); });
                       });
  }

  bool field_test(const FieldTest& test) {
    if (test.has(Modifier::kExists)) {
      return is_there(test.field, record_, event_) == test.values.front().boolean;
    }
    std::vector<Json> values;
    if (test.field.empty()) {
      values.emplace_back(std::string(event_.record));
      values.emplace_back(without_escapes(std::string(event_.record)));
    } else {
      values = values_of(test.field, record_, event_);
    }
    const bool result = any_value(test, values);
    return test.has(Modifier::kNeq) ? !result : result;
  }

  std::vector<Scalar> wanted_values(const FieldTest& test) {
    if (!test.has(Modifier::kExpand)) return test.values;
    std::vector<Scalar> wanted;
    for (const Scalar& scalar : test.values) {
      const auto texts = expanded(scalar.text, placeholders_);
      for (const std::string& text : *texts) {
        wanted.push_back(scalar);
        wanted.back().text = text;
      }
    }
    return wanted;
  }

  bool any_value(const FieldTest& test, const std::vector<Json>& values) {
    if (test.has(Modifier::kExpand) && asks_business_hours(test)) return hours(test, values);
    if (test.has(Modifier::kFieldRef)) return references(test, values);
    const std::vector<Scalar> wanted = wanted_values(test);
    const auto found = [&](const Scalar& scalar) {
      if (values.empty()) return scalar.type == Scalar::Type::kNull;
      return std::any_of(values.begin(), values.end(),
                         [&](const Json& value) { return value_matches(test, scalar, value); });
    };
    if (wanted.empty()) return false;
    return test.has(Modifier::kAll) ? std::all_of(wanted.begin(), wanted.end(), found)
                                    : std::any_of(wanted.begin(), wanted.end(), found);
  }

  static bool asks_business_hours(const FieldTest& test) {
    return test.values.size() == 1 && test.values.front().text == "%business_hours%";
  }

  bool hours(const FieldTest& test, const std::vector<Json>& values) {
    for (const Scalar& wanted : wanted_values(test)) {
      for (const Json& value : values) {
        if (in_business_hours(wanted.text, value)) return true;
      }
    }
    return false;
  }

  bool references(const FieldTest& test, const std::vector<Json>& values) {
    const auto related = [&](const Scalar& name) {
      for (const Json& other : values_of(name.text, record_, event_)) {
        for (const Json& value : values) {
          if (are_related(test, value, other)) return true;
        }
      }
      return false;
    };
    return test.has(Modifier::kAll) ? std::all_of(test.values.begin(), test.values.end(), related)
                                    : std::any_of(test.values.begin(), test.values.end(), related);
  }

  const sigma::Detection& detection_;
  const Placeholders& placeholders_;
  const Json& record_;
  const Event& event_;
};

bool is_decidable(const sigma::Selection& selection, const Placeholders& placeholders) {
  for (const sigma::FieldMap& map : selection.alternatives) {
    for (const FieldTest& test : map.tests) {
      if (!test.has(Modifier::kExpand)) continue;
      for (const Scalar& scalar : test.values) {
        if (!expanded(scalar.text, placeholders)) return false;
      }
    }
  }
  return true;
}

// A rule whose condition asks for a list that is not there never matches.
bool is_decidable(const sigma::Detection& detection, const sigma::Condition& condition,
                  const Placeholders& placeholders) {
  if (condition.kind == sigma::Condition::Kind::kSelection) {
    return is_decidable(detection.selections[condition.selection], placeholders);
  }
  return std::all_of(
      condition.children.begin(), condition.children.end(),
      [&](const sigma::Condition& child) { return is_decidable(detection, child, placeholders); });
}

}  // namespace

bool matches(const sigma::Rule& rule, const Placeholders& placeholders, const Json& record,
             const Event& event) {
  const sigma::Detection& detection = *rule.detection;
  return is_decidable(detection, detection.condition, placeholders) &&
         Evaluation(detection, placeholders, record, event).condition(detection.condition);
}

bool passes(const sigma::Filter& filter, const sigma::Rule& rule, const Placeholders& placeholders,
            const Json& record, const Event& event) {
  const sigma::Detection& detection = filter.detection;
  const bool is_for_rule =
      filter.any_rule ||
      std::any_of(filter.rules.begin(), filter.rules.end(),
                  [&](const std::string& name) { return name == rule.id || name == rule.name; });
  return !is_for_rule || !is_decidable(detection, detection.condition, placeholders) ||
         Evaluation(detection, placeholders, record, event).condition(detection.condition);
}

}  // namespace trailsift::detect::reference
