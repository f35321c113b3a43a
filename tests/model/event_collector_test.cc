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

class EventCollectorTest : public ::testing::Test {
 protected:
  EventCollectorTest() { collector_.start(sink_, report_); }

  CollectingSink sink_;
  FileReport report_;
  EventCollector collector_{ParseLimits()};
};

TEST_F(EventCollectorTest, GivesOutFullBatchesAndTheRestWhenAsked) {
  const PlacedText placed(testing::record("A"));
  std::size_t end = 0;
  for (std::size_t i = 0; i < EventCollector::kBatchEvents * 2 + 3; ++i) {
    ASSERT_EQ(collector_.parse(placed.text(), &end), ParseStatus::kOk);
    collector_.keep();
  }
  EXPECT_EQ(sink_.names().size(), EventCollector::kBatchEvents * 2);
  EXPECT_FALSE(collector_.is_empty());
  collector_.flush();
  collector_.flush();
  EXPECT_TRUE(collector_.is_empty());
  EXPECT_EQ(sink_.names().size(), EventCollector::kBatchEvents * 2 + 3);
  EXPECT_EQ(sink_.largest_batch(), EventCollector::kBatchEvents);
  EXPECT_EQ(report_.records, sink_.names().size());
  EXPECT_TRUE(report_.is_log);
}

// Whichever of two copies is met first, rules are asked about the same bytes.
TEST_F(EventCollectorTest, KeepsRecordsWithoutWhiteSpaceBetweenTheirParts) {
  const PlacedText packed(
      R"({"eventVersion":"1.08","eventID":"1","eventName":"A \" b","requestParameters":{"a":[1,2]},"recipientAccountId":"111122223333"})");
  const PlacedText spaced(
      "{ \"eventVersion\": \"1.08\",\n \"eventID\": \"1\", \"eventName\": \"A \\\" b\",\t"
      "\"requestParameters\": { \"a\": [ 1, 2 ] },\r\n\"recipientAccountId\": \"111122223333\" }");
  for (const PlacedText* text : {&spaced, &packed}) {
    std::size_t end = 0;
    ASSERT_EQ(collector_.parse(text->text(), &end), ParseStatus::kOk);
    EXPECT_EQ(end, text->text().size());
    collector_.keep();
  }
  collector_.flush();
  const std::string record(packed.text());
  EXPECT_EQ(sink_.records(), (std::vector<std::string>{record, record}));
  EXPECT_EQ(sink_.names(), (std::vector<std::string>{"A \" b", "A \" b"}));
}

TEST_F(EventCollectorTest, CountsOnlyWhatIsKept) {
  std::size_t end = 0;
  const PlacedText placed(testing::record("A"));
  ASSERT_EQ(collector_.parse(placed.text(), &end), ParseStatus::kOk);
  EXPECT_EQ(collector_.parsed().text(Field::kEventName), "A");
  const PlacedText other(testing::record("B"));
  ASSERT_EQ(collector_.parse(other.text(), &end), ParseStatus::kOk);
  collector_.keep();
  collector_.flush();
  EXPECT_EQ(sink_.names(), std::vector<std::string>{"B"});
  EXPECT_EQ(report_.records, 1U);
}

TEST_F(EventCollectorTest, StartForgetsTheFileBefore) {
  std::size_t end = 0;
  const PlacedText placed(testing::record("A"));
  ASSERT_EQ(collector_.parse(placed.text(), &end), ParseStatus::kOk);
  collector_.keep();
  FileReport next;
  collector_.start(sink_, next);
  collector_.flush();
  EXPECT_TRUE(sink_.names().empty());
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
