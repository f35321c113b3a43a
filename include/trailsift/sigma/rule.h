// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Sigma rules (specification 2.1.0) as plain data with source positions. This layer knows the rule
// language and nothing of CloudTrail. Value types: copy and share freely.
namespace trailsift::sigma {

// From 1, in characters; 0 is "not known".
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

enum class Level : std::uint8_t { kInformational, kLow, kMedium, kHigh, kCritical };

// As rules spell them, in the order of Level.
inline constexpr std::array<std::string_view, 5> kLevelNames = {"informational", "low", "medium",
                                                                "high", "critical"};

[[nodiscard]] std::string_view to_string(Level level);
[[nodiscard]] std::optional<Level> parse_level(std::string_view text);

// Informational stays what it is.
[[nodiscard]] Level one_lower(Level level);

// What may stand in Rule::status.
inline constexpr std::array<std::string_view, 5> kStatusNames = {"stable", "test", "experimental",
                                                                 "deprecated", "unsupported"};

// A value in a detection, as YAML types it: unquoted null, true, 12 are not strings; quoted ones
// are.
struct Scalar {
  enum class Type : std::uint8_t { kNull, kBool, kNumber, kString };
  Type type = Type::kString;
  std::string text;  // as written (for strings: YAML quoting resolved, Sigma escapes not)
  bool boolean = false;
  bool reads_as_bool = false;  // a string: yes, no, on or off, unquoted; `boolean` says which
  double number = 0;
  Position position;
};

// What may stand behind a field, in the order of modifier_table(). Sigma specification 2.1.0,
// modifiers appendix.
enum class Modifier : std::uint8_t {
  kAll,
  kContains,
  kStartsWith,
  kEndsWith,
  kExists,
  kCased,
  kNeq,
  kRe,
  kReIgnoreCase,
  kReMultiLine,
  kReDotAll,
  kCidr,
  kExpand,
  kLt,
  kLte,
  kGt,
  kGte,
  kBase64,
  kBase64Offset,
  kUtf16le,
  kUtf16be,
  kUtf16,
  kWide,
  kWindash,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kMonth,
  kYear,
  kFieldRef,
};

// One "field|modifier: value(s)" line. Several values are alternatives, unless kAll joins them.
struct FieldTest {
  std::string field;  // empty for a keyword: the values are looked for in the whole event
  std::vector<Modifier> modifiers;  // as written, in order; legal in combination
  std::vector<Scalar> values;       // an empty YAML list gives none, and never matches
  Position position;

  [[nodiscard]] bool has(Modifier modifier) const;
  // "eventName|startswith: 'Stop', 'Delete'", for people; of many values the first ones.
  [[nodiscard]] std::string to_string() const;
};

// A YAML map: all tests must hold.
struct FieldMap {
  std::vector<FieldTest> tests;
  Position position;
};

// A named search identifier: any of its maps must hold (a YAML list of maps is a list of
// alternatives; a single map is a list of one).
struct Selection {
  std::string name;
  std::vector<FieldMap> alternatives;
  Position position;
};

// A condition as a tree. "1 of x*", "all of them" and the like are already spelled out.
struct Condition {
  enum class Kind : std::uint8_t { kSelection, kNot, kAnd, kOr };
  Kind kind = Kind::kSelection;
  std::size_t selection = 0;        // kSelection: index into Detection::selections
  std::vector<Condition> children;  // kNot: one; kAnd, kOr: two or more

  // "(a and not b)" with the selections' names: what tests compare.
  [[nodiscard]] std::string dump(const std::vector<Selection>& selections) const;
};

// What an event rule looks for: its search identifiers and how they are joined.
struct Detection {
  std::vector<Selection> selections;  // in the order of the file
  Condition condition;                // a list of conditions is joined by or
};

// Which logs a rule is about, as written; "" for what it leaves open.
struct LogSource {
  std::string category;
  std::string product;
  std::string service;

