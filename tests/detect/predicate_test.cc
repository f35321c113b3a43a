// SPDX-License-Identifier: Apache-2.0
#include "detect/predicate.h"

#include <gtest/gtest.h>

#include <string>

#include "detect/literal_compiler.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect::predicate_test {
namespace {

using Cost = Predicate::Cost;
using Subject = Predicate::Subject;

Predicate about(std::string_view field) {
  Predicate predicate;
  predicate.path = resolve_field(field);
  predicate.cost = cost_of(predicate.path);
  return predicate;
}

Predicate equals(std::string_view field, std::string_view text) {
  Predicate predicate = about(field);
  predicate.exact.insert(text);
  return predicate;
}

Predicate starts_with(std::string_view field, std::string_view text) {
  Predicate predicate = about(field);
  sigma::FieldTest test;
  test.modifiers = {sigma::Modifier::kStartsWith};
  sigma::Scalar value;
  value.text = text;
  EXPECT_EQ(add_literal(test, value, predicate).code, "");
  return predicate;
}

Predicate presence(std::string_view field) {
  Predicate predicate = about(field);
  predicate.subject = Subject::kPresence;
  return predicate;
}

Predicate reference(std::string_view field, std::string_view other) {
  Predicate predicate = about(field);
  predicate.subject = Subject::kReference;
  FieldReference to;
  to.other = resolve_field(other);
  predicate.cost = std::max(predicate.cost, cost_of(to.other));
  predicate.reference = std::make_shared<const FieldReference>(std::move(to));
  return predicate;
}

bool holds_for(const Predicate& predicate, const std::string& record) {
  TestEvent event(record);
  return holds(predicate, event.event, event.arena);
}

Value string_value(std::string_view text) { return Value::string(text); }

TEST(Predicate, AcceptsItsTextsInAnyCaseAndWhatItsLiteralsMatch) {
  const Predicate exact = equals("eventName", "StopLogging");
  EXPECT_TRUE(exact.accepts(string_value("stoplogging")));
  EXPECT_FALSE(exact.accepts(string_value("StopLogging2")));
  Predicate both = starts_with("eventName", "Delete");
  both.exact.insert("StopLogging");
  EXPECT_TRUE(both.accepts(string_value("DeleteTrail")));
  EXPECT_TRUE(both.accepts(string_value("StopLogging")));
  EXPECT_FALSE(both.accepts(string_value("GetTrail")));
}

TEST(Predicate, NullIsAcceptedOnlyWhenAskedFor) {
  Predicate predicate = equals("errorCode", "");
  EXPECT_FALSE(predicate.accepts(Value{}));
  predicate.accepts_null = true;
  EXPECT_TRUE(predicate.accepts(Value{}));
}

TEST(Predicate, IsOnlyExactWhenNothingElseSatisfiesIt) {
  EXPECT_TRUE(equals("eventName", "StopLogging").only_exact());
  EXPECT_FALSE(starts_with("eventName", "Stop").only_exact());
  EXPECT_FALSE(presence("eventName").only_exact());
  Predicate or_null = equals("eventName", "StopLogging");
  or_null.accepts_null = true;
  EXPECT_FALSE(or_null.only_exact());
}

TEST(CostOf, GrowsWithTheWayToTheValue) {
  EXPECT_EQ(cost_of(resolve_field("eventName")), Cost::kReady);
  EXPECT_EQ(cost_of(resolve_field("derived.outcome")), Cost::kReady) << "the reader has filled it";
  EXPECT_EQ(cost_of(resolve_field("derived.account")), Cost::kReady);
  EXPECT_EQ(cost_of(resolve_field("derived.actor")), Cost::kDerived);
  EXPECT_EQ(cost_of(resolve_field("requestParameters.name")), Cost::kPath);
  EXPECT_EQ(cost_of(resolve_field("ofNoneOfThem")), Cost::kPath);
  EXPECT_EQ(cost_of(resolve_field("derived.policyGrant")), Cost::kContent);
  EXPECT_LT(Cost::kReady, Cost::kDerived);
  EXPECT_LT(Cost::kPath, Cost::kContent);
}

TEST(ProfilePartOf, IsThatOfAllFieldsThatAreAskedAbout) {
  EXPECT_EQ(profile_part_of(about("eventName")), ProfilePart::kCall);
  EXPECT_EQ(profile_part_of(presence("userAgent")), ProfilePart::kCaller);
  EXPECT_EQ(profile_part_of(about("requestParameters.name")), ProfilePart::kNone);
  EXPECT_EQ(profile_part_of(about("ofNoneOfThem")), ProfilePart::kNone);
  EXPECT_EQ(profile_part_of(reference("eventName", "eventSource")), ProfilePart::kCall);
  EXPECT_EQ(profile_part_of(reference("eventName", "userAgent")), ProfilePart::kBoth);
  EXPECT_EQ(profile_part_of(reference("eventName", "requestParameters.name")), ProfilePart::kNone);
  for (const Subject subject : {Subject::kRecord, Subject::kInferredList}) {
    Predicate predicate = about("eventName");
    predicate.subject = subject;
    EXPECT_EQ(profile_part_of(predicate), ProfilePart::kNone);
  }
}

TEST(Holds, AsksAFieldAPathAndTheMembersOfAList) {
  const std::string record =
      R"({"eventName":"StopLogging","requestParameters":{"name":["a","trail"]}})";
  EXPECT_TRUE(holds_for(equals("eventName", "StopLogging"), record));
  EXPECT_FALSE(holds_for(equals("eventName", "DeleteTrail"), record));
  EXPECT_TRUE(holds_for(equals("requestParameters.name", "trail"), record));
  EXPECT_FALSE(holds_for(equals("requestParameters.name", "b"), record));
  EXPECT_FALSE(holds_for(equals("requestParameters.other", "a"), record));
}

TEST(Holds, WhatIsMissingCountsAsNull) {
  for (const char* const field : {"errorCode", "requestParameters.name"}) {
    Predicate predicate = equals(field, "x");
    predicate.accepts_null = true;
    EXPECT_TRUE(holds_for(predicate, "{}")) << field;
    EXPECT_FALSE(holds_for(predicate, R"({"errorCode":"y","requestParameters":{"name":"y"}})"))
        << field;
  }
}

TEST(Holds, DerivesWhatItAsksFor) {
  EXPECT_TRUE(holds_for(equals("derived.actor", "root:111122223333"),
                        R"({"userIdentity":{"type":"Root","accountId":"111122223333"}})"));
  EXPECT_TRUE(holds_for(equals("derived.mintedCredential", "ASIAEXAMPLE"),
                        R"({"responseElements":{"credentials":{"accessKeyId":"ASIAEXAMPLE"}}})"));
}

TEST(Holds, PresenceTakesNullForSomething) {
  EXPECT_TRUE(holds_for(presence("errorCode"), R"({"errorCode":null})"));
  EXPECT_FALSE(holds_for(presence("errorCode"), "{}"));
  EXPECT_TRUE(
      holds_for(presence("requestParameters.name"), R"({"requestParameters":{"name":[]}})"));
  EXPECT_FALSE(holds_for(presence("requestParameters.name"), R"({"requestParameters":{}})"));
}

TEST(Holds, ComparesTwoFields) {
  const Predicate same = reference("requestParameters.a", "requestParameters.b");
  EXPECT_TRUE(holds_for(same, R"({"requestParameters":{"a":"x","b":"X"}})"));
  EXPECT_FALSE(holds_for(same, R"({"requestParameters":{"a":"x","b":"y"}})"));
}

// Rules are written from what people see, with escapes or without.
TEST(Holds, LooksIntoObjectsAsTheyStandAndAsTheyRead) {
  const std::string record = R"({"requestParameters":{"policy":"{\"Effect\":\"Allow\"}"}})";
  const auto has = [&](std::string_view part) {
    Predicate predicate = about("requestParameters");
    sigma::FieldTest test;
    test.modifiers = {sigma::Modifier::kContains};
    sigma::Scalar value;
    value.text = part;
    EXPECT_EQ(add_literal(test, value, predicate).code, "");
    return holds_for(predicate, record);
  };
  EXPECT_TRUE(has(R"("Effect":"Allow")"));
  EXPECT_TRUE(has(R"(\\"Effect\\":)"));
  EXPECT_FALSE(has(R"("Effect":"Deny")"));
}

}  // namespace
}  // namespace trailsift::detect::predicate_test
