// SPDX-License-Identifier: Apache-2.0
#include "model/record_splitter.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/model/collecting_sink.h"
#include "tests/model/containers.h"
#include "tests/model/placed_text.h"

namespace trailsift::model::record_splitter_test {
namespace {

using testing::CollectingSink;
using testing::PlacedText;
using testing::record;

using Names = std::vector<std::string>;

// A splitter and what comes out of it. The record reader's tests have every container and every
// kind of damage; here is what its caller relies on between two windows.
class RecordSplitterTest : public ::testing::Test {
 protected:
  explicit RecordSplitterTest(const ParseLimits& limits = {}) : collector_(limits) {
    collector_.start(sink_, report_);
  }

  // Feeds one window that begins at byte `offset` of the whole, and gives out its events, because
  // its text goes.
  std::size_t feed(std::string_view window, std::uint64_t offset, bool last) {
    const PlacedText placed(window);
    const std::size_t done = splitter_.feed(placed.text(), offset, last);
    collector_.flush();
    return done;
  }

  // "malformed-record@17"
  [[nodiscard]] Names losses() const {
    Names losses;
    for (const ReadLoss& loss : report_.losses) {
      losses.push_back(loss.reason + '@' + std::to_string(loss.position));
    }
    return losses;
  }

  static constexpr std::uint64_t kMaxInnerBytes = 4096;

  CollectingSink sink_;
  FileReport report_;
  EventCollector collector_;
  RecordSplitter splitter_{collector_, kMaxInnerBytes};
};

TEST_F(RecordSplitterTest, GoesOnInTheNextWindowWhereItLeftOff) {
  const std::string text =
      R"({"Records":[)" + record("A") + "," + record("B") + "," + record("C") + "]}";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    SCOPED_TRACE(cut);
    sink_ = CollectingSink();
    splitter_.restart();
    const std::size_t done = feed(text.substr(0, cut), 0, false);
    ASSERT_LE(done, cut);
    EXPECT_FALSE(splitter_.is_cut()) << "what is missing may still come";
    EXPECT_EQ(feed(text.substr(done), done, true), text.size() - done);
    EXPECT_FALSE(splitter_.is_cut());
    EXPECT_EQ(sink_.names(), (Names{"A", "B", "C"}));
  }
  EXPECT_EQ(losses(), Names());
}

TEST_F(RecordSplitterTest, TellsWhatIsNotCompleteAtTheEnd) {
  const std::string whole = R"({"Records":[)" + record("A") + ",";
  const std::string cut = record("B").substr(0, record("B").size() - 1);
  EXPECT_EQ(feed(whole + cut, 0, true), whole.size()) << "the cut record is not done with";
  EXPECT_TRUE(splitter_.is_cut());
  EXPECT_EQ(sink_.names(), Names{"A"});
}

TEST_F(RecordSplitterTest, AListThatIsNotClosedIsCut) {
  const std::string text = R"({"Records":[)" + record("A");
  EXPECT_EQ(feed(text, 0, true), text.size());
  EXPECT_TRUE(splitter_.is_cut());
  EXPECT_EQ(sink_.names(), Names{"A"});
}

TEST_F(RecordSplitterTest, ForgetsItsListsWhenItIsToldTo) {
  const std::string head = R"({"Records":[)" + record("A") + ",";
  EXPECT_EQ(feed(head, 0, false), head.size());
  splitter_.restart();
  EXPECT_EQ(feed(record("B"), head.size(), true), record("B").size());
  EXPECT_FALSE(splitter_.is_cut()) << "no list is open";
  EXPECT_EQ(sink_.names(), (Names{"A", "B"}));
}

TEST_F(RecordSplitterTest, PlacesLossesInTheWholeText) {
  const std::string line = "no record\n" + record("A") + "\n";
  EXPECT_EQ(feed(line, 1000, true), line.size());
  EXPECT_EQ(losses(), Names{"malformed-record@1000"});
  EXPECT_EQ(sink_.names(), Names{"A"});
}

// All that one message unpacks to counts together; the next one has room of its own.
TEST_F(RecordSplitterTest, BoundsWhatIsInsideOneItem) {
  const auto message = [](const std::string& text) {
    return R"({"Type":"Notification","Message":)" + testing::json_string(text) + "}\n";
  };
  const std::string small = message(record("A"));
  const std::string padding(kMaxInnerBytes, ' ');
  const std::string text = small + message(record("B") + padding) + small;
  EXPECT_EQ(feed(text, 0, true), text.size());
  EXPECT_EQ(sink_.names(), (Names{"A", "A"}));
  EXPECT_EQ(losses(), Names{"too-large@" + std::to_string(small.size())});
}

TEST_F(RecordSplitterTest, MessagesInsideMessagesEndSomewhere) {
  std::string text = record("A");
  for (int depth = 0; depth < 3; ++depth) {
    text = R"({"Type":"Notification","Message":)" + testing::json_string(text) + "}";
  }
  EXPECT_EQ(feed(text, 0, true), text.size());
  EXPECT_EQ(sink_.names(), Names{"A"});
  text = "[]";
  for (int depth = 0; depth < 10; ++depth) text = "[" + text + ",{}]";
  text = "[" + text + "]";
  EXPECT_EQ(feed(text, 0, true), text.size());
  EXPECT_EQ(losses(), Names{"too-many-envelopes@1"});
}

class RecordSplitterLimitsTest : public RecordSplitterTest {
 protected:
  RecordSplitterLimitsTest() : RecordSplitterTest(limits()) {}

  static ParseLimits limits() {
    ParseLimits limits;
    limits.max_record_bytes = 2000;
    return limits;
  }
};

TEST_F(RecordSplitterLimitsTest, DoesNotWaitForTheEndOfARecordThatIsTooLarge) {
  const std::string text = R"({"Records":[{"eventVersion":"1.08","x":")" + std::string(3000, 'x');
  EXPECT_GT(feed(text, 0, false), 2000U) << "or a window would have to grow without end";
  EXPECT_EQ(losses(), Names{"record-too-large@12"});
}

}  // namespace
}  // namespace trailsift::model::record_splitter_test
