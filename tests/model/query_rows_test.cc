// SPDX-License-Identifier: Apache-2.0
#include "model/query_rows.h"

#include <gtest/gtest.h>

#include <string>

#include <nlohmann/json.hpp>

#include "tests/model/containers.h"

namespace trailsift::model {
namespace {

TEST(QueryRows, StructsBecomeJson) {
  const std::pair<std::string, const char*> cases[] = {
      {"null", "null"},
      {"", R"("")"},
      {"text", R"("text")"},
      {"true", R"("true")"},
      {"{type=IAMUser, principalid=AIDA}", R"({"type":"IAMUser","principalId":"AIDA"})"},
      {"{invokedby=null, sessioncontext={attributes={mfaauthenticated=false}}}",
       R"({"invokedBy":null,"sessionContext":{"attributes":{"mfaAuthenticated":"false"}}})"},
      {"[{arn=a, accountid=1}, {arn=b}]", R"([{"arn":"a","accountId":"1"},{"arn":"b"}])"},
      {"[a, b]", R"(["a","b"])"},
      {"{}", "{}"},
      {"{a}", R"({"a":null})"},
      {"{=}", R"({"":""})"},
      {R"({"a":{"b":[1,"}"]}})", R"({"a":{"b":[1,"}"]}})"},
      {R"([{"a":1}])", R"([{"a":1}])"},
      {"say \"hi\"\\\n\x01", R"("say \"hi\"\\\u000a\u0001")"},
      {"}{", R"("}{")"},
  };
  for (const auto& [text, json] : cases) EXPECT_EQ(struct_to_json(text), json) << text;
}

TEST(QueryRows, WhatACellHoldsStaysInTheCell) {
  // A user agent is chosen by whoever makes the call.
  for (const char* text : {R"({"a":1},"eventName":"Fake","b":{"c":1})", R"({"a":"})", R"(["a"],1)",
                           R"({"a":1}})", R"([{"a":1)", "{a=1}, {b=2}", R"({"a)"}) {
    const std::string json = R"({"userAgent":)" + struct_to_json(text) + "}";
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    ASSERT_FALSE(parsed.is_discarded()) << json;
    EXPECT_EQ(parsed.size(), 1U) << json;
  }
}

TEST(QueryRows, DeepStructsEnd) {
  const std::string deep = std::string(100000, '{') + std::string(100000, '}');
  EXPECT_FALSE(nlohmann::json::parse(struct_to_json(deep), nullptr, false).is_discarded());
}

TEST(QueryRows, NamesAreThoseOfCloudTrail) {
  EXPECT_EQ(canonical_name("eventname"), "eventName");
  EXPECT_EQ(canonical_name("SOURCEIPADDRESS"), "sourceIPAddress");
  EXPECT_EQ(canonical_name("accesskeyid"), "accessKeyId");
  EXPECT_EQ(canonical_name("mfaauthenticated"), "mfaAuthenticated");
  EXPECT_EQ(canonical_name("actor"), "actor");
  EXPECT_EQ(canonical_name("Unknown"), "Unknown");
}

TEST(QueryRows, ReadsRows) {
  QueryRows rows;
  Arena arena;
  std::string record;
  const std::string header =
      R"({"Data":[{"VarCharValue":"eventname"},{"VarCharValue":"errorcode"}]})";
  EXPECT_FALSE(rows.read(header, arena, record));
  EXPECT_TRUE(rows.read(R"({"Data":[{"VarCharValue":"A\n"},{}]})", arena, record));
  EXPECT_EQ(record, R"({"eventName":"A\u000a","errorCode":null})");
  EXPECT_FALSE(rows.read(header, arena, record));
  EXPECT_TRUE(rows.read(R"({"Data":[{"VarCharValue":"B"}]})", arena, record));
  EXPECT_EQ(record, R"({"eventName":"B"})");
  EXPECT_TRUE(rows.read(R"([{"eventName":"C"},{"userIdentity":"{type=Root}"}])", arena, record));
  EXPECT_EQ(record, R"({"eventName":"C","userIdentity":{"type":"Root"}})");
  for (const char* row : {"{}", "[]", R"({"Other":[]})", R"({"Data":[]})", "7", ""}) {
    EXPECT_FALSE(rows.read(row, arena, record)) << row;
  }
}

}  // namespace
}  // namespace trailsift::model
