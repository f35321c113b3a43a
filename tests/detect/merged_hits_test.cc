// SPDX-License-Identifier: Apache-2.0
#include "detect/merged_hits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::detect::merged_hits_test {
namespace {

using ::testing::ElementsAre;

constexpr KeySource kActor{true, kActorSlot};
constexpr KeySource kRegion{true, kRegionSlot};
constexpr KeySource kFirstValue{false, 0};

// A hit by what it says; its event id is no GUID.
struct Said {
  std::uint32_t rule = 0;
  Timestamp time = 0;
  std::string id;
  std::string actor;
  std::string value;
};

void add(const Said& said, HitStore& store) {
  HitData& data = store.data();
  HitContext context;
  context.texts.fill(kNoText);
  context.texts[kActorSlot] = data.strings.intern(said.actor);
  Hit hit;
  hit.time = said.time;
  hit.rule = said.rule & kMostRules;
  hit.id_is_text = 1;
  hit.id.low = data.strings.intern(said.id);
  hit.context = data.contexts.intern(context.to_words());
  const std::vector<std::uint32_t> values = {data.strings.intern(said.value)};
  hit.values = data.values.intern(values) & kMostValues;
  data.hits.push_back(hit);
}

std::vector<HitStore> stores_of(const std::vector<std::vector<Said>>& said) {
  std::vector<HitStore> stores(said.size());
  for (std::size_t i = 0; i < said.size(); ++i) {
    for (const Said& one : said[i]) add(one, stores[i]);
  }
  return stores;
}

std::vector<std::string> ids(const MergedHits& hits) {
  std::vector<std::string> ids;
  for (std::uint32_t i = 0; i < hits.size(); ++i) ids.push_back(hits.event_id(hits[i]));
  return ids;
}

TEST(MergedHits, OrderDependsOnTheSetOfHitsAlone) {
  const Said a{0, 1, "a", "ann", "x"};
  const Said b{0, 2, "b", "bob", "x"};
  const Said c{1, 1, "c", "ann", "y"};
  const Said later{1, 1, "d", "ann", "y"};
  const std::vector<std::vector<std::vector<Said>>> splits = {
      {{a, b, c, later}}, {{later, c}, {b, a}}, {{}, {b}, {later, a}, {c}}};
  for (const auto& split : splits) {
    std::vector<HitStore> stores = stores_of(split);
    MergedHits hits(stores);
    hits.sort(3);
    EXPECT_THAT(ids(hits), ElementsAre("a", "b", "c", "d")) << "by rule, time, event id";
    EXPECT_EQ(hits.of_rule(0).end, 2U);
    EXPECT_EQ(hits.of_rule(1).begin, 2U);
    EXPECT_EQ(hits.of_rule(1).end, 4U);
    EXPECT_EQ(hits.of_rule(2).begin, hits.of_rule(2).end);
    for (const HitStore& store : stores) EXPECT_EQ(store.size(), 0U) << "they are taken out";
  }
}

TEST(MergedHits, OfOneTimeAndIdTheContentDecides) {
  for (const bool swapped : {false, true}) {
    const Said ann{0, 1, "same", "ann", "x"};
    const Said bob{0, 1, "same", "bob", "x"};
    const Said other{0, 1, "same", "bob", "y"};
    std::vector<HitStore> stores =
        swapped ? stores_of({{other}, {bob}, {ann}}) : stores_of({{ann, bob, other}});
    MergedHits hits(stores);
    hits.sort(1);
    EXPECT_EQ(hits.text(hits.value_at(kActor, hits[0])), "ann");
    EXPECT_EQ(hits.text(hits.value_at(kFirstValue, hits[1])), "x");
    EXPECT_EQ(hits.text(hits.value_at(kFirstValue, hits[2])), "y");
  }
}

TEST(MergedHits, ComparingNumbersComparesTexts) {
  std::vector<HitStore> stores = stores_of({{{0, 1, "1", "zoe", "z"}}, {{0, 2, "2", "ann", "z"}}});
  MergedHits hits(stores);
  hits.sort(1);
  EXPECT_GT(hits.value_at(kActor, hits[0]), hits.value_at(kActor, hits[1]));
  EXPECT_EQ(hits.value_at(kFirstValue, hits[0]), hits.value_at(kFirstValue, hits[1]));
  EXPECT_EQ(hits.text(kNoText), "");
}

TEST(MergedHits, TakesOnlyWhatIsWanted) {
  std::vector<HitStore> stores =
      stores_of({{{0, 1, "a", "ann", "x"}, {0, 2, "b", "bob", "x"}}, {{0, 3, "c", "cid", "y"}}});
  MergedHits hits(stores, {{false, true}, {true}});
  hits.sort(1);
  EXPECT_THAT(ids(hits), ElementsAre("b", "c"));
  EXPECT_EQ(hits.text(hits.value_at(kActor, hits[0])), "bob");
}

TEST(MergedHits, LetsGoByConditionAndByNumber) {
  std::vector<HitStore> stores =
      stores_of({{{0, 1, "a", "ann", "x"}, {0, 2, "b", "bob", "x"}, {1, 3, "c", "ann", "x"}}});
  MergedHits hits(stores);
  hits.keep_if([](const Hit& hit) { return hit.time != 2; });
  hits.sort(2);
  EXPECT_THAT(ids(hits), ElementsAre("a", "c"));
  hits.keep({false, true});
  EXPECT_THAT(ids(hits), ElementsAre("c"));
  EXPECT_EQ(hits.of_rule(0).end, 0U) << "the ranges follow";
  EXPECT_EQ(hits.of_rule(1).end, 1U);
}

TEST(MergedHits, CountsOneHitWithAnother) {
  std::vector<HitStore> stores =
      stores_of({{{0, 1, "a", "ann", "x"}, {0, 2, "b", "ann", "x"}, {0, 3, "c", "ann", "x"}}});
  stores[0].data().hits[1].weight = 5;
  stores[0].data().hits[1].amount = 7;
  stores[0].data().hits[2].amount = 2;
  MergedHits hits(stores);
  hits.sort(1);
  hits.need(2);
  hits.count_with(0, 1, 1);
  EXPECT_EQ(hits[0].weight, 5U);
  EXPECT_EQ(hits[1].weight, 1U) << "it stays, for itself";
  EXPECT_EQ(hits[0].amount, 7U);
  EXPECT_EQ(hits[1].amount, 0U);
  EXPECT_EQ(hits[0].is_needed, 0U);
  hits.count_with(0, 2, 0);
  EXPECT_EQ(hits[0].weight, 6U);
  EXPECT_EQ(hits[0].amount, 9U);
  EXPECT_EQ(hits[0].is_needed, 1U) << "in the place of one that was needed";
}

TEST(MergedHits, AppendsValuesUnlessOneIsMissing) {
  std::vector<HitStore> stores = stores_of({{{0, 1, "a", "ann", "x"}}});
  MergedHits hits(stores);
  hits.sort(1);
  std::vector<std::uint32_t> values;
  EXPECT_TRUE(hits.append_values(std::vector{kActor, kFirstValue}, hits[0], values));
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(hits.text(values[0]), "ann");
  EXPECT_EQ(hits.text(values[1]), "x");
  EXPECT_FALSE(hits.append_values(std::vector{kRegion}, hits[0], values));
}

TEST(MergedHits, CopiesOwnTheirTexts) {
  HitStore copy;
  {
    std::vector<HitStore> stores = stores_of({{{0, 1, "a", "ann", "x"}, {0, 2, "b", "bob", "y"}}});
    MergedHits hits(stores);
    hits.sort(1);
    hits.copy_to(copy, [](std::uint32_t hit) { return hit == 1; });
  }
  std::vector<HitStore> stores;
  stores.push_back(std::move(copy));
  MergedHits hits(stores);
  hits.sort(1);
  EXPECT_THAT(ids(hits), ElementsAre("b"));
  EXPECT_EQ(hits.text(hits.value_at(kActor, hits[0])), "bob");
  EXPECT_EQ(hits.text(hits.value_at(kFirstValue, hits[0])), "y");
}

TEST(MergedHits, ShowsGuidsAsTexts) {
  std::vector<HitStore> stores = stores_of({{{0, 1, "", "ann", "x"}}});
  Hit& hit = stores[0].data().hits[0];
  const std::string guid = "01234567-89ab-cdef-fedc-ba9876543210";
  hit.id = *parse_guid(guid);
  hit.id_is_text = 0;
  MergedHits hits(stores);
  hits.sort(1);
  EXPECT_THAT(ids(hits), ElementsAre(guid));
}

}  // namespace
}  // namespace trailsift::detect::merged_hits_test
