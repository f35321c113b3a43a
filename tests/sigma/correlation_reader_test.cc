// SPDX-License-Identifier: Apache-2.0
#include "sigma/correlation_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/sigma/read_one_rule.h"

namespace trailsift::sigma::correlation_reader_test {
namespace {

std::string rule_with(const std::string& attributes) {
  std::string yaml = "title: Test\ncorrelation:\n  ";
  for (const char c : attributes) {
    yaml += c;
    if (c == '\n') yaml += "  ";
  }
  return yaml + '\n';
}

Correlation read(const std::string& attributes) {
  return *read_one_rule(rule_with(attributes)).correlation;
}

TEST(ReadCorrelation, ReadsAnEventCount) {
  const Correlation correlation = read(
      "type: event_count\nrules:\n  - denied\n  - 5638f7c0-ac70-491d-8465-2a65075e0d86\n"
      "group-by: [derived.actor, derived.account]\ntimespan: 90m\ncondition:\n  gte: 10\n  lt: "
      "100");
  EXPECT_EQ(correlation.type, CorrelationType::kEventCount);
  EXPECT_EQ(correlation.rules,
            (std::vector<std::string>{"denied", "5638f7c0-ac70-491d-8465-2a65075e0d86"}));
  ASSERT_EQ(correlation.rule_positions.size(), 2U);
  EXPECT_EQ(correlation.rule_positions[1].line, 6U);
  EXPECT_EQ(correlation.group_by, (std::vector<std::string>{"derived.actor", "derived.account"}));
  EXPECT_EQ(correlation.timespan_seconds, 5400U);
  ASSERT_EQ(correlation.bounds.size(), 2U);
  EXPECT_EQ(correlation.bounds[0].op, CorrelationBound::Operator::kGte);
  EXPECT_EQ(correlation.bounds[0].limit, 10);
  EXPECT_EQ(correlation.bounds[1].op, CorrelationBound::Operator::kLt);
  EXPECT_EQ(correlation.bounds[1].limit, 100);
  EXPECT_FALSE(correlation.generate);
}

TEST(ReadCorrelation, ReadsAValueCount) {
  const std::string head =
      "type: value_count\nrules: denied\ngroup-by: derived.actor\ntimespan: 1d\n";
  const Correlation inside = read(head + "condition:\n  field: eventSource\n  gte: 5");
  EXPECT_EQ(inside.type, CorrelationType::kValueCount);
  EXPECT_EQ(inside.value_fields, std::vector<std::string>{"eventSource"});
  EXPECT_EQ(inside.rules, std::vector<std::string>{"denied"});
  EXPECT_EQ(inside.rule_positions.size(), 1U);
  EXPECT_EQ(inside.group_by, std::vector<std::string>{"derived.actor"});
  EXPECT_EQ(inside.timespan_seconds, 86'400U);
  EXPECT_EQ(inside.bounds.size(), 1U);
  // As the schema of the specification has it.
  EXPECT_EQ(read(head + "field: eventSource\ncondition:\n  gte: 5").value_fields,
            std::vector<std::string>{"eventSource"});
  EXPECT_EQ(read(head + "condition:\n  field: [eventSource, eventName]\n  gte: 5").value_fields,
            (std::vector<std::string>{"eventSource", "eventName"}));
}

std::string statistic(const std::string& type, const std::string& condition,
                      const std::string& more = "") {
  return "type: " + type + "\nrules: [sent]\ntimespan: 1h\ncondition: {" + condition + "}" + more;
}

TEST(ReadCorrelation, ReadsWhatComputesWithNumbers) {
  const std::pair<std::string, CorrelationType> types[] = {
      {"value_sum", CorrelationType::kValueSum},
      {"value_avg", CorrelationType::kValueAvg},
      {"value_median", CorrelationType::kValueMedian}};
  for (const auto& [name, type] : types) {
    const Correlation correlation = read(statistic(name, "field: size, gt: -1.5, lte: 2e3"));
    EXPECT_EQ(correlation.type, type);
    EXPECT_EQ(correlation.value_fields, std::vector<std::string>{"size"});
    ASSERT_EQ(correlation.bounds.size(), 2U);
    EXPECT_EQ(correlation.bounds[0].limit, -1.5);
    EXPECT_EQ(correlation.bounds[1].limit, 2000);
    EXPECT_EQ(read(statistic(name, "gt: 1", "\nfield: size")).value_fields,
              std::vector<std::string>{"size"});
    EXPECT_EQ(read(statistic(name, "gt: 1, field: [size]")).value_fields,
              std::vector<std::string>{"size"});
  }
  EXPECT_EQ(read(statistic("value_median", "field: size, gt: 1")).percentile, 50);
}

TEST(ReadCorrelation, ReadsAPercentile) {
  const Correlation correlation =
      read(statistic("value_percentile", "field: size, percentile: 99.9, gte: 10"));
  EXPECT_EQ(correlation.type, CorrelationType::kValuePercentile);
  EXPECT_EQ(correlation.percentile, 99.9);
  EXPECT_EQ(read(statistic("value_percentile", "field: size, percentile: 100, gte: 10")).percentile,
            100);
}

TEST(ReadCorrelation, RefusesStatisticsThatSayTooLittleOrTooMuch) {
  const std::pair<std::string, std::string> cases[] = {
      {statistic("value_sum", "gte: 1"), "missing-attribute:3"},
      {statistic("value_sum", "field: , gte: 1"), "missing-attribute:3"},
      {statistic("value_sum", "field: a"), "missing-attribute:6"},
      {statistic("value_sum", "field: [a, b], gte: 1"), "bad-value:6"},
      {statistic("value_sum", "field: [], gte: 1"), "bad-value:6"},
      {statistic("value_sum", "field: a, gte: 'a'"), "bad-bound:6"},
      {statistic("value_sum", "field: a, gte: .inf"), "bad-bound:6"},
      {statistic("value_sum", "field: a, gte: 1e999"), "bad-bound:6"},
      {statistic("value_sum", "field: a, gte: "), "bad-bound:6"},
      {statistic("value_avg", "field: a, gte: 1, percentile: 5"), "unknown-attribute:6"},
      {statistic("value_median", "field: a, gte: 1, percentile: 50"), "unknown-attribute:6"},
      {statistic("value_percentile", "field: a, gte: 1"), "missing-attribute:6"},
      {statistic("value_percentile", "field: a, gte: 1, percentile: "), "missing-attribute:6"},
      {statistic("value_percentile", "field: a, gte: 1, percentile: 0"), "bad-value:6"},
      {statistic("value_percentile", "field: a, gte: 1, percentile: -5"), "bad-value:6"},
      {statistic("value_percentile", "field: a, gte: 1, percentile: 100.5"), "bad-value:6"},
      {statistic("value_percentile", "field: a, gte: 1, percentile: '95'"), "bad-value:6"},
      {statistic("value_percentile", "field: a, gte: 1, percentile: [95]"), "bad-value:6"},
      {statistic("value_percentile", "field: a, percentile: 95"), "missing-attribute:6"},
      {statistic("value_sum", "field: a, gte: 1", "\npercentile: 5"), "unknown-attribute:7"},
  };
  for (const auto& [attributes, codes] : cases) {
    EXPECT_EQ(codes_of(rule_with(attributes)), codes) << attributes;
  }
}

TEST(ReadCorrelation, ReadsNewTerms) {
  const std::string head =
      "type: new_terms\nrules: [made]\ngroup-by: [derived.account]\ntimespan: 1d\n";
  const Correlation correlation =
      read(head + "condition:\n  field: [derived.actor, awsRegion]\n  min_history: 30d");
  EXPECT_EQ(correlation.type, CorrelationType::kNewTerms);
  EXPECT_EQ(correlation.value_fields, (std::vector<std::string>{"derived.actor", "awsRegion"}));
  EXPECT_EQ(correlation.min_history_seconds, 30U * 86'400);
  EXPECT_EQ(correlation.own_history_seconds, 0U);
  EXPECT_EQ(read(head + "condition:\n  field: derived.actor").min_history_seconds, 14U * 86'400);
  EXPECT_EQ(correlation.at_most, 0U);
  EXPECT_EQ(read(head + "condition:\n  field: awsRegion\n  at_most: 3").at_most, 3U);
  EXPECT_EQ(read(head + "condition:\n  field: awsRegion\n  own_history: 7d").own_history_seconds,
            7U * 86'400);
}

TEST(ReadCorrelation, ReadsTemporalsWithAliases) {
  const Correlation correlation = read(
      "type: temporal_ordered\nrules: [made, used]\ngroup-by: [key]\ntimespan: 10s\naliases:\n"
      "  key:\n    made: responseElements.accessKey.accessKeyId\n    used: "
      "userIdentity.accessKeyId");
  EXPECT_EQ(correlation.type, CorrelationType::kTemporalOrdered);
  EXPECT_TRUE(correlation.bounds.empty());
  ASSERT_EQ(correlation.aliases.size(), 1U);
  EXPECT_EQ(correlation.aliases[0].alias, "key");
  ASSERT_EQ(correlation.aliases[0].field_of_rule.size(), 2U);
  EXPECT_EQ(correlation.aliases[0].field_of_rule[1].first, "used");
  EXPECT_EQ(correlation.aliases[0].field_of_rule[1].second, "userIdentity.accessKeyId");
  EXPECT_EQ(read("type: temporal\nrules: [a, b]\ntimespan: 1h\ncondition: {gte: 2}").type,
            CorrelationType::kTemporal);
}

TEST(ReadCorrelation, FindsGenerateInBothPlaces) {
  const std::string body = "type: temporal\nrules: [a, b]\ntimespan: 1h";
  EXPECT_TRUE(read(body + "\ngenerate: true").generate);
  EXPECT_TRUE(read_one_rule(rule_with(body) + "generate: true\n").correlation->generate);
  EXPECT_FALSE(read(body + "\ngenerate: false").generate);
}

TEST(ReadCorrelation, RefusesWhatIsNoTimespan) {
  for (const std::string bad : {"5", "m", "0m", "-5m", "5 m", "5M", "5y", "1.5h", "1h30m", "''",
                                "12345678901d", "[5m]", "{a: 5m}"}) {
    EXPECT_EQ(codes_of(rule_with("type: temporal\nrules: [a]\ntimespan: " + bad)), "bad-timespan:5")
        << bad;
  }
  EXPECT_EQ(read("type: temporal\nrules: [a]\ntimespan: 999999999d").timespan_seconds,
            999'999'999ULL * 86'400);
}

struct RefusalCase {
  std::string attributes;
  std::string codes;
};

TEST(ReadCorrelation, RefusesWhatCannotBeMeant) {
  const std::string head = "type: event_count\nrules: [a]\ntimespan: 5m\n";
  const RefusalCase cases[] = {
      {"rules: [a]", "missing-attribute:3"},
      {"type: [event_count]", "unknown-correlation-type:3"},
      {"type: event_count\nrules: []\ntimespan: 5m\ncondition: {gte: 1}", "bad-value:4"},
      {"type: event_count\nrules: [[a]]\ntimespan: 5m\ncondition: {gte: 1}", "bad-value:4"},
      {"type: event_count\nrules: {a: b}\ntimespan: 5m\ncondition: {gte: 1}", "bad-value:4"},
      {head + "group_by: [x]\ncondition: {gte: 1}", "unknown-attribute:6"},
      {head, "missing-attribute:3"},
      {head + "condition: {}", "missing-attribute:6"},
      {head + "condition: [gte]", "bad-value:6"},
      {head + "condition: {ge: 1}", "unknown-attribute:6 missing-attribute:6"},
      {head + "condition: {gte: 'a'}", "bad-bound:6"},
      {head + "condition: {gte: 1.5}", "bad-bound:6"},
      {head + "condition: {gte: [1]}", "bad-bound:6"},
      {head + "condition: {gte: 1, field: x}", "unknown-attribute:6"},
      {head + "condition: {gte: 1, percentile: 5}", "unknown-attribute:6"},
      {head + "condition: {gte: -1}", "bad-bound:6"},
      {head + "condition: a and not b", "unsupported-correlation-condition:6"},
      {head + "condition: {gte: 1}\ngenerate: yes", "bad-value:7"},
      {head + "condition: {gte: 1}\naliases: x", "bad-value:7"},
      {head + "condition: {gte: 1}\naliases: {x: y}", "bad-value:7"},
      {head + "condition: {gte: 1}\naliases: {x: {a: [y]}}", "bad-value:7"},
      {"type: value_count\nrules: [a]\ntimespan: 5m\ncondition: {gte: 1, field: {a: b}}",
       "bad-value:6"},
      {"type: value_count\nrules: [a]\ntimespan: 5m\ncondition: {gte: 1, field: [a, []]}",
       "bad-value:6"},
      {"type: value_count\nrules: [a]\ntimespan: 5m\ncondition: {gte: 1, field: []}",
       "bad-value:6"},
      {"type: new_terms\nrules: [a]\ntimespan: 1d\ncondition: {min_history: 14d}",
       "missing-attribute:3"},
      {"type: new_terms\nrules: [a]\ntimespan: 1d\ncondition: {field: a, at_most: 0}",
       "bad-value:6"},
      {"type: new_terms\nrules: [a]\ntimespan: 1d\ncondition: {field: a, own_history: 2y}",
       "bad-timespan:6"},
      {"type: new_terms\nrules: [a]\ntimespan: 1d\ncondition: {field: a, min_history: 2y}",
       "bad-timespan:6"},
      {"type: new_terms\nrules: [a]\ntimespan: 1d\ncondition: {field: a, gte: 2}",
       "unknown-attribute:6"},
  };
  for (const RefusalCase& one : cases) {
    EXPECT_EQ(codes_of(rule_with(one.attributes)), one.codes) << one.attributes;
  }
}

TEST(ReadCorrelation, NamesTypesOfLaterVersions) {
  for (const std::string type : {"value_max", "value_min", "temporal_extended"}) {
    EXPECT_EQ(codes_of(rule_with("type: " + type)), "unsupported-correlation-type:3");
  }
}

}  // namespace
}  // namespace trailsift::sigma::correlation_reader_test
