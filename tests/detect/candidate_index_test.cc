// SPDX-License-Identifier: Apache-2.0
#include "detect/candidate_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::uint32_t> candidates(const CandidateIndex& index, const std::string& record) {
  const TestEvent event(record);
  std::vector<std::uint32_t> found;
  CandidateSearch search(index);
  for (const ProfilePart part : {ProfilePart::kCaller, ProfilePart::kCall}) {
    search.for_each_candidate(part, event.event,
                              [&](std::uint32_t rule) { found.push_back(rule); });
  }
  return found;
}

Pin by_name(std::vector<std::string> texts) { return {0, std::move(texts)}; }
Pin by_source(std::vector<std::string> texts) { return {1, std::move(texts)}; }

Pin by_part(Field field, std::vector<std::string> texts) {
  for (std::size_t i = 0; i < kPinFields.size(); ++i) {
    if (kPinFields[i].field == field && kPinFields[i].kind == PinField::Kind::kPart) {
      return {i, std::move(texts)};
    }
  }
  ADD_FAILURE() << "no pins by parts of it";
  return {};
}

TEST(CandidateIndex, FindsRulesByTheirPinsAndTheRestAlways) {
  const std::vector<std::optional<Pin>> pins = {by_name({"StopLogging", "DeleteTrail"}),
                                                by_source({"iam.amazonaws.com"}), std::nullopt,
                                                by_name({"stoplogging"}), by_name({})};
  const CandidateIndex index = CandidateIndex::build(pins);
  EXPECT_THAT(candidates(index, R"({"eventName":"StopLogging"})"), UnorderedElementsAre(0, 2, 3));
  EXPECT_THAT(candidates(index, R"({"eventName":"DELETETRAIL"})"), UnorderedElementsAre(0, 2));
  EXPECT_THAT(candidates(index, R"({"eventName":"X","eventSource":"iam.amazonaws.com"})"),
              UnorderedElementsAre(1, 2));
  EXPECT_THAT(candidates(index, R"({"eventName":"X","eventSource":"Y"})"), ElementsAre(2));
  EXPECT_THAT(candidates(index, R"({"eventName":null})"), ElementsAre(2));
  EXPECT_THAT(candidates(index, "{}"), ElementsAre(2));
}

TEST(CandidateIndex, WithoutRulesThereAreNoCandidates) {
  const CandidateIndex index = CandidateIndex::build({});
  EXPECT_THAT(candidates(index, R"({"eventName":"StopLogging"})"), IsEmpty());
}

TEST(CandidateIndex, ATextThatIsNamedTwiceFindsItsRuleOnce) {
  const std::vector<std::optional<Pin>> pins = {by_name({"A", "a", "A"})};
  EXPECT_THAT(candidates(CandidateIndex::build(pins), R"({"eventName":"A"})"), ElementsAre(0));
}

// A hostile record may hold a list where a text belongs, and any member may match.
TEST(CandidateIndex, AContainerMakesAllRulesOfTheFieldCandidates) {
  const std::vector<std::optional<Pin>> pins = {by_name({"A"}), by_name({"B"}), by_source({"C"})};
  const CandidateIndex index = CandidateIndex::build(pins);
  EXPECT_THAT(candidates(index, R"({"eventName":["A","B"]})"), UnorderedElementsAre(0, 1));
  EXPECT_THAT(candidates(index, R"({"eventName":{}})"), UnorderedElementsAre(0, 1));
}

TEST(CandidateIndex, FindsRulesByPartsOfTexts) {
  const std::vector<std::optional<Pin>> pins = {
      by_part(Field::kUserAgent, {"pacu", "kali"}), by_part(Field::kEventName, {"Delete"}),
      by_name({"DeleteTrail"}), by_part(Field::kUserAgent, {"acu"})};
  const CandidateIndex index = CandidateIndex::build(pins);
  EXPECT_THAT(candidates(index, R"({"userAgent":"Pacu on Kali"})"), UnorderedElementsAre(0, 3));
  EXPECT_THAT(candidates(index, R"({"eventName":"deletetrail"})"), UnorderedElementsAre(1, 2));
  EXPECT_THAT(candidates(index, R"({"eventName":"pacu"})"), IsEmpty());
  EXPECT_THAT(candidates(index, R"({"userAgent":null})"), IsEmpty());
  EXPECT_THAT(candidates(index, R"({"userAgent":["x",{"y":1}]})"), UnorderedElementsAre(0, 3));
}

}  // namespace
}  // namespace trailsift::detect
