// SPDX-License-Identifier: Apache-2.0
#include "model/event_collector.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/model/collecting_sink.h"
#include "tests/model/containers.h"
#include "tests/model/placed_text.h"

namespace trailsift::model {
namespace {

using testing::CollectingSink;
using testing::PlacedText;

TEST(EventCollector, GivesOutFullBatchesAndTheRestWhenAsked) {
  CollectingSink sink;
  FileReport report;
  EventCollector collector({});
  collector.start(sink, report);
  const PlacedText placed(testing::record("A"));
  std::size_t end = 0;
  for (std::size_t i = 0; i < EventCollector::kBatchEvents * 2 + 3; ++i) {
    ASSERT_EQ(collector.parse(placed.text(), &end), ParseStatus::kOk);
    collector.keep();
  }
  EXPECT_EQ(sink.names().size(), EventCollector::kBatchEvents * 2);
  EXPECT_FALSE(collector.is_empty());
  collector.flush();
  collector.flush();
  EXPECT_TRUE(collector.is_empty());
  EXPECT_EQ(sink.names().size(), EventCollector::kBatchEvents * 2 + 3);
  EXPECT_EQ(sink.largest_batch(), EventCollector::kBatchEvents);
  EXPECT_EQ(report.records, sink.names().size());
  EXPECT_TRUE(report.is_log);
}

// Whichever of two copies is met first, rules are asked about the same bytes.
TEST(EventCollector, KeepsRecordsWithoutWhiteSpaceBetweenTheirParts) {
  CollectingSink sink;
  FileReport report;
  EventCollector collector({});
  collector.start(sink, report);
  const PlacedText packed(
      R"({"eventVersion":"1.08","eventID":"1","eventName":"A \" b","requestParameters":{"a":[1,2]},"recipientAccountId":"111122223333"})");
  const PlacedText spaced(
      "{ \"eventVersion\": \"1.08\",\n \"eventID\": \"1\", \"eventName\": \"A \\\" b\",\t"
      "\"requestParameters\": { \"a\": [ 1, 2 ] },\r\n\"recipientAccountId\": \"111122223333\" }");
  for (const PlacedText* text : {&spaced, &packed}) {
    std::size_t end = 0;
    ASSERT_EQ(collector.parse(text->text(), &end), ParseStatus::kOk);
    EXPECT_EQ(end, text->text().size());
    collector.keep();
  }
  collector.flush();
  const std::string record(packed.text());
  EXPECT_EQ(sink.records(), (std::vector<std::string>{record, record}));
  EXPECT_EQ(sink.names(), (std::vector<std::string>{"A \" b", "A \" b"}));
}

TEST(EventCollector, CountsOnlyWhatIsKept) {
  CollectingSink sink;
  FileReport report;
  EventCollector collector({});
  collector.start(sink, report);
  std::size_t end = 0;
  const PlacedText placed(testing::record("A"));
  ASSERT_EQ(collector.parse(placed.text(), &end), ParseStatus::kOk);
  EXPECT_EQ(collector.parsed().text(Field::kEventName), "A");
  const PlacedText other(testing::record("B"));
  ASSERT_EQ(collector.parse(other.text(), &end), ParseStatus::kOk);
  collector.keep();
  collector.flush();
  EXPECT_EQ(sink.names(), std::vector<std::string>{"B"});
  EXPECT_EQ(report.records, 1U);
}

TEST(EventCollector, StartForgetsTheFileBefore) {
  CollectingSink sink;
  FileReport report;
  EventCollector collector({});
  collector.start(sink, report);
  std::size_t end = 0;
  const PlacedText placed(testing::record("A"));
  ASSERT_EQ(collector.parse(placed.text(), &end), ParseStatus::kOk);
  collector.keep();
  FileReport next;
  collector.start(sink, next);
  collector.flush();
  EXPECT_TRUE(sink.names().empty());
  EXPECT_FALSE(next.is_log);
}

TEST(EventCollector, CopiesWithPadding) {
  Arena arena;
  for (const std::string& text : {std::string(), std::string("abc"), std::string(100000, 'x')}) {
    const std::string_view copy = padded_copy(text, arena);
    EXPECT_EQ(copy, text);
    EXPECT_EQ(std::string(copy.data() + copy.size(), kJsonPadding),
              std::string(kJsonPadding, '\0'));
  }
}

}  // namespace
}  // namespace trailsift::model
