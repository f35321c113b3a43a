// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_demand.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

// What the correlation asks for: kind, number, timespan in minutes, and rules that feed it.
std::string demand_in(const std::string& body) {
  const auto rules =
      compile_test_rules(rule_yaml("A", "  s:\n    eventName: A\n  condition: s") + "---\n" +
                         rule_yaml("B", "  s:\n    eventName: B\n  condition: s") + "---\n" +
                         correlation_yaml("inner",
                                          "  type: event_count\n  rules: [A]\n  timespan: 5m\n"
                                          "  condition:\n    gte: 2\n") +
                         correlation_yaml("outer", body));
  const HitDemand demand = demand_of(rules->correlations.back(), *rules);
  constexpr const char* kKinds[] = {"events", "values", "rules", "sum", "first"};
  std::string text = kKinds[static_cast<std::size_t>(demand.kind)];
  text += " " + std::to_string(demand.needed) + " in " + std::to_string(demand.timespan / kMinute);
  for (const HitDemand::Feed& feed : demand.feeds) {
    text += " " + rules->events[feed.rule].rule.name + std::to_string(feed.slot) +
            (feed.is_direct ? "" : "~");
  }
  return text;
}

TEST(DemandOf, SaysWhatIsCounted) {
  const std::string counted = "  rules: [A]\n  timespan: 10m\n  condition:\n    ";
  EXPECT_EQ(demand_in("  type: event_count\n" + counted + "gte: 3\n"), "events 3 in 10 A0");
  EXPECT_EQ(demand_in("  type: event_count\n" + counted + "gt: 3\n"), "events 4 in 10 A0");
  EXPECT_EQ(demand_in("  type: event_count\n" + counted + "gt: 3\n    gte: 9\n"),
            "events 9 in 10 A0");
  EXPECT_EQ(demand_in("  type: value_count\n" + counted + "field: awsRegion\n    gte: 2\n"),
            "values 2 in 10 A0");
  EXPECT_EQ(
      demand_in("  type: value_sum\n" + counted + "field: requestParameters.size\n    gte: 2.5\n"),
      "sum 3 in 10 A0");
  EXPECT_EQ(demand_in("  type: new_terms\n" + counted + "field: awsRegion\n"), "first 1 in 10 A0");
}

TEST(DemandOf, SequencesAskForAllOfTheirRules) {
  EXPECT_EQ(demand_in("  type: temporal\n  rules: [B, A]\n  timespan: 1h\n"),
            "rules 2 in 60 B0 A1");
  EXPECT_EQ(demand_in("  type: temporal_ordered\n  rules: [inner, B]\n  timespan: 1h\n"),
            "rules 2 in 60 A0~ B1");
}

}  // namespace
}  // namespace trailsift::detect
