// SPDX-License-Identifier: Apache-2.0
// What a file holds does not depend on the windows in which it is decoded.
#include <gtest/gtest.h>

#include <string>

#include "tests/model/collecting_sink.h"
#include "tests/model/containers.h"
#include "tests/support/gzip_maker.h"

namespace trailsift {
namespace {

using testing::all_containers;
using testing::Container;
using testing::expect_same;
using testing::in_chunks;
using testing::read_content;
using testing::ReadFile;
using testing::record;

TEST(RecordReaderWindow, EveryContainerReadsTheSame) {
  for (const Container& container : all_containers()) {
    const ReadFile whole = read_content(container.content);
    const std::string packed = testing::gzip(container.content);
    for (const std::size_t bytes : {64U, 65U, 100U, 127U, 256U, 333U, 1000U, 4096U}) {
      expect_same(whole, read_content(packed, in_chunks(bytes)),
                  container.name + " in chunks of " + std::to_string(bytes));
    }
  }
}

TEST(RecordReaderWindow, BrokenListsReadTheSame) {
  const std::string good = record("Bad");
  const std::size_t middle = good.find("\"eventTime\"");
  for (const std::string& broken :
       {std::string(good).erase(middle, 1), good + "}", good.substr(0, middle),
        std::string(good).insert(middle, "\"x\":nul,"), std::string("nonsense")}) {
    const std::string text = R"({"Records":[)" + record("A") + "," + broken + "," + record("B") +
                             "," + record("C") + "]}";
    const ReadFile whole = read_content(text);
    EXPECT_EQ(whole.names.back(), "C") << broken;
    EXPECT_EQ(whole.report.losses.size(), 1U) << broken;
    for (std::size_t bytes = 64; bytes < 400; bytes += 11) {
      expect_same(whole, read_content(text, in_chunks(bytes)),
                  "chunks of " + std::to_string(bytes) + ": " + broken);
    }
  }
}

// A number has no end of its own: one that reaches the end of a window may go on in the next.
TEST(RecordReaderWindow, NumbersReadTheSame) {
  const std::string digits(150, '1');
  for (const std::string& text :
       {R"({"NextToken":)" + digits + R"(,"Records":[)" + record("A") + "]}",
        R"({"Records":[)" + digits + "," + record("A") + "," + digits + "]}"}) {
    const ReadFile whole = read_content(text);
    EXPECT_EQ(whole.names, std::vector<std::string>{"A"});
    EXPECT_EQ(whole.losses(), "");
    for (std::size_t bytes = 64; bytes < 300; bytes += 7) {
      expect_same(whole, read_content(text, in_chunks(bytes)),
                  "chunks of " + std::to_string(bytes) + ": " + text);
    }
  }
}

}  // namespace
}  // namespace trailsift
