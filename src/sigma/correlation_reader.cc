// SPDX-License-Identifier: Apache-2.0
#include "sigma/correlation_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "sigma/attribute_reader.h"
#include "sigma/bound_reader.h"
#include "sigma/scalar_value.h"
#include "sigma/spike_reader.h"
#include "sigma/timespan_reader.h"
#include "trailsift/base/ascii.h"

namespace trailsift::sigma {
namespace {

using NodeKind = YamlNode::Kind;

constexpr std::array<std::string_view, 3> kUnsupportedTypes = {"value_max", "value_min",
                                                               "temporal_extended"};
constexpr double kMedian = 50;

constexpr std::uint64_t kDefaultMinHistory = 14 * 86'400;

const std::array<std::string, 8> kCorrelationAttributes = {
    "type", "rules", "group-by", "timespan", "condition", "aliases", "generate", "field"};

std::vector<std::string> names_and(std::span<const std::string_view> names,
                                   std::span<const std::string_view> more) {
  std::vector<std::string> all(names.begin(), names.end());
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

constexpr std::array<std::string_view, 2> kKeysBesideBounds = {"field", "percentile"};
const std::vector<std::string> kBoundKeys =
    names_and(CorrelationBound::kOperatorNames, kKeysBesideBounds);
const std::array<std::string, 4> kNewTermsKeys = {"field", "min_history", "own_history", "at_most"};

class CorrelationReader {
 public:
  CorrelationReader(const YamlNode& map, DiagnosticLog& log)
      : map_(map), log_(log), attributes_(map, log) {}

  Correlation read() {
    attributes_.check_keys(kCorrelationAttributes, Code::kUnknownAttribute, "a correlation");
    if (!read_type()) return std::move(result_);
    read_rules();
    result_.group_by = attributes_.texts("group-by");
    read_timespan();
    read_condition();
    read_value_field();
    read_aliases();
    result_.generate = attributes_.flag("generate", false);
    return std::move(result_);
  }

 private:
  bool read_type() {
    const YamlNode* node = attributes_.require("type", "a correlation");
    if (node == nullptr) return false;
    const auto* const first = kCorrelationTypeNames.begin();
    const auto* const found = std::find(first, kCorrelationTypeNames.end(), node->text);
    if (found != kCorrelationTypeNames.end()) {
      result_.type = static_cast<CorrelationType>(found - first);
      return true;
    }
    if (is_one_of(node->text, kUnsupportedTypes)) {
      log_.add(
          Code::kUnsupportedCorrelationType, node->position,
          "the correlation type " + in_quotes(node->text) + " is not supported by this version");
    } else {
      log_.add(Code::kUnknownCorrelationType, node->position,
               "there is no correlation type " + in_quotes(node->text),
               did_you_mean(node->text, names_and(kCorrelationTypeNames, kUnsupportedTypes)));
    }
    return false;
  }

  void read_rules() {
    const YamlNode* node = attributes_.require("rules", "a correlation");
    if (node == nullptr) return;
    result_.rules = attributes_.texts("rules");
    if (node->kind == NodeKind::kScalar) result_.rule_positions.push_back(node->position);
    for (const YamlNode* item : node->items) result_.rule_positions.push_back(item->position);
    if (node->kind == NodeKind::kSequence && node->items.empty()) {
      log_.add(Code::kBadValue, node->position, "'rules' must name a rule");
    } else if (result_.type == CorrelationType::kSpike && result_.rules.size() > 1) {
      log_.add(Code::kBadValue, node->position, "a 'spike' watches the events of one rule",
               "Let that rule match all that counts; its selections may be joined by or.");
    }
  }

  void read_timespan() {
    const YamlNode* node = attributes_.require("timespan", "a correlation");
    if (node != nullptr) result_.timespan_seconds = sigma::read_timespan(*node, log_);
  }

  void read_histories(const YamlNode& condition) {
    const YamlNode* node = condition.find("min_history");
    result_.min_history_seconds =
        node == nullptr ? kDefaultMinHistory : sigma::read_timespan(*node, log_);
    node = condition.find("own_history");
    if (node != nullptr) result_.own_history_seconds = sigma::read_timespan(*node, log_);
    node = condition.find("at_most");
    if (node == nullptr) return;
    result_.at_most = parse_unsigned(node->text).value_or(0);
    if (result_.at_most == 0) {
      log_.add(Code::kBadValue, node->position, "'at_most' must be a whole number above 0");
    }
  }

  [[nodiscard]] bool is_temporal() const {
    return result_.type == CorrelationType::kTemporal ||
           result_.type == CorrelationType::kTemporalOrdered;
  }

  // A temporal correlation without a condition needs all of its rules.
  void read_condition() {
    const YamlNode* node = is_temporal() ? attributes_.find("condition")
                                         : attributes_.require("condition", "a correlation");
    if (node == nullptr) return;
    if (node->kind == NodeKind::kScalar) {
      log_.add(Code::kUnsupportedCorrelationCondition, node->position,
               "a correlation condition in words is not supported by this version",
               "Write a map like 'gte: 10'.");
      return;
    }
    if (node->kind != NodeKind::kMap) {
      log_.add(Code::kBadValue, node->position, "'condition' must be a map");
      return;
    }
    const AttributeReader condition(*node, log_);
    if (result_.type == CorrelationType::kNewTerms) {
      condition.check_keys(kNewTermsKeys, Code::kUnknownAttribute, "the condition of 'new_terms'");
      read_histories(*node);
      return;
    }
    if (result_.type == CorrelationType::kSpike) {
      read_spike(*node, log_, result_);
      return;
    }
    condition.check_keys(kBoundKeys, Code::kUnknownAttribute, "a correlation condition");
    result_.bounds = read_bounds(*node, result_.type, result_.rules.size(), log_);
    read_percentile(*node);
  }

  void read_percentile(const YamlNode& condition) {
    const YamlNode* node = condition.find("percentile");
    if (result_.type == CorrelationType::kValueMedian) result_.percentile = kMedian;
    if (result_.type != CorrelationType::kValuePercentile) {
      if (node == nullptr) return;
      log_.add(Code::kUnknownAttribute, node->position,
               "'percentile' has a meaning for 'value_percentile' only");
    } else if (node == nullptr || node->kind == NodeKind::kNull) {
      log_.add(Code::kMissingAttribute, condition.position,
               "the condition of a 'value_percentile' needs the attribute 'percentile'",
               "Write 'percentile: 95' to compare the 95th percentile with the bound.");
    } else {
      const Scalar scalar = read_scalar(*node);
      result_.percentile = scalar.number;
      if (scalar.type == Scalar::Type::kNumber && scalar.number > 0 && scalar.number <= 100) return;
      log_.add(Code::kBadValue, node->position,
               "'percentile' must be a number above 0 and at most 100");
    }
  }

  // It belongs into the condition; the schema of the specification asks for it beside the
  // condition.
  void read_value_field() {
    if (result_.type == CorrelationType::kSpike) return refuse_field_outside();
    const YamlNode* condition = map_.find("condition");
    const YamlNode* node = condition == nullptr ? nullptr : condition->find("field");
    if (node == nullptr) node = attributes_.find("field");
    if (!asks_for_values()) {
      if (node == nullptr) return;
      log_.add(Code::kUnknownAttribute, node->position,
               "'field' has no meaning for " + in_quotes(type_name()));
    } else if (node == nullptr || node->kind == NodeKind::kNull) {
      log_.add(Code::kMissingAttribute, map_.position,
               "the condition of a " + in_quotes(type_name()) + " needs the attribute 'field'");
    } else if (node->kind == NodeKind::kSequence && node->items.size() > 1 &&
               computes_with_numbers(result_.type)) {
      log_.add(Code::kBadValue, node->position,
               "the numbers of " + in_quotes(type_name()) + " come from one field");
    } else if (node->kind == NodeKind::kSequence && !node->items.empty()) {
      for (const YamlNode* item : node->items) add_value_field(*item);
    } else {
      add_value_field(*node);
    }
  }

  // Our own type has its field in one place.
  void refuse_field_outside() {
    const YamlNode* node = attributes_.find("field");
    if (node == nullptr) return;
    log_.add(Code::kUnknownAttribute, node->position,
             "the 'field' of a 'spike' belongs into its condition");
  }

  [[nodiscard]] bool asks_for_values() const {
    return result_.type == CorrelationType::kValueCount ||
           result_.type == CorrelationType::kNewTerms || computes_with_numbers(result_.type);
  }

  [[nodiscard]] std::string_view type_name() const { return to_string(result_.type); }

  void add_value_field(const YamlNode& node) {
    if (node.kind == NodeKind::kScalar && !node.text.empty()) {
      result_.value_fields.push_back(node.text);
    } else {
      log_.add(Code::kBadValue, node.position, "'field' must be the name of a field");
    }
  }

  void read_aliases() {
    const YamlNode* aliases = attributes_.find_map("aliases");
    if (aliases == nullptr) return;
    for (const YamlEntry& entry : aliases->entries) {
      FieldAlias alias;
      alias.alias = entry.key->text;
      if (entry.value->kind != NodeKind::kMap) {
        log_.add(Code::kBadValue, entry.value->position,
                 "an alias must be a map from rules to their fields");
        continue;
      }
      for (const YamlEntry& field : entry.value->entries) read_alias(field, alias);
      result_.aliases.push_back(std::move(alias));
    }
  }

  void read_alias(const YamlEntry& field, FieldAlias& alias) {
    if (field.value->kind != NodeKind::kScalar || field.value->text.empty()) {
      log_.add(Code::kBadValue, field.value->position, "an alias must name a field");
      return;
    }
    alias.field_of_rule.emplace_back(field.key->text, field.value->text);
    alias.rule_positions.push_back(field.key->position);
  }

  const YamlNode& map_;
  DiagnosticLog& log_;
  AttributeReader attributes_;
  Correlation result_;
};

}  // namespace

Correlation read_correlation(const YamlNode& correlation, DiagnosticLog& log) {
  return CorrelationReader(correlation, log).read();
}

}  // namespace trailsift::sigma
