// SPDX-License-Identifier: Apache-2.0
#include "sigma/detection_reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sigma/condition_parser.h"
#include "sigma/detection_check.h"
#include "sigma/modifier.h"
#include "sigma/scalar_value.h"
#include "trailsift/base/ip_address.h"
#include "trailsift/sigma/value_transform.h"

namespace trailsift::sigma {
namespace {

using NodeKind = YamlNode::Kind;

bool is_single(const YamlNode& node) {
  return node.kind == NodeKind::kScalar || node.kind == NodeKind::kNull;
}

std::string_view name_of(Scalar::Type type) {
  constexpr std::string_view kNames[] = {"null", "a boolean", "a number", "a string"};
  return kNames[static_cast<std::size_t>(type)];
}

bool is_keyword(const Scalar& value) {
  return value.type == Scalar::Type::kNumber ||
         (value.type == Scalar::Type::kString && !value.text.empty());
}

void refuse_keyword(const Scalar& value, DiagnosticLog& log) {
  log.add(Code::kWrongValueType, value.position, "a keyword must be text or a number");
}

// What a clock or a calendar never shows is more likely a slip than meant.
void check_time_part(const FieldTest& test, const Scalar& value, DiagnosticLog& log) {
  struct Range {
    Modifier modifier;
    std::string_view name;
    double first;
    double last;
  };
  constexpr Range kRanges[] = {
      {Modifier::kMinute, "A minute", 0, 59}, {Modifier::kHour, "An hour", 0, 23},
      {Modifier::kDay, "A day", 1, 31},       {Modifier::kWeek, "A week", 1, 53},
      {Modifier::kMonth, "A month", 1, 12},
  };
  for (const Range& range : kRanges) {
    if (!test.has(range.modifier)) continue;
    const double number = value.number;
    if (number >= range.first && number <= range.last && std::floor(number) == number) continue;
    log.add(Code::kNotOnACalendar, value.position,
            "no time has " + in_quotes(value.text) + " for this part",
            std::string(range.name) + " is a whole number from " +
                std::to_string(static_cast<int>(range.first)) + " to " +
                std::to_string(static_cast<int>(range.last)) + ".");
  }
}

// A value with a placeholder is not known yet.
void check_encoding(const FieldTest& test, const Scalar& value, DiagnosticLog& log) {
  if (!may_refuse_values(test) || test.has(Modifier::kExpand)) return;
  const TransformedValue transformed = transform_value(test, value.text);
  if (transformed.problem.empty()) return;
  log.add(Code::kBadEncoding, value.position, transformed.problem, transformed.hint);
}

void check_value(const FieldTest& test, const Scalar& value, DiagnosticLog& log) {
  if (test.field.empty() && !is_keyword(value)) {
    refuse_keyword(value, log);
    return;
  }
  const bool word = value.reads_as_bool && accept_type(test.modifiers, Scalar::Type::kBool);
  if (!word && !accept_type(test.modifiers, value.type)) {
    log.add(Code::kWrongValueType, value.position,
            std::string(name_of(value.type)) + " cannot be a value here",
            "The modifiers allow " + accepted_types(test.modifiers) + ".");
    return;
  }
  check_time_part(test, value, log);
  check_encoding(test, value, log);
  const bool network = test.has(Modifier::kCidr) && !test.has(Modifier::kExpand);
  if (network && !parse_ip_range(value.text)) {
    log.add(Code::kBadNetwork, value.position, in_quotes(value.text) + " is not a network",
            "Write it like 10.0.0.0/8 or 2001:db8::/32.");
  }
}

void check_count(const FieldTest& test, const YamlNode& values, DiagnosticLog& log) {
  if (values.kind == NodeKind::kSequence && values.items.empty()) {
    log.add(Code::kEmptyList, values.position, "an empty list of values never matches");
  } else if (test.has(Modifier::kExists) && test.values.size() > 1) {
    log.add(Code::kWrongValueType, values.position, "'exists' takes one value, true or false");
  } else if (test.has(Modifier::kAll) && test.values.size() == 1) {
    log.add(Code::kAllWithOneValue, values.position, "'all' means nothing with a single value");
  }
}

// Takes one value or a list of them into the test.
void read_values(const YamlNode& values, FieldTest& test, DiagnosticLog& log) {
  if (is_single(values)) {
    test.values.push_back(read_scalar(values));
  } else if (values.kind == NodeKind::kMap) {
    log.add(Code::kBadSelection, values.position, "the value of a field cannot be a map",
            "Write the path of the field with dots.");
    return;
  }
  test.values.reserve(values.items.size());
  for (const YamlNode* item : values.items) {
    if (is_single(*item)) {
      test.values.push_back(read_scalar(*item));
    } else {
      log.add(Code::kBadSelection, item->position,
              "a list of values cannot hold another list or a map");
    }
  }
  for (const Scalar& value : test.values) check_value(test, value, log);
  check_count(test, values, log);
}

FieldTest read_field_test(const YamlEntry& entry, DiagnosticLog& log) {
  FieldTest test;
  test.position = entry.key->position;
  FieldKey key = parse_field_key(entry.key->text);
  if (key.problem) {
    log.add(key.problem->code, log.position_in(*entry.key, key.problem->offset),
            key.problem->message, key.problem->hint);
    return test;
  }
  if (key.field.empty() && key.modifiers.empty()) {
    log.add(Code::kBadSelection, test.position, "the name of a field is missing");
    return test;
  }
  test.field = std::move(key.field);
  test.modifiers = std::move(key.modifiers);
  read_values(*entry.value, test, log);
  return test;
}

FieldMap read_field_map(const YamlNode& map, DiagnosticLog& log) {
  FieldMap result;
  result.position = map.position;
  if (map.entries.empty()) {
    log.add(Code::kEmptySelection, map.position, "a selection without fields matches nothing");
  }
  result.tests.reserve(map.entries.size());
  for (const YamlEntry& entry : map.entries) result.tests.push_back(read_field_test(entry, log));
  return result;
}

// Keywords: plain values in a list, which are looked for in the whole event.
void add_keyword(const YamlNode& item, FieldTest& keywords, DiagnosticLog& log) {
  Scalar value = read_scalar(item);
  if (!is_keyword(value)) {
    refuse_keyword(value, log);
    return;
  }
  if (keywords.values.empty()) keywords.position = item.position;
  keywords.values.push_back(std::move(value));
}

void read_alternatives(const YamlNode& list, Selection& selection, DiagnosticLog& log) {
  if (list.items.empty()) {
    log.add(Code::kEmptySelection, list.position, "a selection without values matches nothing");
  }
  FieldTest keywords;
  for (const YamlNode* item : list.items) {
    if (item->kind == NodeKind::kMap) {
      selection.alternatives.push_back(read_field_map(*item, log));
    } else if (is_single(*item)) {
      add_keyword(*item, keywords, log);
    } else {
      log.add(Code::kBadSelection, item->position, "a list cannot stand within a list");
    }
  }
  if (keywords.values.empty()) return;
  const Position position = keywords.position;
  selection.alternatives.push_back({{std::move(keywords)}, position});
}

Selection read_selection(const YamlEntry& entry, DiagnosticLog& log) {
  Selection selection;
  selection.name = entry.key->text;
  selection.position = entry.key->position;
  const YamlNode& value = *entry.value;
  if (value.kind == NodeKind::kMap) {
    selection.alternatives.push_back(read_field_map(value, log));
  } else if (value.kind == NodeKind::kSequence) {
    read_alternatives(value, selection, log);
  } else if (value.kind == NodeKind::kScalar) {
    YamlNode list;
    list.items.push_back(&value);
    read_alternatives(list, selection, log);
  } else {
    log.add(Code::kBadSelection, selection.position,
            "the selection " + in_quotes(selection.name) + " must be a map or a list");
  }
  return selection;
}

class ConditionReader {
 public:
  ConditionReader(const std::vector<Selection>& selections, DiagnosticLog& log)
      : selections_(selections), log_(log), used_(selections.size()) {}

