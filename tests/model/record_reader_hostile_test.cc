// SPDX-License-Identifier: Apache-2.0
// Texts made to cost time or memory. Each is large enough that looking at it twice per item, or
// keeping what it unpacks to, would never end or never fit.
#include <gtest/gtest.h>

#include <string>

#include "tests/model/collecting_sink.h"
#include "tests/model/containers.h"
#include "tests/support/gzip_maker.h"

namespace trailsift {
namespace {

using testing::read_content;
using testing::ReadFile;
using testing::record;

constexpr std::size_t kSize = 8U << 20;

std::string repeated(const std::string& part, std::size_t bytes = kSize) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

struct Hostile {
  const char* what;
  std::string text;
  std::size_t events;
};

// That it ends is what is tested: were the time the square of the size, it would be hours.
TEST(RecordReaderHostile, TakesTimeInProportion) {
  const std::string good = record("Good");
  const Hostile cases[] = {
      {"openings of lists", std::string(kSize, '['), 0},
      {"deep nesting", std::string(100000, '[') + std::string(100000, ']') + "\n" + good, 1},
      {"deep objects", repeated(R"({"a":)"), 0},
      {"deep objects a line", repeated("{\"a\":[\n") + good, 1},
      {"lists in lists", repeated(R"({"Records":[{")"), 0},
      {"lists in lists, as records", repeated(R"({"Records":[)"), 0},
      {"broken items of a list", R"({"Records":[)" + repeated(R"({"a":tru},)") + good + "]}", 1},
      {"unbalanced records", R"({"Records":[)" + repeated(R"({"eventVersion":[},)") + good, 1},
      {"beginnings of records", repeated(R"({"eventVersion":")"), 0},
      {"beginnings of lists of records", repeated(R"({"eventVersion":[)"), 0},
      {"lines of nonsense", repeated("x\n") + good, 1},
      {"a line of nonsense", std::string(kSize, 'x') + "\n" + good, 1},
      {"unclosed string", "{\"a\":\"" + std::string(kSize, 'x'), 0},
      {"unclosed key", "{\"" + std::string(kSize, 'x'), 0},
      {"backslashes", "{\"a\":\"" + std::string(kSize, '\\'), 0},
      {"one long string",
       R"({"eventVersion":"1","eventID":"1","x":")" + std::string(2 * kSize - 1000, 'x') + "\"}\n" +
           good,
       2},
      {"empty objects", repeated("{}", 2000000), 0},
      {"empty lists", repeated("[]"), 0},
      {"commas", R"({"Records":[)" + std::string(kSize, ',') + good + "]}", 1},
      {"spaces", "{" + std::string(kSize, ' ') + good.substr(1), 1},
      {"NUL bytes", std::string(kSize, '\0') + good, 1},
      {"quotes", std::string(kSize, '"'), 0},
  };
  for (const Hostile& hostile : cases) {
    const ReadFile file = read_content(hostile.text);
    EXPECT_EQ(file.names.size(), hostile.events) << hostile.what << ": " << file.losses();
    EXPECT_TRUE(!file.report.losses.empty() || hostile.events > 0 || !file.skipped().empty() ||
                file.report.is_log)
        << hostile.what;
  }
}

TEST(RecordReaderHostile, GoesOnBehindWhatDoesNotFitAWindow) {
  ReaderLimits limits;
  limits.decode.whole_file_bytes = 0;
  limits.decode.chunk_bytes = 4096;
  limits.decode.max_window_bytes = 1U << 20;
  const std::string big = R"({"eventVersion":"1","x":")" + std::string(3U << 20, 'x') + "\"}";
  const ReadFile file =
      read_content(record("A") + "\n" + big + "\n" + record("B") + "\n" + record("C"), limits);
  EXPECT_EQ(file.names, (std::vector<std::string>{"A", "B", "C"}));
  EXPECT_EQ(file.losses(), "record-too-large@" + std::to_string(record("A").size() + 1));
}

// A bomb holds no JSON, but what stopped the reading is what its user has to know.
TEST(RecordReaderHostile, AFileThatIsABombIsToldAsTooLarge) {
  ReaderLimits limits;
  limits.decode.max_inflated_bytes = 8U << 20;
  for (const char byte : {'\0', ' ', 'x', '['}) {
    const ReadFile file = read_content(testing::gzip_run(byte, 64U << 20), limits);
    EXPECT_TRUE(file.losses().find("too-large@8388608") != std::string::npos) << file.losses();
  }
}

TEST(RecordReaderHostile, MessagesUnpackToSoMuchAndNoMore) {
  ReaderLimits limits;
  limits.decode.max_window_bytes = 4U << 20;
  const std::string bomb =
      R"({"awslogs":{"data":")" + testing::base64(testing::gzip_run(' ', 64U << 20)) + "\"}}\n";
  std::string text;
  for (int i = 0; i < 20; ++i) text += bomb;
  const ReadFile file = read_content(text + record("A"), limits);
  EXPECT_EQ(file.names, std::vector<std::string>{"A"});
  EXPECT_EQ(file.losses(), "too-large@0 x20");
}

TEST(RecordReaderHostile, AMessageFullOfBombsHasOneBoundForAll) {
  ReaderLimits limits;
  limits.decode.max_window_bytes = 4U << 20;
  const std::string bomb =
      R"({"awslogs":{"data":")" + testing::base64(testing::gzip_run(' ', 3U << 20)) + "\"}}";
  std::string messages;
  for (int i = 0; i < 10; ++i) messages += bomb;
  const ReadFile file =
      read_content(R"({"Message":)" + testing::json_string(messages) + "}", limits);
  EXPECT_TRUE(file.losses().starts_with("too-large@0")) << file.losses();
}

}  // namespace
}  // namespace trailsift
