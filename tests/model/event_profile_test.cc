// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/event_profile.h"

#include <gtest/gtest.h>

#include "trailsift/model/single_event.h"

namespace trailsift {
namespace {

std::string profile_of(std::string_view json) {
  SingleEvent single(json);
  EXPECT_TRUE(single.ok()) << json;
  std::string buffer = "longer than what is written, or not";
  return std::string(write_profile(single.event(), buffer));
}

TEST(EventProfile, IsTheSameWhereverItsFieldsAreTheSame) {
  const std::string one = profile_of(
      R"({"eventName":"A","userIdentity":{"arn":"x"},"eventID":"1","requestParameters":{"a":1}})");
  EXPECT_EQ(one, profile_of(R"({"userIdentity":{"arn":"x"},"eventName":"A","eventTime":"now"})"));
  EXPECT_EQ(one, profile_of(R"({"userIdentity":{"arn":"x"},"eventName":"\u0041"})"));
}

TEST(EventProfile, TellsValuesAndFieldsApart) {
  const std::string base = profile_of(R"({"eventName":"A"})");
  for (const char* other :
       {R"({"eventName":"B"})", R"({"eventName":null})", R"({"eventName":["A"]})", R"({})",
        R"({"eventSource":"A"})", R"({"eventName":"A","userAgent":""})",
        R"({"eventName":"A","userAgent":null})", R"({"eventName":"A","readOnly":true})",
        R"({"eventName":"A","errorCode":"AccessDenied"})",
        R"({"eventName":"A","userIdentity":{}})"}) {
    EXPECT_NE(profile_of(other), base) << other;
  }
  EXPECT_NE(profile_of(R"({"eventSource":"AB","eventName":"C"})"),
            profile_of(R"({"eventSource":"A","eventName":"BC"})"));
}

// A failed sign-in is told by what was answered, which is not a part of the profile.
TEST(EventProfile, HoldsTheOutcome) {
  const std::string event = R"({"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin",)"
                            R"("responseElements":{"ConsoleLogin":)";
  EXPECT_NE(profile_of(event + R"("Success"}})"), profile_of(event + R"("Failure"}})"));
}

TEST(EventProfile, EveryFieldIsInItOrNot) {
  for (const Field field : {Field::kIdentityArn, Field::kUserIdentity, Field::kDerivedActor,
                            Field::kDerivedOutcome, Field::kDerivedAccount, Field::kEventName}) {
    EXPECT_TRUE(is_profile_field(field));
  }
  for (const Field field :
       {Field::kEventTime, Field::kEventID, Field::kRequestParameters, Field::kResponseElements,
        Field::kAdditionalEventData, Field::kDerivedPolicyGrant, Field::kDerivedMintedCredential}) {
    EXPECT_FALSE(is_profile_field(field));
  }
}

}  // namespace
}  // namespace trailsift
