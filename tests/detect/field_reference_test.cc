// SPDX-License-Identifier: Apache-2.0
#include "detect/field_reference.h"

#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect::field_reference_test {
namespace {

bool hits(const std::string& test, const std::string& parameters) {
  return rule_hits("  s:\n    requestParameters." + test + "\n  condition: s",
                   R"({"requestParameters":)" + parameters + "}");
}

struct ReferenceCase {
  const char* test;
  const char* parameters;
  bool expected;
};

TEST(FieldReference, ComparesTwoFieldsOfTheEvent) {
  const ReferenceCase cases[] = {
      {"a|fieldref: requestParameters.b", R"({"a":"x","b":"X"})", true},
      {"a|fieldref|cased: requestParameters.b", R"({"a":"x","b":"X"})", false},
      {"a|fieldref: requestParameters.b", R"({"a":"x","b":"y"})", false},
      {"a|fieldref: requestParameters.b", R"({"a":"É","b":"é"})", true},
      {"a|fieldref: requestParameters.b", R"({"a":{"c":1},"b":{"C":1}})", true},
      {"a|fieldref|contains: requestParameters.b", R"({"a":"xyz","b":"Y"})", true},
      {"a|fieldref|startswith: requestParameters.b", R"({"a":"xyz","b":"y"})", false},
      {"a|fieldref|startswith: requestParameters.b", R"({"a":"xyz","b":"x"})", true},
      {"a|fieldref|endswith: requestParameters.b", R"({"a":"xyz","b":"yz"})", true},
      {"a|fieldref|endswith|cased: requestParameters.b", R"({"a":"xyz","b":"YZ"})", false},
      // Members of arrays: any with any.
      {"a|fieldref: requestParameters.b", R"({"a":["p","q"],"b":["r","q"]})", true},
      {"a|fieldref: requestParameters.b.c", R"({"a":["p","q"],"b":[{"c":"p"}]})", true},
      // Numbers.
      {"a|fieldref: requestParameters.b", R"({"a":22,"b":"22.0"})", true},
      {"a|fieldref: requestParameters.b", R"({"a":"22","b":"22.0"})", false},
      // Null and missing are equal to nothing, not even to each other.
      {"a|fieldref: requestParameters.b", R"({"a":null,"b":null})", false},
      {"a|fieldref: requestParameters.b", "{}", false},
      {"a|fieldref|neq: requestParameters.b", "{}", true},
      {"a|fieldref|neq: requestParameters.b", R"({"a":"x","b":"x"})", false},
      // Several fields.
      {"a|fieldref: [requestParameters.b, requestParameters.c]", R"({"a":"x","c":"x"})", true},
      {"a|fieldref|all: [requestParameters.b, requestParameters.c]", R"({"a":"x","c":"x"})", false},
      {"a|fieldref|all: [requestParameters.b, requestParameters.c]", R"({"a":"x","b":"x","c":"x"})",
       true},
  };
  for (const ReferenceCase& one : cases) {
    EXPECT_EQ(hits(one.test, one.parameters), one.expected) << one.test << ' ' << one.parameters;
  }
}

// As many values as these, each compared with each, would take minutes.
std::string many_values(std::string_view prefix, int count) {
  std::string list;
  for (int i = 0; i < count; ++i) {
    list += (i == 0 ? "\"" : ",\"") + std::string(prefix) + std::to_string(i) + '"';
  }
  return list;
}

TEST(FieldReference, ManyValuesAreNotComparedEachWithEach) {
  constexpr int kMany = 50000;
  const std::string left = many_values("\u00FCx", kMany);
  const std::string right = many_values("\u00FCy", kMany);
  const std::string equal = "a|fieldref: requestParameters.b";
  EXPECT_FALSE(hits(equal, "{\"a\":[" + left + "],\"b\":[" + right + "]}"));
  EXPECT_TRUE(hits(equal, "{\"a\":[" + left + "],\"b\":[" + right + ",\"\u00DCX49999\"]}"));
  EXPECT_FALSE(hits("a|fieldref|cased: requestParameters.b",
                    "{\"a\":[" + left + "],\"b\":[" + right + ",\"\u00DCX49999\"]}"));
  EXPECT_TRUE(hits(equal, "{\"a\":[" + left + ",\"22.0\"],\"b\":[" + right + ",22]}"));
  EXPECT_TRUE(hits(equal, "{\"a\":[" + left + ",22],\"b\":[" + right + ",\"22.0\"]}"));
  EXPECT_FALSE(hits(equal, "{\"a\":[" + left + ",\"22\"],\"b\":[" + right + ",\"22.0\"]}"));
}

TEST(FieldReference, LongTextsAreSearchedInBlocks) {
  const std::string left(std::size_t{64} << 10, 'a');
  const std::string right(std::size_t{32} << 10, 'A');
  const auto parameters = [&](const std::string& part) {
    return R"({"a":")" + left + "x\u00DC" + left + R"(","b":")" + part + "\"}";
  };
  const std::string part = "a|fieldref|contains: requestParameters.b";
  EXPECT_TRUE(hits(part, parameters(right)));
  EXPECT_TRUE(hits(part, parameters(right + "X\u00FCa")));
  EXPECT_FALSE(hits(part, parameters(right + "b")));
  EXPECT_FALSE(hits("a|fieldref|contains|cased: requestParameters.b", parameters(right)));
}

TEST(FieldReference, OfPartsTheFirstThousandAreCompared) {
  const std::string left = many_values("x", 50000);
  const std::string right = many_values("y", 50000);
  const std::string part = "a|fieldref|contains: requestParameters.b";
  EXPECT_FALSE(hits(part, "{\"a\":[" + left + "],\"b\":[" + right + "]}"));
  EXPECT_TRUE(hits(part, "{\"a\":[" + left + "],\"b\":[" + many_values("y", 1000) + ",\"x7\"]}"));
  EXPECT_FALSE(hits(part, "{\"a\":[" + left + "],\"b\":[" + many_values("y", 1024) + ",\"x7\"]}"));
}

TEST(FieldReference, MayNameADerivedField) {
  EXPECT_TRUE(rule_hits(
      "  s:\n    recipientAccountId|fieldref: derived.account\n  condition: s",
      R"({"recipientAccountId":"111122223333","userIdentity":{"accountId":"444455556666"}})"));
  EXPECT_TRUE(rule_hits(
      "  s:\n    derived.actor|fieldref|endswith: requestParameters.userName\n  condition: s",
      R"({"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/alice"},)"
      R"("requestParameters":{"userName":"alice"}})"));
}

}  // namespace
}  // namespace trailsift::detect::field_reference_test
