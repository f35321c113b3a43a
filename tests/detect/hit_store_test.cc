// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/hit_store.h"

#include <gtest/gtest.h>

#include <string>

#include "detect/hit_data.h"
#include "detect/hit_recorder.h"
#include "tests/detect/rule_scan.h"
#include "trailsift/detect/matcher.h"

namespace trailsift::detect {
namespace {

TEST(HitStore, PacksGuidsAndNothingElse) {
  for (const char* guid :
       {"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "01234567-89ab-cdef-fedc-ba9876543210"}) {
    const auto id = parse_guid(guid);
    ASSERT_TRUE(id) << guid;
    EXPECT_EQ(guid_text(*id), guid);
  }
  for (const char* text :
       {"", "01234567-89ab-cdef-fedc-ba987654321", "01234567-89AB-cdef-fedc-ba9876543210",
        "01234567089ab-cdef-fedc-ba9876543210", "g1234567-89ab-cdef-fedc-ba9876543210",
        "01234567-89ab-cdef-fedc-ba98765432100"}) {
    EXPECT_FALSE(parse_guid(text)) << text;
  }
}

TEST(HitStore, AContextSurvivesItsWords) {
  HitContext context;
  context.outcome = Outcome::kFailed;
  context.texts.fill(kNoText);
  context.texts[kEventNameSlot] = 5;
  const HitContext back = HitContext::from_words(context.to_words());
  EXPECT_EQ(back.outcome, context.outcome);
  EXPECT_EQ(back.texts, context.texts);
}

std::string guid_number(unsigned number) {
  std::string digits = std::to_string(number);
  return "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

// What a rule that only feeds a count costs, which is what decides the memory of a large scan.
TEST(HitStore, HitsThatAreOnlyCountedStaySmall) {
  const auto rules = compile_test_rules(
      rule_yaml("denied", "  s:\n    derived.outcome: denied\n  condition: s",
                "level: informational\n") +
      "---\ntitle: burst\nname: burst\ncorrelation:\n  type: event_count\n  rules: [denied]\n"
      "  group-by: [derived.actor, derived.account]\n  timespan: 5m\n  condition:\n    gte: 10\n");
  HitStore hits;
  Matcher matcher(*rules, hits);
  constexpr unsigned kHits = 20000;
  for (unsigned i = 0; i < kHits; ++i) {
    TestEvent event(R"({"eventTime":"2023-07-10T11:57:50Z","eventName":"Describe)" +
                    std::to_string(i % 40) + R"(","errorCode":"AccessDenied","eventID":")" +
                    guid_number(i) + R"(","sourceIPAddress":"203.0.113.)" + std::to_string(i % 20) +
                    R"(","recipientAccountId":"111122223333","requestParameters":{"x":")" +
                    std::to_string(i) + R"("}})");
    matcher.match(event.event, event.arena);
  }
  EXPECT_EQ(hits.size(), kHits);
  EXPECT_LT(hits.memory_bytes(), kHits * 64);
}

TEST(HitStore, LongValuesAreCutBetweenCharacters) {
  const auto rules = compile_test_rules(rule_yaml(
      "rule", "  s:\n    requestParameters.x|startswith: a\n  condition: s", "level: high\n"));
  HitStore hits;
  Matcher matcher(*rules, hits);
  std::string value = "a";
  for (int i = 0; i < 1000; ++i) value += "\xC3\xA9";
  TestEvent event(R"({"eventName":"A","requestParameters":{"x":")" + value + R"("}})");
  matcher.match(event.event, event.arena);
  ASSERT_EQ(hits.size(), 1U);
  const HitData& data = hits.data();
  const std::string_view kept = data.strings[data.values[data.hits[0].values][0]];
  EXPECT_EQ(kept, value.substr(0, HitRecorder::kMaxShownBytes - 1));
}

TEST(HitStore, OutlivesTheEventsAndMoves) {
  const auto rules =
      compile_test_rules(rule_yaml("rule", "  s:\n    eventName: A\n  condition: s"));
  HitStore hits;
  {
    Matcher matcher(*rules, hits);
    TestEvent event(R"({"eventName":"A","eventID":"no guid","awsRegion":"eu-west-1"})");
    matcher.match(event.event, event.arena);
  }
  HitStore moved = std::move(hits);
  std::vector<HitStore> stores;
  stores.push_back(std::move(moved));
  const std::vector<Finding> findings = correlate(*rules, stores, {});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].event_ids, std::vector<std::string>{"no guid"});
  EXPECT_EQ(findings[0].regions, std::vector<std::string>{"eu-west-1"});
}

}  // namespace
}  // namespace trailsift::detect
