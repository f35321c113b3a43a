// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_recorder.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "detect/hit_data.h"
#include "tests/detect/rule_scan.h"
#include "tests/detect/spike_scan.h"
#include "trailsift/model/derived.h"

namespace trailsift::detect::hit_recorder_test {
namespace {

// Records hits of the first rule, each with memory of nothing.
class Recording {
 public:
  explicit Recording(const std::string& yaml) : rules_(compile_test_rules(yaml)) {}

  void record(const std::string& json, ListCondition condition = ListCondition::kNone) {
    TestEvent event(json);
    derive_profile(event.event, event.arena);
    HitMemo memo;
    ProfileMemo profile;
    recorder_.record(0, condition, event.event, event.arena, memo, profile);
  }

  [[nodiscard]] const HitData& data() const { return store_.data(); }
  [[nodiscard]] const Hit& last() const { return data().hits.back(); }

  // The text of the last hit in that place of its tuple; nothing where it has none.
  [[nodiscard]] std::optional<std::string> value(std::size_t place) const {
    return text(data().values[last().values][place]);
  }
  [[nodiscard]] std::optional<std::string> context(ContextSlot slot) const {
    return text(HitContext::from_words(data().contexts[last().context]).texts[slot]);
  }

 private:
  [[nodiscard]] std::optional<std::string> text(std::uint32_t number) const {
    if (number == kNoText) return std::nullopt;
    return std::string(data().strings[number]);
  }

  std::shared_ptr<const CompiledRules> rules_;
  HitStore store_;
  HitRecorder recorder_{*rules_, store_};
};

std::string rule() {
  return rule_yaml("call", "  s:\n    requestParameters.name|contains: x\n  condition: s",
                   "level: high\n");
}

TEST(HitRecorder, KeepsWhoCalledWhatWhen) {
  Recording recording(rule());
  recording.record(
      R"({"eventTime":"2024-03-05T00:00:01Z","eventName":"Call","awsRegion":"eu-west-1",)"
      R"("eventID":"01234567-89ab-cdef-fedc-ba9876543210","errorCode":"AccessDenied"})",
      ListCondition::kInside);
  const Hit& hit = recording.last();
  EXPECT_EQ(format_timestamp(hit.time), "2024-03-05T00:00:01Z");
  EXPECT_EQ(guid_text(hit.id), "01234567-89ab-cdef-fedc-ba9876543210");
  EXPECT_EQ(hit.id_is_text, 0U);
  EXPECT_EQ(hit.weight, 1U);
  EXPECT_EQ(hit.list_condition, ListCondition::kInside);
  EXPECT_EQ(recording.context(kEventNameSlot), "Call");
  EXPECT_EQ(recording.context(kRegionSlot), "eu-west-1");
  EXPECT_EQ(recording.context(kSourceIpSlot), std::nullopt);
  EXPECT_EQ(HitContext::from_words(recording.data().contexts[hit.context]).outcome,
            Outcome::kDenied);
}

TEST(HitRecorder, AnIdThatIsNoGuidIsKeptAsText) {
  Recording recording(rule());
  recording.record(R"({"eventID":"no guid"})");
  EXPECT_EQ(recording.last().id_is_text, 1U);
  EXPECT_EQ(recording.data().strings[static_cast<std::uint32_t>(recording.last().id.low)],
            "no guid");
  recording.record("{}");
  EXPECT_EQ(recording.last().id.low, kNoText);
}

// Of several values, the one that the rule is about.
TEST(HitRecorder, ShowsTheValueThatSatisfiesTheRule) {
  Recording recording(rule());
  recording.record(R"({"requestParameters":{"name":["a","bxb","x"]}})");
  EXPECT_EQ(recording.value(0), "bxb");
  recording.record(R"({"requestParameters":{"name":[null,"a"]}})");
  EXPECT_EQ(recording.value(0), "a") << "or else the first that is there";
  recording.record("{}");
  EXPECT_EQ(recording.value(0), std::nullopt);
}

TEST(HitRecorder, CutsWhatIsLong) {
  Recording recording(rule());
  const std::string value = "x" + std::string(HitRecorder::kMaxKeyBytes * 2, 'y');
  recording.record(R"({"requestParameters":{"name":")" + value + R"("},"userAgent":")" + value +
                   "\"}");
  EXPECT_EQ(recording.value(0), value.substr(0, HitRecorder::kMaxShownBytes));
  EXPECT_EQ(recording.context(kUserAgentSlot), value.substr(0, HitRecorder::kMaxKeyBytes));
}

TEST(HitRecorder, KeepsSoManyResourcesOfAHit) {
  Recording recording(rule());
  std::string list;
  for (std::size_t i = 0; i < HitRecorder::kMaxResources + 9; ++i) {
    list += (i == 0 ? "" : ",") + (R"({"ARN":"arn:aws:s3:::)" + std::to_string(i) + "\"}");
  }
  recording.record(R"({"requestParameters":{"name":"x"},"resources":[)" + list + "]}");
  EXPECT_EQ(recording.data().values[recording.last().values].size(), 2 + HitRecorder::kMaxResources)
      << "behind the name and derived.mintedCredential";
  EXPECT_EQ(recording.value(2), "arn:aws:s3:::0");
}

std::string bytes(const std::string& number, const std::string& time = "") {
  return R"({"eventTime":")" + time + R"(","additionalEventData":{"bytes":)" + number + "}}";
}

std::string sum_rules() {
  return called() + spike_of("sum", condition_of(SpikeQuestion::Measure::kSum));
}

TEST(HitRecorder, RoundsNumbersThatAreAddedUp) {
  Recording recording(sum_rules());
  const std::pair<const char*, std::uint64_t> cases[] = {
      {"2.5", 3}, {"\"7\"", 7}, {"1e300", kMostAmount}, {"-4", 0}, {"\"many\"", 0}, {"null", 0}};
  for (const auto& [number, amount] : cases) {
    recording.record(bytes(number));
    EXPECT_EQ(recording.last().amount, amount) << number;
  }
}

TEST(HitRecorder, CountsHitsWithALikeOne) {
  Recording recording(sum_rules());
  recording.record(bytes("5", "2024-03-05T00:00:01Z"));
  recording.record(bytes("2", "2024-03-05T00:00:02Z"));
  ASSERT_EQ(recording.data().hits.size(), 1U);
  EXPECT_EQ(recording.last().weight, 2U);
  EXPECT_EQ(recording.last().amount, 7U);
  recording.record(bytes("1"));
  EXPECT_EQ(recording.data().hits.size(), 2U) << "one without a time is like no other";
}

}  // namespace
}  // namespace trailsift::detect::hit_recorder_test
