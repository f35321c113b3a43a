// SPDX-License-Identifier: Apache-2.0
#include "detect/term_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect::term_history_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Timestamp kMidnight = 19'000 * kDay;

// A call at a number of minutes after midnight, which its id names.
std::string call(int minute, const std::string& address) {
  return R"({"eventTime":")" + format_timestamp(kMidnight + minute * kMinute) +
         R"(","eventName":"A","eventID":"A)" + std::to_string(minute) + R"(","sourceIPAddress":")" +
         address + "\"}";
}

// The events in which an address is new, once there is an hour of logs, which begin at midnight.
std::vector<std::vector<std::string>> news(const std::string& more,
                                           const std::vector<std::string>& records) {
  const auto rules = compile_test_rules(
      rule_yaml("a", "  s:\n    eventName: A\n  condition: s") +
      "---\ntitle: new\nname: new\ncorrelation:\n  type: new_terms\n  rules: [a]\n"
      "  group-by: [eventName]\n  timespan: 10m\n"
      "  condition:\n    field: sourceIPAddress\n    min_history: 1h\n    " +
      more + "\n");
  CorrelationInput input;
  input.accounts[""] = {kMidnight, kMidnight + kDay, {}};
  std::vector<std::vector<std::string>> ids;
  for (const Finding& finding : find(*rules, {records}, input)) ids.push_back(finding.event_ids);
  return ids;
}

// To a group that is new itself, everything is.
TEST(TermHistory, MayBeAskedForThatOfTheGroup) {
  const auto ids = [](const std::vector<std::string>& records) {
    return news("own_history: 20m", records);
  };
  const std::string first = call(70, "1.1.1.1");
  EXPECT_THAT(ids({first, call(89, "2.2.2.2")}), IsEmpty());
  EXPECT_THAT(ids({first, call(90, "2.2.2.2")}), ElementsAre(ElementsAre("A90")));
  EXPECT_THAT(ids({first, call(80, "2.2.2.2"), call(95, "2.2.2.2")}), IsEmpty())
      << "what came when the group was new is known";
  EXPECT_THAT(ids({call(10, "1.1.1.1"), call(61, "2.2.2.2")}), ElementsAre(ElementsAre("A61")));
}

// Where somebody is seen at ever new places, one more says nothing.
TEST(TermHistory, MayBeAskedForAGroupOfFewTerms) {
  const auto ids = [](const std::vector<std::string>& records) {
    return news("at_most: 2", records);
  };
  EXPECT_THAT(
      ids({call(1, "1.1.1.1"), call(2, "2.2.2.2"), call(90, "3.3.3.3"), call(91, "4.4.4.4")}),
      ElementsAre(ElementsAre("A90")));
  EXPECT_THAT(ids({call(90, "1.1.1.1")}), ElementsAre(ElementsAre("A90")));
}

TEST(TermHistory, BeginsWithTheLogsOrWithTheBaseline) {
  const auto rules =
      compile_test_rules(rule_yaml("call", "  s:\n    eventName: A\n  condition: s") + "---\n" +
                         calls_of_actor_yaml("new", "new_terms", "10m",
                                             "    field: eventName\n    min_history: 1d\n"));
  const CompiledCorrelation& correlation = rules->correlations.front();
  CorrelationInput input;
  EXPECT_EQ(logs_begin(correlation, "1", {}, input), kNoTime);
  EXPECT_EQ(logs_begin(correlation, "1", {kMidnight, kMidnight, {}}, input), kMidnight);
  Baseline baseline;
  baseline[rule_key(correlation)].accounts["1"] = kMidnight - kDay;
  input.baseline = &baseline;
  EXPECT_EQ(logs_begin(correlation, "1", {kMidnight, kMidnight, {}}, input), kMidnight - kDay);
  EXPECT_EQ(logs_begin(correlation, "1", {}, input), kMidnight - kDay);
  EXPECT_EQ(logs_begin(correlation, "2", {kMidnight, kMidnight, {}}, input), kMidnight);
}

}  // namespace
}  // namespace trailsift::detect::term_history_test
