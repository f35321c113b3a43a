// SPDX-License-Identifier: Apache-2.0
#include "sigma/filter_reader.h"

#include <algorithm>

#include "sigma/attribute_reader.h"
#include "sigma/detection_reader.h"

namespace trailsift::sigma {
namespace {

using NodeKind = YamlNode::Kind;

constexpr std::string_view kRulesKey = "rules";
constexpr std::string_view kAnyRule = "any";

void read_rule_names(const YamlNode& map, DiagnosticLog& log, Filter& result) {
  const AttributeReader attributes(map, log);
  const YamlNode* node = attributes.require(kRulesKey, "a filter");
  if (node == nullptr) return;
  if (node->kind == NodeKind::kScalar && node->text == kAnyRule) {
    result.any_rule = true;
    return;
  }
  result.rules = attributes.texts(kRulesKey);
  if (node->kind == NodeKind::kScalar) result.rule_positions.push_back(node->position);
  for (const YamlNode* item : node->items) result.rule_positions.push_back(item->position);
  if (node->kind == NodeKind::kSequence && node->items.empty()) {
    log.add(Code::kBadValue, node->position, "'rules' must name a rule, or be 'any'");
  }
}

bool negates(const Condition& condition) {
  return condition.kind == Condition::Kind::kNot ||
         std::any_of(condition.children.begin(), condition.children.end(), negates);
}

bool negates(const FieldMap& map) {
  return std::any_of(map.tests.begin(), map.tests.end(),
                     [](const FieldTest& test) { return test.has(Modifier::kNeq); });
}

bool negates(const Selection& selection) {
  return std::any_of(selection.alternatives.begin(), selection.alternatives.end(),
                     [](const FieldMap& map) { return negates(map); });
}

bool negates(const Detection& detection) {
  return negates(detection.condition) ||
         std::any_of(detection.selections.begin(), detection.selections.end(),
                     [](const Selection& selection) { return negates(selection); });
}

}  // namespace

void read_filter(const YamlNode& map, DiagnosticLog& log, Filter& result) {
  read_rule_names(map, log, result);
  YamlNode detection = map;  // beside "rules", a filter is a detection
  std::erase_if(detection.entries,
                [](const YamlEntry& entry) { return entry.key->text == kRulesKey; });
  const std::size_t errors = log.errors();
  result.detection = read_detection(detection, log);
  if (log.errors() != errors || negates(result.detection)) return;
  const YamlNode* condition = map.find("condition");
  log.add(Code::kFilterWithoutNot, condition->position,
          "the filter keeps nothing of its rules but what its selections match",
          "To take away what they match, write the condition with 'not', like 'not selection'.");
}

}  // namespace trailsift::sigma
