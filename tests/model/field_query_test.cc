// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/field_query.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/model/placed_text.h"
#include "trailsift/model/event_parser.h"

namespace trailsift {
namespace {

class Joined : public ValueVisitor {
 public:
  explicit Joined(std::size_t most) : most_(most) {}
  bool visit(const Value& value) override {
    if (!text_.empty()) text_ += '|';
    text_ += value.kind == ValueKind::kNull ? "null" : std::string(value.text());
    return --most_ > 0;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::size_t most_;
};

std::string values(std::string_view json, std::string_view path, std::size_t most = 1000) {
  Arena arena;
  Joined joined(most);
  for_each_value(json, path, arena, joined);
  return joined.text();
}

TEST(FieldQuery, ReachesValues) {
  struct Case {
    const char* json;
    const char* path;
    const char* found;
  };
  const Case cases[] = {
      {R"({"a":1})", "a", "1"},
      {R"({"a":{"b":{"c":"x"}}})", "a.b.c", "x"},
      {R"({"a":{"b":{"c":"x"}}})", "a.b", R"({"c":"x"})"},
      {R"({"a":null})", "a", "null"},
      {R"({"a":{}})", "a", "{}"},
      // Through arrays of objects, and by their members at the end.
      {R"({"items":[{"cidrIp":"a"},{"cidrIp":"b"},{"x":1}]})", "items.cidrIp", "a|b"},
      {R"({"a":["x","y",null,3]})", "a", "x|y|null|3"},
      {R"({"a":[["x"],[["y"]],[]]})", "a", "x|y"},
      {R"({"a":[[{"b":1}],{"b":[2,3]}]})", "a.b", "1|2|3"},
      {R"([{"a":1},{"a":2}])", "a", "1|2"},
      // Keys that contain dots.
      {R"({"a.b":1})", "a.b", "1"},
      {R"({"a":{"b.c":1},"a.b":{"c":2},"a.b.c":3})", "a.b.c", "1|2|3"},
      // Of two the last one counts.
      {R"({"a":1,"a":2})", "a", "2"},
      {R"({"a":{"b":1},"a":{"c":2}})", "a.b", ""},
      // Documents that are texts.
      {R"({"p":"{\"Statement\":[{\"Effect\":\"Allow\"},{\"Effect\":\"Deny\"}]}"})",
       "p.Statement.Effect", "Allow|Deny"},
      {R"({"p":" [{\"a\":1}] "})", "p.a", "1"},
      {R"({"p":"%7B%22a%22%3A%7b%22b+c%22%3a1%7d%7D"})", "p.a.b+c", "1"},
      {R"({"p":"{\"q\":\"{\\\"r\\\":5}\"}"})", "p.q.r", "5"},
      {R"({"p":["{\"a\":1}",{"a":2}]})", "p.a", "1|2"},
      {R"({"p":"{\"a\":1}"})", "p", R"({"a":1})"},
      {R"({"p":"{\"a\":1"})", "p.a", ""},
      {R"({"p":"{\"a\":1} x"})", "p.a", ""},
      {R"({"p":"text"})", "p.a", ""},
      // Escapes.
      {R"({"a":"x\ny"})", "a", "x\ny"},
      {R"({"\u0061":"x"})", "a", "x"},
      {R"({"\u0061":{"b\n":"x"}})", "a.b\n", "x"},
      // Nowhere.
      {R"({"a":1})", "b", ""},
      {R"({"a":1})", "a.b", ""},
      {R"({"a":"text"})", "a.b", ""},
      {R"({"a":[]})", "a", ""},
      {R"({"a":1})", "A", ""},
      {R"({"ab":1})", "a", ""},
      {"", "a", ""},
      {"  ", "a", ""},
      {R"({"a":{"b":1)", "a.b", ""},
      {R"({"":1})", "", R"({"":1})"},
  };
  for (const Case& c : cases) EXPECT_EQ(values(c.json, c.path), c.found) << c.json << " " << c.path;
}

TEST(FieldQuery, EndsWhenTheVisitorHasHadEnough) {
  EXPECT_EQ(values(R"({"a":[1,2,3]})", "a", 2), "1|2");
  EXPECT_EQ(values(R"({"a":[{"b":[1,2]},{"b":3}]})", "a.b", 1), "1");
  EXPECT_EQ(values(R"({"a":{"b":1},"a.b":2})", "a.b", 1), "1");
}

TEST(FieldQuery, BoundsArraysInArrays) {
  const std::string deep =
      R"({"a":)" + std::string(200000, '[') + "1" + std::string(200000, ']') + "}";
  EXPECT_EQ(values(deep, "a"), "");
  const std::string fits = R"({"a":)" + std::string(60, '[') + "1" + std::string(60, ']') + "}";
  EXPECT_EQ(values(fits, "a"), "1");
}

TEST(FieldQuery, OfAnEvent) {
  const testing::PlacedText placed(
      R"({"eventName":"X","userIdentity":{"type":"Root","sessionContext":{"sourceIdentity":"me"}},)"
      R"("requestParameters":{"a":[{"b":"x\ty"}]},"tlsDetails":{"tlsVersion":"TLSv1.3"}})");
  Arena arena;
  Event event;
  std::size_t end = 0;
  ASSERT_EQ(parse_event(placed.text(), {}, arena, event, &end), ParseStatus::kOk);
  const auto first = [&](const char* name) {
    return std::string(first_value(event, resolve_field(name), arena).text());
  };
  EXPECT_EQ(first("eventName"), "X");
  EXPECT_EQ(first("userIdentity.type"), "Root");
  EXPECT_EQ(first("userIdentity.sessionContext.sourceIdentity"), "me");
  EXPECT_EQ(first("requestParameters.a.b"), "x\ty");
  EXPECT_EQ(first("tlsDetails.tlsVersion"), "TLSv1.3");
  EXPECT_EQ(first("eventName.x"), "");
  EXPECT_EQ(first("responseElements"), "");
  EXPECT_EQ(first_value(event, resolve_field("responseElements"), arena).kind, ValueKind::kMissing);
  EXPECT_EQ(first_value(event, resolve_field("requestParameters"), arena).kind, ValueKind::kObject);
}

}  // namespace
}  // namespace trailsift