  // Sigma's taxonomy, "Log sources": AWS CloudTrail is product "aws", service "cloudtrail". One of
  // the two may be left out.
  [[nodiscard]] bool is_for_cloudtrail() const;
  // True when a product, service or category of another log is named.
  [[nodiscard]] bool is_for_another_log() const;
};

// What a correlation asks of the events in a window. Sigma specification 2.1.0, "Correlation
// rules".
enum class CorrelationType : std::uint8_t {
  kEventCount,
  kValueCount,
  kTemporal,
  kTemporalOrdered,
  kValueSum,
  kValueAvg,
  kValuePercentile,
  kValueMedian,  // the 50th percentile; not in 2.1.0, but rules in use have it
  kNewTerms,     // ours: values that were never seen before; docs/rules.md
  kSpike,        // ours: more in a window than in those before it; docs/rules.md
};

// As rules spell them, in the order of CorrelationType.
inline constexpr std::array<std::string_view, 10> kCorrelationTypeNames = {
    "event_count", "value_count",      "temporal",     "temporal_ordered", "value_sum",
    "value_avg",   "value_percentile", "value_median", "new_terms",        "spike"};
static_assert(kCorrelationTypeNames.size() ==
              static_cast<std::size_t>(CorrelationType::kSpike) + 1);

[[nodiscard]] std::string_view to_string(CorrelationType type);

// Whether the type computes with the numbers in a field, instead of counting something.
[[nodiscard]] bool computes_with_numbers(CorrelationType type);

// "gte: 10" and the like; ranges give several bounds, which must all hold.
struct CorrelationBound {
  enum class Operator : std::uint8_t { kLt, kLte, kGt, kGte, kEq, kNeq };
  // As rules spell them, in the order of Operator.
  static constexpr std::array<std::string_view, 6> kOperatorNames = {"lt",  "lte", "gt",
                                                                     "gte", "eq",  "neq"};
  Operator op = Operator::kGte;
  double limit = 0;

  [[nodiscard]] bool holds_for(double value) const;
  [[nodiscard]] std::string to_string() const;  // as rules spell it: "gte 10"
};

[[nodiscard]] bool all_hold(std::span<const CorrelationBound> bounds, double value);

// A name for what several rules call differently, for `group_by` and the like.
struct FieldAlias {
  std::string alias;
  std::vector<std::pair<std::string, std::string>> field_of_rule;  // rule name or id, its field
  std::vector<Position> rule_positions;                            // as in field_of_rule
};

// kSpike: how far a window must stand out from the average of those before it.
struct SpikeCondition {
  double factor = 0;                  // times the average; above 1
  std::uint64_t floor = 0;            // and at least so much; above 0
  std::uint64_t history_seconds = 0;  // how far the average looks back
  std::string sum;  // the field whose numbers are added up; "": things are counted
};

// What a correlation rule looks for: events of other rules that belong together.
struct Correlation {
  CorrelationType type = CorrelationType::kEventCount;
  std::vector<std::string> rules;  // names or ids, as written
  std::vector<Position> rule_positions;
  std::vector<std::string> group_by;
  std::uint64_t timespan_seconds = 0;
  std::vector<CorrelationBound> bounds;
  // kValueCount, kSpike: what is counted; kNewTerms: what has to be new. Several fields count as
  // one value. Types that compute with numbers have exactly one.
  std::vector<std::string> value_fields;
  double percentile = 0;                  // kValuePercentile, kValueMedian: above 0, at most 100
  std::uint64_t min_history_seconds = 0;  // kNewTerms, kSpike: how much must have been seen before
  std::uint64_t own_history_seconds = 0;  // kNewTerms: how long the group must have been there
  // kNewTerms: how many values the group may have shown before; 0: any number.
  std::uint64_t at_most = 0;
  SpikeCondition spike;
  std::vector<FieldAlias> aliases;
  bool generate = false;  // the rules it refers to are findings of their own, too
};

// trailsift's own words in a rule, under the custom key "trailsift" (specification 2.1.0, "Custom
// attributes"). Every one is optional.
struct Presentation {
  std::string summary;                  // a sentence with {placeholders}; see docs/rules.md
  std::vector<std::string> next_steps;  // may hold {placeholders}, too
  std::vector<std::string> serves;      // indicators such as "A2", each once; docs/detections.md
  std::optional<Level> refused_level;   // the level when every call in a finding was refused
  std::optional<Level> usual_level;     // the level when it is what somebody does usually
  // Of hits in one such period that no correlation can tell apart, nor a reader of the rule's own
  // findings, the first one stands for all; 0 when each stands for itself.
  std::uint64_t once_per_seconds = 0;
};

// One rule document: an event rule (has a detection) or a correlation rule (has a correlation).
struct Rule {
  std::string id;
  std::string name;
  std::string title;
  std::string description;
  std::string status;
  std::string author;
  std::string date;
  std::optional<Level> level;  // as written; a rule without one counts as medium
  std::vector<std::string> references;
  std::vector<std::string> tags;
  std::vector<std::string> false_positives;
  std::vector<std::string> fields;
  LogSource log_source;
  std::shared_ptr<const Detection> detection;  // shared, because copies of a rule never change it
  std::optional<Correlation> correlation;
  Presentation presentation;

  std::string file;  // path, or "builtin:<path under rules/>"
  Position position;

  // Whether `reference`, in another rule or from a user, is its id or its name.
  [[nodiscard]] bool is_called(std::string_view reference) const {
    return reference == id || reference == name;
  }
};

}  // namespace trailsift::sigma
