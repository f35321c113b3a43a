// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/event_parser.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/model/containers.h"
#include "tests/model/placed_text.h"
#include "trailsift/model/derived.h"

namespace trailsift {
namespace {

using testing::PlacedText;

Event parsed(EventParser& parser, const PlacedText& placed, Arena& arena) {
  Event event;
  std::size_t end = 0;
  EXPECT_EQ(parser.parse(placed.text(), arena, event, &end), ParseStatus::kOk) << placed.text();
  EXPECT_EQ(end, event.record.size());
  return event;
}

TEST(EventParser, ResolvesEscapesInHeldFields) {
  const PlacedText placed(
      R"({"userAgent":"a \"b\" \u00e9","eventName":"plain","userIdentity":{"userName":"\ud83d"},)"
      R"("requestParameters":{"k":"\n"}})");
  EventParser parser;
  Arena arena;
  const Event event = parsed(parser, placed, arena);
  EXPECT_EQ(event.text(Field::kUserAgent), "a \"b\" \xC3\xA9");
  EXPECT_EQ(event.text(Field::kEventName), "plain");
  EXPECT_EQ(event.text(Field::kIdentityUserName), "\xEF\xBF\xBD");
  EXPECT_EQ(event.text(Field::kRequestParameters), R"({"k":"\n"})");
}

TEST(EventParser, ReadsTimes) {
  const std::pair<const char*, const char*> cases[] = {
      {R"("2023-07-10T11:57:50Z")", "2023-07-10T11:57:50Z"},
      {R"("2023-07-10T11:57:51Z")", "2023-07-10T11:57:51Z"},
      {R"("2023-07-10T11:57:60Z")", ""},
      {R"("2023-07-10T11:57:5xZ")", ""},
      {R"("2023-07-10T11:58:09Z")", "2023-07-10T11:58:09Z"},
      {R"("2023-13-10T11:57:50Z")", ""},
      {R"("2023-07-10 11:57:50")", "2023-07-10T11:57:50Z"},
      {R"("2023-07-10 11:57:50.123456789")", "2023-07-10T11:57:50.123456Z"},
      {R"("2023-07-10T13:57:50+02:00")", "2023-07-10T11:57:50Z"},
      {R"("")", ""},
      {"1688990270", ""},
      {"null", ""},
      {R"("2023-07-10T11:57:50Z")", "2023-07-10T11:57:50Z"},
  };
  EventParser parser;  // one for all: it remembers the minute of the time before
  for (const auto& [text, time] : cases) {
    const PlacedText placed(R"({"eventTime":)" + std::string(text) + "}");
    Arena arena;
    EXPECT_EQ(format_timestamp(parsed(parser, placed, arena).time), time) << text;
  }
}

TEST(EventParser, LeavesNothingOfTheEventBefore) {
  EventParser parser;
  Arena arena;
  Event event;
  std::size_t end = 0;
  const PlacedText full(testing::record("CreateUser"));
  const PlacedText empty("{ }");
  ASSERT_EQ(parser.parse(full.text(), arena, event, &end), ParseStatus::kOk);
  derive(event, arena);
  EXPECT_FALSE(event.spaced);
  ASSERT_EQ(parser.parse(empty.text(), arena, event, &end), ParseStatus::kOk);
  EXPECT_TRUE(event.spaced);
  EXPECT_FALSE(event.profile_derived);
  EXPECT_FALSE(event.content_derived);
  EXPECT_EQ(event.time, kNoTime);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (static_cast<Field>(i) == Field::kDerivedOutcome) continue;
    EXPECT_EQ(event.values[i].kind, ValueKind::kMissing) << field_table()[i].path;
  }
}

TEST(EventParser, SaysWhatIsWrongAndWhere) {
  struct Case {
    const char* text;
    ParseStatus status;
    std::size_t end;
  };
  const Case cases[] = {
      {R"({"a":1}{"b":2})", ParseStatus::kOk, 7},
      {R"({"a":1)", ParseStatus::kIncomplete, 6},
      {R"({"a":x,"b":1})", ParseStatus::kMalformed, 5},
      {R"({"a":{"b":{"c":1}}})", ParseStatus::kTooDeep, 5},
      {R"({"a":"12345678901234567890123456789012"})", ParseStatus::kTooLarge, 30},
  };
  for (const Case& c : cases) {
    const PlacedText placed(c.text);
    Arena arena;
    Event event;
    std::size_t end = 0;
    EXPECT_EQ(parse_event(placed.text(), {2, 30}, arena, event, &end), c.status) << c.text;
    EXPECT_EQ(end, c.end) << c.text;
  }
}

TEST(EventParser, PortableCodeGivesTheSame) {
  const PlacedText placed(testing::record("CreateUser"));
  Arena arena;
  EventParser usual;
  EventParser portable;
  portable.use_portable_code();
  const Event one = parsed(usual, placed, arena);
  const Event other = parsed(portable, placed, arena);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    EXPECT_EQ(one.values[i].text(), other.values[i].text()) << field_table()[i].path;
  }
}

TEST(EventParser, KnowsARecordFromOtherObjects) {
  const std::pair<const char*, bool> cases[] = {
      {R"({"eventVersion":"1.08","eventTime":"x"})", true},
      {R"({"eventVersion":"1.08","eventID":"x"})", true},
      {R"({"eventName":"x","eventSource":"s","eventTime":"t"})", true},
      {R"({"eventVersion":"1.08"})", false},
      {R"({"eventVersion":null,"eventID":"x"})", false},
      {R"({"eventName":"x","eventTime":"t"})", false},
      {R"({"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"t"})", false},
      {R"({"eventVersion":"1.0","eventSource":"aws:kinesis","eventID":"t"})", false},
      {"{}", false},
  };
  for (const auto& [text, is_record] : cases) {
    const PlacedText placed(text);
    Arena arena;
    EventParser parser;
    EXPECT_EQ(is_cloudtrail_record(parsed(parser, placed, arena)), is_record) << text;
  }
}

}  // namespace
}  // namespace trailsift