  // One condition, or a list of them, of which any must hold.
  Condition read(const YamlNode& node) {
    if (node.kind != NodeKind::kSequence) return read_one(node);
    Condition any;
    any.kind = Condition::Kind::kOr;
    for (const YamlNode* item : node.items) any.children.push_back(read_one(*item));
    if (any.children.empty()) {
      log_.add(Code::kBadCondition, node.position, "the condition is empty", "Name a selection.");
    }
    if (any.children.size() != 1) return any;
    return std::move(any.children.front());
  }

  void warn_about_unused() const {
    for (std::size_t i = 0; i < selections_.size(); ++i) {
      if (used_[i]) continue;
      log_.add(Code::kUnusedSelection, selections_[i].position,
               "the condition does not use the selection " + in_quotes(selections_[i].name));
    }
  }

 private:
  Condition read_one(const YamlNode& node) {
    if (node.kind != NodeKind::kScalar) {
      log_.add(Code::kBadCondition, node.position, "a condition must be text");
      return {};
    }
    ParsedCondition parsed = parse_condition(node.text, selections_, used_);
    if (parsed.problem) {
      log_.add(parsed.problem->code, log_.position_in(node, parsed.problem->offset),
               parsed.problem->message, parsed.problem->hint);
    }
    return std::move(parsed.condition);
  }

  const std::vector<Selection>& selections_;
  DiagnosticLog& log_;
  std::vector<bool> used_;
};

}  // namespace

Detection read_detection(const YamlNode& detection, DiagnosticLog& log) {
  Detection result;
  const std::size_t errors = log.errors();
  const YamlNode* condition = nullptr;
  const YamlNode* timeframe = nullptr;
  for (const YamlEntry& entry : detection.entries) {
    if (entry.key->text == "condition") {
      condition = entry.value;
    } else if (entry.key->text == "timeframe" && is_single(*entry.value)) {
      timeframe = entry.key;
    } else {
      result.selections.push_back(read_selection(entry, log));
    }
  }
  if (result.selections.empty()) {
    log.add(Code::kMissingAttribute, detection.position, "a detection needs a selection");
  }
  if (condition == nullptr || condition->kind == NodeKind::kNull) {
    log.add(Code::kMissingAttribute, detection.position,
            "a detection needs the attribute 'condition'");
    return result;
  }
  ConditionReader reader(result.selections, log);
  result.condition = reader.read(*condition);
  if (log.errors() != errors) return result;
  reader.warn_about_unused();
  if (timeframe != nullptr) {
    log.add(Code::kUnusedTimeframe, timeframe->position,
            "'timeframe' has no meaning without an aggregation",
            "To look for several events in a time, write a correlation rule with a 'timespan'.");
  }
  check_detection(result, condition->position, log);
  return result;
}

}  // namespace trailsift::sigma
