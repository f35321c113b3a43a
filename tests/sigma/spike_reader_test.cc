// SPDX-License-Identifier: Apache-2.0
#include "sigma/spike_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/sigma/read_one_rule.h"

namespace trailsift::sigma {
namespace {

std::string rule_with(const std::string& condition, const std::string& more = "") {
  return "title: Test\ncorrelation:\n  type: spike\n  rules: [called]\n  group-by: "
         "[derived.actor]\n"
         "  timespan: 1h\n" +
         more + "  condition: {" + condition + "}\n";
}

TEST(ReadSpike, ReadsWhatIsCountedAndHowFarItMustStandOut) {
  const Correlation events = *read_one_rule(rule_with("factor: 2.5, floor: 100")).correlation;
  EXPECT_EQ(events.type, CorrelationType::kSpike);
  EXPECT_EQ(events.timespan_seconds, 3600U);
  EXPECT_EQ(events.spike.factor, 2.5);
  EXPECT_EQ(events.spike.floor, 100U);
  EXPECT_EQ(events.spike.history_seconds, 14U * 86'400);
  EXPECT_EQ(events.min_history_seconds, 3U * 86'400);
  EXPECT_TRUE(events.value_fields.empty());
  EXPECT_EQ(events.spike.sum, "");

  const Correlation values =
      *read_one_rule(
           rule_with("factor: 3, floor: 1, field: [eventSource, eventName], history: 30d, "
                     "min_history: 7d"))
           .correlation;
  EXPECT_EQ(values.value_fields, (std::vector<std::string>{"eventSource", "eventName"}));
  EXPECT_EQ(values.spike.history_seconds, 30U * 86'400);
  EXPECT_EQ(values.min_history_seconds, 7U * 86'400);

  const Correlation sum = *read_one_rule(rule_with("factor: 3, floor: 1, sum: bytes")).correlation;
  EXPECT_EQ(sum.spike.sum, "bytes");
  EXPECT_TRUE(sum.value_fields.empty());
}

TEST(ReadSpike, RefusesWhatCannotBeMeant) {
  const struct {
    std::string yaml;
    const char* code;
  } cases[] = {
      {rule_with("floor: 1"), "missing-attribute"},
      {rule_with("factor: 2"), "missing-attribute"},
      {rule_with("factor: 1, floor: 1"), "bad-value"},
      {rule_with("factor: '3', floor: 1"), "bad-value"},
      {rule_with("factor: many, floor: 1"), "bad-value"},
      {rule_with("factor: 2, floor: 0"), "bad-value"},
      {rule_with("factor: 2, floor: 1.5"), "bad-value"},
      {rule_with("factor: 2, floor: -1"), "bad-value"},
      {rule_with("factor: 2, floor: 1, field: a, sum: b"), "bad-value"},
      {rule_with("factor: 2, floor: 1, field: ['']"), "bad-value"},
      {rule_with("factor: 2, floor: 1, sum: [a, b]"), "bad-value"},
      {rule_with("factor: 2, floor: 1, gte: 3"), "unknown-attribute"},
      {rule_with("factor: 2, floor: 1, history: 2y"), "bad-timespan"},
      {rule_with("factor: 2, floor: 1, history: 59m"), "bad-timespan"},
      {rule_with("factor: 2, floor: 1, min_history: 1m"), "bad-timespan"},
      {rule_with("factor: 2, floor: 1", "  field: a\n"), "unknown-attribute"},
      {"title: Test\ncorrelation:\n  type: spike\n  rules: [a, b]\n  timespan: 1h\n"
       "  condition: {factor: 2, floor: 1}\n",
       "bad-value"},
      {"title: Test\ncorrelation:\n  type: spike\n  rules: [a]\n  timespan: 1h\n",
       "missing-attribute"},
  };
  for (const auto& [yaml, code] : cases) {
    const RuleFile file = read_rules(yaml, "test.yml");
    EXPECT_TRUE(file.rules.empty()) << yaml;
    ASSERT_EQ(file.diagnostics.size(), 1U) << yaml;
    EXPECT_EQ(file.diagnostics.front().code, code) << yaml;
    EXPECT_GT(file.diagnostics.front().position.line, 0U) << yaml;
  }
}

}  // namespace
}  // namespace trailsift::sigma
