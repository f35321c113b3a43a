// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_copier.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

TEST(HitCopier, CopiesWhatTheNumbersStandForOnce) {
  const std::vector<std::string_view> strings = {"unused", "actor", "value", "an id"};
  TuplePool contexts;
  HitContext context;
  context.outcome = Outcome::kDenied;
  context.texts.fill(kNoText);
  context.texts[kActorSlot] = 1;
  (void)contexts.intern(HitContext{}.to_words());
  const std::uint32_t context_number = contexts.intern(context.to_words());
  TuplePool values;
  const std::uint32_t value_number = values.intern(std::vector<std::uint32_t>{2, kNoText});

  HitData to;
  HitCopier copier(strings, contexts, values, to);
  Hit hit;
  hit.time = 5;
  hit.weight = 3;
  hit.rule = 7;
  hit.list_condition = ListCondition::kOutside;
  hit.context = context_number;
  hit.values = value_number & kMostValues;
  hit.id_is_text = 1;
  hit.id.low = 3;
  copier.add(hit);
  copier.add(hit);

  ASSERT_EQ(to.hits.size(), 2U);
  EXPECT_EQ(to.contexts.size(), 1U);
  EXPECT_EQ(to.values.size(), 1U);
  EXPECT_EQ(to.strings.size(), 3U);
  const Hit& copy = to.hits.back();
  EXPECT_EQ(copy.time, 5);
  EXPECT_EQ(copy.weight, 3U);
  EXPECT_EQ(copy.rule, 7U);
  EXPECT_EQ(copy.list_condition, ListCondition::kOutside);
  EXPECT_EQ(to.strings[static_cast<std::uint32_t>(copy.id.low)], "an id");
  const HitContext copied = HitContext::from_words(to.contexts[copy.context]);
  EXPECT_EQ(copied.outcome, Outcome::kDenied);
  EXPECT_EQ(to.strings[copied.texts[kActorSlot]], "actor");
  EXPECT_EQ(copied.texts[kRegionSlot], kNoText);
  EXPECT_EQ(to.strings[to.values[copy.values][0]], "value");
  EXPECT_EQ(to.values[copy.values][1], kNoText);
}

}  // namespace
}  // namespace trailsift::detect
