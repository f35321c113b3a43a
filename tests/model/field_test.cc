// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/field.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/temp_folder.h"

namespace trailsift {
namespace {

TEST(Field, TableIsInTheOrderOfTheEnum) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldInfo& info = field_table()[i];
    EXPECT_EQ(static_cast<std::size_t>(info.field), i) << info.path;
    EXPECT_FALSE(info.description.empty()) << info.path;
    EXPECT_EQ(info.path.starts_with("derived."), i >= kRecordFieldCount) << info.path;
  }
}

TEST(Field, Resolves) {
  struct Case {
    const char* name;
    bool has_root;
    Field root;
    const char* rest;
  };
  const Case cases[] = {
      {"eventName", true, Field::kEventName, ""},
      {"eventName.x", true, Field::kEventName, "x"},
      {"userIdentity", true, Field::kUserIdentity, ""},
      {"userIdentity.type", true, Field::kIdentityType, ""},
      {"userIdentity.typeX", true, Field::kUserIdentity, "typeX"},
      {"userIdentity.onBehalfOf.userId", true, Field::kUserIdentity, "onBehalfOf.userId"},
      {"userIdentity.sessionContext.sessionIssuer.arn", true, Field::kIdentitySessionContext,
       "sessionIssuer.arn"},
      {"requestParameters.a.b", true, Field::kRequestParameters, "a.b"},
      {"requestParameters.", true, Field::kRequestParameters, ""},
      {"derived.actor", true, Field::kDerivedActor, ""},
      {"tlsDetails.tlsVersion", false, Field::kEventVersion, "tlsDetails.tlsVersion"},
      {"eventname", false, Field::kEventVersion, "eventname"},
      {"eventNameX", false, Field::kEventVersion, "eventNameX"},
      {"", false, Field::kEventVersion, ""},
  };
  for (const Case& c : cases) {
    const FieldPath path = resolve_field(c.name);
    EXPECT_EQ(path.has_root, c.has_root) << c.name;
    EXPECT_EQ(path.root, c.root) << c.name;
    EXPECT_EQ(path.rest, c.rest) << c.name;
    EXPECT_EQ(path.name, c.name);
  }
}

TEST(Field, IsDocumented) {
  const std::string document = testing::read_file(TRAILSIFT_SOURCE_DIR "/docs/fields.md");
  std::string table = "| field | value |\n| --- | --- |\n";
  for (const FieldInfo& info : field_table()) {
    table += "| `" + std::string(info.path) + "` | " + std::string(info.description) + " |\n";
  }
  EXPECT_NE(document.find(table), std::string::npos) << "docs/fields.md should hold\n" << table;
}

TEST(IsKnownField, TellsFieldsFromSlips) {
  for (const char* name :
       {"eventName", "requestParameters", "requestParameters.a.b", "userIdentity.type",
        "userIdentity.sessionContext.sessionIssuer.arn", "userIdentity.onBehalfOf.userId",
        "tlsDetails.tlsVersion", "apiVersion", "resources.ARN", "derived.actor"}) {
    EXPECT_TRUE(is_known_field(name)) << name;
  }
  for (const char* name :
       {"", "eventname", "eventName.x", "requestParametersX", "requestParameter.a",
        "userIdentity.arm", "userIdentity.type.x", "derived.actors", "Image"}) {
    EXPECT_FALSE(is_known_field(name)) << name;
  }
  for (const FieldInfo& info : field_table()) EXPECT_TRUE(is_known_field(info.path)) << info.path;
}

TEST(NearestField, IsTheOneThatWasMeant) {
  EXPECT_EQ(nearest_field("eventname"), "eventName");
  EXPECT_EQ(nearest_field("sourceIpAdress"), "sourceIPAddress");
  EXPECT_EQ(nearest_field("userIdentity.arm"), "userIdentity.arn");
  EXPECT_EQ(nearest_field("zzz"), std::nullopt);
}

}  // namespace
}  // namespace trailsift
