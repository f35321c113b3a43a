// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/event_profile.h"

#include <gtest/gtest.h>

#include <set>
#include <span>
#include <string>

#include "trailsift/model/derived.h"
#include "trailsift/model/single_event.h"

namespace trailsift {
namespace {

std::string profile_of(std::string_view json) {
  SingleEvent single(json);
  EXPECT_TRUE(single.ok()) << json;
  std::string buffer = "longer than what is written, or not";
  const ProfileBytes profile = write_profile(single.event(), buffer);
  return std::string(profile.caller) + std::string(profile.call);
}

ProfilePart changed_part(std::string_view one, std::string_view other) {
  SingleEvent first(one);
  SingleEvent second(other);
  std::string first_buffer;
  std::string second_buffer;
  const ProfileBytes left = write_profile(first.event(), first_buffer);
  const ProfileBytes right = write_profile(second.event(), second_buffer);
  if (left.caller == right.caller) {
    return left.call == right.call ? ProfilePart::kNone : ProfilePart::kCall;
  }
  return left.call == right.call ? ProfilePart::kCaller : ProfilePart::kBoth;
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

TEST(EventProfile, KeepsTheCallerAndTheCallApart) {
  const std::string_view base = R"({"eventName":"A","userAgent":"x"})";
  EXPECT_EQ(changed_part(base, base), ProfilePart::kNone);
  EXPECT_EQ(changed_part(base, R"({"eventName":"A","userAgent":"x","eventID":"1"})"),
            ProfilePart::kNone);
  EXPECT_EQ(changed_part(base, R"({"eventName":"B","userAgent":"x"})"), ProfilePart::kCall);
  EXPECT_EQ(changed_part(base, R"({"eventName":"A","userAgent":"x","errorCode":"AccessDenied"})"),
            ProfilePart::kCall);
  EXPECT_EQ(changed_part(base, R"({"eventName":"A","userAgent":"y"})"), ProfilePart::kCaller);
  EXPECT_EQ(changed_part(base, R"({"eventName":"A","userAgent":"x","userIdentity":{}})"),
            ProfilePart::kCaller);
  EXPECT_EQ(changed_part(base, R"({"eventName":"B","userAgent":"y"})"), ProfilePart::kBoth);
}

// What a part decides about is the same for all events that agree in it.
TEST(EventProfile, PartsDecideAboutTheirFields) {
  const std::string callers[] = {
      R"("userAgent":"console.ec2.amazonaws.com","sourceIPAddress":"203.0.113.7")",
      R"("userIdentity":{"type":"Root","accountId":"1"},"sourceIPAddress":"AWS Internal")",
      R"("userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::1:user/a","accessKeyId":"AKIA1"})",
      R"("userIdentity":{"type":"AWSService","invokedBy":"ec2.amazonaws.com"})"};
  const std::string calls[] = {R"("eventName":"RunInstances","awsRegion":"us-east-1")",
                               R"("eventName":"ConsoleLogin","eventType":"AwsConsoleSignIn")",
                               R"("eventName":"GetX","errorCode":"AccessDenied")"};
  for (const FieldInfo& info : field_table()) {
    const ProfilePart part = profile_part_of(info.field);
    if (part != ProfilePart::kCaller && part != ProfilePart::kCall) continue;
    const auto& decides = part == ProfilePart::kCaller ? std::span<const std::string>(callers)
                                                       : std::span<const std::string>(calls);
    const auto& others = part == ProfilePart::kCaller ? std::span<const std::string>(calls)
                                                      : std::span<const std::string>(callers);
    for (const std::string& mine : decides) {
      std::set<std::string> values;
      for (const std::string& other : others) {
        SingleEvent event("{" + mine + "," + other + "}");
        derive_profile(event.event(), event.arena());
        values.emplace(event.event().text(info.field));
      }
      EXPECT_EQ(values.size(), 1U) << info.path << " " << mine;
    }
  }
}

// A failed sign-in is told by what was answered, which is not a part of the profile.
TEST(EventProfile, HoldsTheOutcome) {
  const std::string event = R"({"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin",)"
                            R"("responseElements":{"ConsoleLogin":)";
  EXPECT_NE(profile_of(event + R"("Success"}})"), profile_of(event + R"("Failure"}})"));
}

TEST(EventProfile, EveryFieldIsInItOrNot) {
  for (const Field field :
       {Field::kIdentityArn, Field::kUserIdentity, Field::kDerivedActor, Field::kDerivedPrincipal,
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
