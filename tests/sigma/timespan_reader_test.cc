// SPDX-License-Identifier: Apache-2.0
#include "sigma/timespan_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::sigma::timespan_reader_test {
namespace {

std::string read(const std::string& text) {
  DiagnosticLog log(text, "test.yml");
  YamlNode node;
  node.kind = YamlNode::Kind::kScalar;
  node.text = text;
  const std::uint64_t seconds = read_timespan(node, log);
  const auto problems = log.take();
  return problems.empty() ? std::to_string(seconds) : problems.front().code;
}

TEST(ReadTimespan, InEveryUnit) {
  EXPECT_EQ(read("45s"), "45");
  EXPECT_EQ(read("90m"), "5400");
  EXPECT_EQ(read("2h"), "7200");
  EXPECT_EQ(read("14d"), "1209600");
  EXPECT_EQ(read("2w"), "1209600");
}

TEST(ReadTimespan, RefusesAnythingElse) {
  for (const char* const text : {"", "m", "0m", "-1m", "1.5h", "1y", "1M", "m1", "99999999999d"}) {
    EXPECT_EQ(read(text), "bad-timespan") << text;
  }
}

}  // namespace
}  // namespace trailsift::sigma::timespan_reader_test
