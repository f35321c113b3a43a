// SPDX-License-Identifier: Apache-2.0
#include "detect/literal_compiler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace trailsift::detect::literal_compiler_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = Literal::Kind;
using Modifiers = std::vector<sigma::Modifier>;
using sigma::Modifier;

sigma::FieldTest test_of(Modifiers modifiers) {
  sigma::FieldTest test;
  test.field = "requestParameters.x";
  test.modifiers = std::move(modifiers);
  return test;
}

sigma::Scalar scalar(sigma::Scalar::Type type, std::string text) {
  sigma::Scalar value;
  value.type = type;
  value.text = std::move(text);
  return value;
}

sigma::Scalar text(std::string text) {
  return scalar(sigma::Scalar::Type::kString, std::move(text));
}

sigma::Scalar number(std::string text, double number) {
  sigma::Scalar value = scalar(sigma::Scalar::Type::kNumber, std::move(text));
  value.number = number;
  return value;
}

sigma::Scalar boolean(bool is_true) {
  sigma::Scalar value = scalar(sigma::Scalar::Type::kBool, is_true ? "true" : "false");
  value.boolean = is_true;
  return value;
}

// What the value becomes; the test fails when it is refused.
Predicate compiled(Modifiers modifiers, const sigma::Scalar& value) {
  Predicate predicate;
  EXPECT_EQ(add_literal(test_of(std::move(modifiers)), value, predicate).code, "") << value.text;
  return predicate;
}

std::vector<Kind> kinds_of(const Predicate& predicate) {
  std::vector<Kind> kinds;
  for (const Literal& literal : predicate.literals) kinds.push_back(literal.kind);
  return kinds;
}

std::string refused(Modifiers modifiers, const sigma::Scalar& value) {
  Predicate predicate;
  const std::string code = add_literal(test_of(std::move(modifiers)), value, predicate).code;
  EXPECT_THAT(predicate.literals, IsEmpty());
  return code;
}

TEST(AddLiteral, PlainTextsAreLookedUpAndPatternsTried) {
  const Predicate plain = compiled({}, text("StopLogging"));
  EXPECT_THAT(plain.exact.texts(), ElementsAre("StopLogging"));
  EXPECT_THAT(plain.literals, IsEmpty());
  for (const Predicate& tried : {compiled({}, text("Stop*")), compiled({}, text("Stöp")),
                                 compiled({Modifier::kCased}, text("Stop")),
                                 compiled({Modifier::kContains}, text("Stop"))}) {
    EXPECT_TRUE(tried.exact.empty());
    EXPECT_THAT(kinds_of(tried), ElementsAre(Kind::kText));
  }
  EXPECT_TRUE(compiled({Modifier::kCased}, text("Stop")).literals.front().cased);
}

TEST(AddLiteral, KeepsTheTypesOfYaml) {
  EXPECT_THAT(kinds_of(compiled({}, number("12", 12))), ElementsAre(Kind::kNumber));
  EXPECT_THAT(kinds_of(compiled({}, boolean(true))), ElementsAre(Kind::kBool));
  EXPECT_EQ(compiled({}, boolean(true)).literals.front().text, "true");
  EXPECT_TRUE(compiled({}, scalar(sigma::Scalar::Type::kNull, "")).accepts_null);
  EXPECT_FALSE(compiled({}, text("")).accepts_null);
  EXPECT_THAT(kinds_of(compiled({Modifier::kContains}, number("12", 12))), ElementsAre(Kind::kText))
      << "a part of a text is no number";
}

// CloudTrail logs some booleans as words.
TEST(AddLiteral, WordsThatReadAsBooleansAreBoth) {
  sigma::Scalar yes = text("Yes");
  yes.reads_as_bool = true;
  yes.boolean = true;
  const Predicate both = compiled({}, yes);
  EXPECT_THAT(kinds_of(both), ElementsAre(Kind::kBool));
  EXPECT_THAT(both.exact.texts(), ElementsAre("Yes"));
}

TEST(AddLiteral, ComparesNumbersAndPartsOfTimes) {
  const std::pair<Modifier, Kind> cases[] = {{Modifier::kLt, Kind::kLess},
                                             {Modifier::kLte, Kind::kLessOrEqual},
                                             {Modifier::kGt, Kind::kGreater},
                                             {Modifier::kGte, Kind::kGreaterOrEqual}};
  for (const auto& [modifier, kind] : cases) {
    EXPECT_THAT(kinds_of(compiled({modifier}, text("2.5"))), ElementsAre(kind));
  }
  const Literal hour = compiled({Modifier::kHour}, number("7", 7)).literals.front();
  EXPECT_EQ(hour.kind, Kind::kNumber);
  EXPECT_EQ(hour.part, TimePart::kHour);
  EXPECT_EQ(hour.number, 7);
  EXPECT_EQ(refused({Modifier::kLt}, text("many")), "invalid-number");
  EXPECT_EQ(refused({Modifier::kHour}, text("noon")), "invalid-number");
}

TEST(AddLiteral, GathersTheNetworksOfATest) {
  Predicate predicate;
  for (const char* const network : {"10.0.0.0/8", "2001:db8::/32"}) {
    EXPECT_EQ(add_literal(test_of({Modifier::kCidr}), text(network), predicate).code, "");
  }
  EXPECT_THAT(kinds_of(predicate), ElementsAre(Kind::kNetwork));
  EXPECT_TRUE(predicate.accepts(Value::string("10.1.2.3")));
  EXPECT_TRUE(predicate.accepts(Value::string("2001:db8::1")));
  EXPECT_FALSE(predicate.accepts(Value::string("192.0.2.1")));
  EXPECT_EQ(refused({Modifier::kCidr}, text("everywhere")), "invalid-cidr");
}

TEST(AddLiteral, GivesExpressionsTheirFlags) {
  EXPECT_FALSE(compiled({Modifier::kRe}, text("^stop")).accepts(Value::string("StopLogging")));
  EXPECT_TRUE(compiled({Modifier::kRe, Modifier::kReIgnoreCase}, text("^stop"))
                  .accepts(Value::string("StopLogging")));
  EXPECT_EQ(refused({Modifier::kRe}, text("(?=a)")), "invalid-regex");
}

TEST(AddBusinessHours, AreReadOrRefused) {
  Predicate predicate;
  EXPECT_EQ(add_business_hours("mon-fri 08:00-18:00 UTC", predicate).code, "");
  EXPECT_THAT(kinds_of(predicate), ElementsAre(Kind::kBusinessHours));
  EXPECT_TRUE(predicate.accepts(Value::string("2024-03-05T12:00:00Z")));
  EXPECT_FALSE(predicate.accepts(Value::string("2024-03-05T22:00:00Z")));
  EXPECT_EQ(add_business_hours("always", predicate).code, "invalid-business-hours");
}

}  // namespace
}  // namespace trailsift::detect::literal_compiler_test
