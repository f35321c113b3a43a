// SPDX-License-Identifier: Apache-2.0
#include "detect/profile_cache.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/detect/matcher.h"
#include "trailsift/model/derived.h"

namespace trailsift::detect {
namespace {

std::string record(const std::string& name, const std::string& user, const std::string& more = "") {
  return R"({"eventName":")" + name + R"(","userIdentity":{"type":"IAMUser","userName":")" + user +
         R"(","arn":"arn:aws:iam::111122223333:user/)" + user + "\"}" + more + "}";
}

std::shared_ptr<const CompiledRules> some_rules() {
  return compile_test_rules(
      rule_yaml("pinned", "  s:\n    eventName: A\n  condition: s") + "---\n" +
      rule_yaml("by-user",
                "  s:\n    eventName: A\n    userIdentity.userName: eve\n"
                "  condition: s") +
      "---\n" +
      rule_yaml("by-request",
                "  s:\n    eventName: A\n    requestParameters.x: y\n"
                "  condition: s") +
      "---\n" + rule_yaml("by-role", "  s:\n    derived.actor|endswith: eve\n  condition: s"));
}

std::vector<std::string> candidates(const CompiledRules& rules, ProfileCache& cache,
                                    const std::string& json) {
  TestEvent event(json);
  std::vector<std::string> found;
  for (const Candidate& candidate : cache.find(event.event, event.arena).candidates) {
    found.push_back(rules.events[candidate.rule].rule.name +
                    (candidate.entry == kAccept ? "" : "?"));
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(ProfileCache, AnswersWhatTheProfileDecides) {
  const auto rules = some_rules();
  ProfileCache cache(*rules);
  using Names = std::vector<std::string>;
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(candidates(*rules, cache, record("A", "bob")), (Names{"by-request?", "pinned"}));
    EXPECT_EQ(candidates(*rules, cache, record("A", "eve")),
              (Names{"by-request?", "by-role", "by-user", "pinned"}));
    EXPECT_EQ(candidates(*rules, cache, record("B", "bob")), Names{});
  }
}

TEST(ProfileCache, GivesTheDerivedValuesOfTheProfile) {
  const auto rules = some_rules();
  ProfileCache cache(*rules);
  const char* calls[] = {"A", "CreateUser", "A", "GetUser", "A"};
  for (int time = 0; time < 10; ++time) {
    TestEvent event(record(calls[time % 5], time < 7 ? "eve" : "bob",
                           R"(,"sourceIPAddress":"203.0.113.9","userAgent":"aws-cli/2")"));
    (void)cache.find(event.event, event.arena);
    TestEvent plain(event.event.record.data() == nullptr ? "" : std::string(event.event.record));
    derive_profile(plain.event, plain.arena);
    for (const FieldInfo& info : field_table()) {
      if (!is_profile_field(info.field)) continue;
      EXPECT_EQ(event.event.text(info.field), plain.event.text(info.field)) << info.path;
      EXPECT_EQ(event.event[info.field].kind, plain.event[info.field].kind) << info.path;
    }
    EXPECT_EQ(event.event.caller, plain.event.caller);
    EXPECT_TRUE(event.event.profile_derived);
    EXPECT_FALSE(event.event.content_derived);
  }
}

// A profile that is too long to be kept is worked out each time.
TEST(ProfileCache, TakesProfilesOfAnyLength) {
  const auto rules = some_rules();
  ProfileCache cache(*rules);
  const std::string agent = R"(,"userAgent":")" + std::string(5000, 'x') + "\"";
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(candidates(*rules, cache, record("A", "bob", agent)).size(), 2U);
    EXPECT_EQ(candidates(*rules, cache, record("A", "eve", agent)).size(), 4U);
    EXPECT_EQ(candidates(*rules, cache, record("A", "eve")).size(), 4U);
  }
}

// More profiles than there are places, each of them several times.
TEST(ProfileCache, GrowsAndForgetsWithoutAChange) {
  const auto rules = some_rules();
  ProfileCache cache(*rules);
  for (int time = 0; time < 2; ++time) {
    for (std::size_t i = 0; i < ProfileCache::kMostSlots + 1000; ++i) {
      const bool is_eve = i % 3 == 0;
      const std::string agent = R"(,"userAgent":"client )" + std::to_string(i % 7000) + "\"";
      const std::string json = record("A", is_eve ? "eve" : "bob", agent);
      ASSERT_EQ(candidates(*rules, cache, json).size(), is_eve ? 4U : 2U) << i;
      ASSERT_EQ(candidates(*rules, cache, json).size(), is_eve ? 4U : 2U) << i;
    }
  }
}

// Events that share a profile still differ in all that the profile does not hold.
TEST(ProfileCache, KeepsEventsOfOneProfileApart) {
  const auto rules = some_rules();
  HitStore hits;
  Matcher matcher(*rules, hits);
  const auto match = [&](const std::string& json) {
    const std::size_t before = hits.size();
    TestEvent event(json);
    matcher.match(event.event, event.arena);
    return hits.size() - before;
  };
  EXPECT_EQ(match(record("A", "bob", R"(,"requestParameters":{"x":"y"})")), 2U);
  EXPECT_EQ(match(record("A", "bob", R"(,"requestParameters":{"x":"z"})")), 1U);
  EXPECT_EQ(match(record("A", "bob", R"(,"requestParameters":{"x":"y"})")), 2U);
  EXPECT_EQ(match(record("A", "bob")), 1U);
}

}  // namespace
}  // namespace trailsift::detect
