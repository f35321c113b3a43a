// SPDX-License-Identifier: Apache-2.0
#include "model/json_cursor.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::model {
namespace {

// "key=value key=value", with '!' behind what made no sense.
std::string members(std::string_view json) {
  MemberCursor cursor(json);
  std::string text;
  while (cursor.next()) {
    if (!text.empty()) text += ' ';
    text += std::string(cursor.key()) + "=" + std::string(cursor.value().text());
    if (cursor.value_escaped() || cursor.key_escaped()) text += "\\";
  }
  EXPECT_FALSE(cursor.next());
  return text + (cursor.ok() ? "" : "!");
}

TEST(JsonCursor, StepsThroughMembers) {
  const std::pair<const char*, const char*> cases[] = {
      {"{}", ""},
      {" { } ", ""},
      {"[]", ""},
      {R"({"a":1,"b":"x","c":null,"d":true})", "a=1 b=x c=null d=true"},
      {R"([1, "x" ,{"a":[2]} , [ ] ])", R"(=1 =x ={"a":[2]} =[ ])"},
      {R"({"a":{"b":"}]\"{"},"c":[[],{}]})", R"(a={"b":"}]\"{"} c=[[],{}])"},
      {R"({"a\n":"b\t"})", R"(a\n=b\t\)"},
      {R"({"a":1,"a":2})", "a=1 a=2"},
      {"{\"a\" :\r\n\t1 }", "a=1"},
      // Stops where it makes no sense.
      {"", "!"},
      {"x", "!"},
      {"\"text\"", "!"},
      {"{", "!"},
      {"[1", "=1!"},
      {"[1 2]", "=1!"},
      {"[1,]", "=1!"},
      {"[nonsense]", "!"},
      {R"({"a" 1})", "!"},
      {R"({"a":"x)", "!"},
      {R"({"a":"x\)", "!"},
      {R"({a:1})", "!"},
      {R"({"a":{"b":1)", "!"},
      {R"({"a":1,"b")", "a=1!"},
  };
  for (const auto& [json, text] : cases) EXPECT_EQ(members(json), text) << json;
}

TEST(JsonCursor, NestingCostsNoStack) {
  const std::string deep = "[" + std::string(1000000, '[') + std::string(1000000, ']') + "]";
  MemberCursor cursor(deep);
  ASSERT_TRUE(cursor.next());
  EXPECT_EQ(cursor.value().text().size(), 2000000U);
  EXPECT_EQ(cursor.value().kind, ValueKind::kArray);
}

TEST(JsonCursor, ScansOneValue) {
  ScannedValue scanned;
  ASSERT_TRUE(scan_value(R"(x"a\"b",1)", 1, scanned));
  EXPECT_EQ(scanned.value.text(), R"(a\"b)");
  EXPECT_TRUE(scanned.escaped);
  EXPECT_EQ(scanned.end, 7U);
  EXPECT_FALSE(scan_value("{}", 2, scanned));
  EXPECT_FALSE(scan_value("}", 0, scanned));
}

}  // namespace
}  // namespace trailsift::model
