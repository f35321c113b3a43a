// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_rows.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/detect/rule_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect::hit_rows_test {
namespace {

constexpr KeySource kAddress{true, kSourceIpSlot};
constexpr KeySource kBytes{false, 0};  // of the rule "Counted"

std::shared_ptr<const CompiledRules> two_rules() {
  return compile_test_rules(
      rule_yaml("Counted", "  s:\n    eventName: Counted\n  condition: s") + "---\n" +
      rule_yaml("Any", "  s:\n    eventName|exists: true\n  condition: s") + "---\n" +
      correlation_yaml("sum",
                       "  type: value_sum\n  rules: [Counted]\n  timespan: 10m\n"
                       "  group-by: [sourceIPAddress]\n"
                       "  condition:\n    field: additionalEventData.bytes\n    gte: 9\n"));
}

std::string call(const std::string& time, const std::string& name, const std::string& more) {
  return R"({"eventTime":")" + time + R"(","eventName":")" + name + R"(","eventID":"e")" + more +
         "}";
}

class HitRowsTest : public ::testing::Test {
 protected:
  void match(std::size_t store, const std::string& record) {
    if (stores_.size() <= store) stores_.resize(store + 1);
    Matcher matcher(*rules_, stores_[store]);
    TestEvent event(record);
    matcher.match(event.event, event.arena);
  }

  // A call for each number, and one without.
  void match_bytes(const std::vector<std::string>& numbers) {
    for (const std::string& number : numbers) {
      match(0, call("2024-03-05T00:00:01Z", "Counted",
                    R"(,"additionalEventData":{"bytes":)" + number + "}"));
    }
    match(0, call("2024-03-05T00:00:01Z", "Counted", ""));
  }

  std::shared_ptr<const CompiledRules> rules_ = two_rules();
  std::vector<HitStore> stores_;
};

TEST_F(HitRowsTest, StandByRuleAndStore) {
  match(0, call("2024-03-05T00:00:01Z", "Counted", ""));
  match(0, call("no time", "Counted", ""));
  match(1, call("2024-03-05T00:00:02Z", "Other", ""));
  match(1, call("2024-03-05T00:00:03Z", "Counted", ""));
  HitRows rows(stores_, rules_->events.size());
  const auto range = rows.of_rule(0);
  ASSERT_EQ(range.end - range.begin, 2U);
  EXPECT_EQ(rows[range.begin].store, 0U);
  EXPECT_EQ(rows[range.begin + 1].store, 1U);
  EXPECT_EQ(rows.of_rule(1).end - rows.of_rule(1).begin, 3U);
  for (std::uint32_t row = 0; row < 5; ++row) {
    EXPECT_EQ(rows.hit(rows[row]).time, rows[row].time);
    EXPECT_FALSE(rows.is_needed(row));
  }

  rows.need(range.begin + 1);
  EXPECT_TRUE(rows.is_needed(range.begin + 1));
  const MergedHits::Wanted needed = rows.needed();
  ASSERT_EQ(needed.size(), 2U);
  EXPECT_EQ(needed[0], std::vector<bool>(4, false)) << "two hits of each of the two calls";
  EXPECT_EQ(std::count(needed[1].begin(), needed[1].end(), true), 1);
  EXPECT_TRUE(needed[1][rows[range.begin + 1].number]);
}

TEST_F(HitRowsTest, GroupsAreTheSameInEveryStore) {
  const std::string first = R"(,"sourceIPAddress":"203.0.113.1")";
  const std::string second = R"(,"sourceIPAddress":"203.0.113.2")";
  match(0, call("2024-03-05T00:00:01Z", "Counted", second));
  match(0, call("2024-03-05T00:00:01Z", "Counted", first));
  match(1, call("2024-03-05T00:00:02Z", "Counted", first));
  match(1, call("2024-03-05T00:00:03Z", "Counted", ""));
  HitRows rows(stores_, rules_->events.size());
  const KeySource sources[] = {kAddress};
  std::vector<std::uint64_t> groups;
  rows.append_groups(sources, rows.of_rule(0), groups);
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_EQ(groups[1], groups[2]);
  EXPECT_NE(groups[0], groups[1]);
  EXPECT_EQ(groups[3], HitRows::kNoGroup);
  EXPECT_NE(groups[0], HitRows::kNoGroup);
  std::vector<std::uint64_t> again;
  rows.append_groups(sources, rows.of_rule(0), again);
  EXPECT_EQ(again, groups);
}

TEST_F(HitRowsTest, ValuesOfARuleMakeGroupsAndKeys) {
  match_bytes({"5", "6", "5"});
  HitRows rows(stores_, rules_->events.size());
  const KeySource sources[] = {kBytes};
  std::vector<std::uint64_t> groups;
  rows.append_groups(sources, rows.of_rule(0), groups);
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_EQ(groups[0], groups[2]);
  EXPECT_NE(groups[0], groups[1]);
  EXPECT_EQ(groups[3], HitRows::kNoGroup);
  const std::uint32_t begin = rows.of_rule(0).begin;
  EXPECT_EQ(rows.key_of(1, sources, rows[begin]), rows.key_of(1, sources, rows[begin + 2]));
  EXPECT_NE(rows.key_of(1, sources, rows[begin]), rows.key_of(2, sources, rows[begin]));
  EXPECT_EQ(rows.key_of(1, sources, rows[begin + 3]), std::nullopt);
}

TEST_F(HitRowsTest, NumbersAreRoundedUpAndBounded) {
  match_bytes({"2.25", "-4", "\"many\"", "1e300"});
  const HitRows rows(stores_, rules_->events.size());
  const std::int64_t numbers[] = {3, 0, 0, 1000, 0};
  for (std::uint32_t i = 0; i < 5; ++i) {
    EXPECT_EQ(rows.number_at(kBytes, rows[rows.of_rule(0).begin + i], 1000), numbers[i]) << i;
  }
}

TEST_F(HitRowsTest, AlikeHitsAgreeInRuleAndPeriodAndSources) {
  const std::string address = R"(,"sourceIPAddress":"203.0.113.1")";
  match(0, call("2024-03-05T00:00:01Z", "Counted", address));
  match(1, call("2024-03-05T00:00:59Z", "Counted", address));
  match(1, call("2024-03-05T00:01:00Z", "Counted", address));
  match(1, call("2024-03-05T00:00:01Z", "Counted", ""));
  const HitRows rows(stores_, rules_->events.size());
  const Likeness likeness{{kAddress}, kMinute};
  std::set<std::uint64_t> kinds;
  for (std::uint32_t row = 0; row < 8; ++row) kinds.insert(rows.likeness_hash(likeness, rows[row]));
  EXPECT_EQ(kinds.size(), 6U) << "three of each rule";
  const std::uint32_t begin = rows.of_rule(0).begin;
  EXPECT_EQ(rows.likeness_hash(likeness, rows[begin]),
            rows.likeness_hash(likeness, rows[begin + 1]));
}

}  // namespace
}  // namespace trailsift::detect::hit_rows_test
