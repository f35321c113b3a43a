// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_gathering.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::hit_gathering_test {
namespace {

using ::testing::ElementsAre;

std::string call(int second, const std::string& region, const std::string& error = "") {
  return R"({"eventTime":"2024-03-05T00:00:0)" + std::to_string(second) +
         R"(Z","eventName":"Call","eventID":"e)" + std::to_string(second) +
         R"(","recipientAccountId":"1","awsRegion":")" + region + R"(","errorCode":")" + error +
         "\"}";
}

// The ids of what is left of the records, each matched into one of two stores.
std::vector<std::string> gathered(const CompiledRules& rules,
                                  const std::vector<std::string>& records,
                                  const CorrelationInput& input = {}) {
  std::vector<HitStore> stores(2);
  for (std::size_t i = 0; i < records.size(); ++i) {
    Matcher matcher(rules, stores[i % 2]);
    TestEvent event(records[i]);
    matcher.match(event.event, event.arena);
  }
  const MergedHits hits = gather_hits(rules, stores, input, HitFolding(rules));
  std::vector<std::string> ids;
  for (std::uint32_t hit = 0; hit < hits.size(); ++hit) ids.push_back(hits.event_id(hits[hit]));
  return ids;
}

TEST(GatherHits, SortsThoseOfAllStores) {
  const auto rules =
      compile_test_rules(rule_yaml("call", "  s:\n    eventName: Call\n  condition: s"));
  EXPECT_THAT(gathered(*rules, {call(3, "a"), call(1, "a"), call(2, "a")}),
              ElementsAre("e1", "e2", "e3"));
}

TEST(GatherHits, LeavesOutThoseWhoseListTurnsOutOtherwise) {
  const auto rules = compile_test_rules(
      rule_yaml("abroad",
                "  s:\n    eventName: Call\n  home:\n    awsRegion|expand: '%home_regions%'\n"
                "  condition: s and not home"));
  CorrelationInput input;
  input.accounts["1"].home_regions = {"eu-west-1"};
  const std::vector<std::string> records = {call(1, "eu-west-1"), call(2, "us-east-1"),
                                            call(3, "eu-west-1")};
  EXPECT_THAT(gathered(*rules, records, input), ElementsAre("e2"));
}

TEST(GatherHits, LeavesOutThoseThatCanMatterToNobody) {
  const auto rules = compile_test_rules(
      rule_yaml("call", "  s:\n    eventName: Call\n  condition: s") + "---\n" +
      correlation_yaml("many",
                       "  type: event_count\n  rules: [call]\n  group-by: [awsRegion]\n"
                       "  timespan: 1h\n  condition:\n    gte: 2\n"));
  EXPECT_THAT(gathered(*rules, {call(1, "a"), call(2, "b"), call(3, "a")}),
              ElementsAre("e1", "e3"));
}

}  // namespace
}  // namespace trailsift::detect::hit_gathering_test
