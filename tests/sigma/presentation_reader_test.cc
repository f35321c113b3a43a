// SPDX-License-Identifier: Apache-2.0
#include "sigma/presentation_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::sigma::presentation_reader_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Reading {
  Presentation presentation;
  std::vector<std::string> problems;  // "bad-value:2": codes with their lines
};

Reading read(std::string_view yaml) {
  const YamlText text = read_yaml(yaml);
  DiagnosticLog log(yaml, "test.yml");
  Reading reading{read_presentation(*text.documents.front().root, log), {}};
  for (const Diagnostic& diagnostic : log.take()) {
    reading.problems.push_back(diagnostic.code + ':' + std::to_string(diagnostic.position.line));
  }
  return reading;
}

TEST(ReadPresentation, TakesEveryAttribute) {
  const Reading reading = read(
      "summary: '{actor} did it'\nnext_steps: [one, two]\nserves: [A2, D13]\n"
      "refused_level: low\nonce_per: 5m\n");
  EXPECT_THAT(reading.problems, IsEmpty());
  EXPECT_EQ(reading.presentation.summary, "{actor} did it");
  EXPECT_THAT(reading.presentation.next_steps, ElementsAre("one", "two"));
  EXPECT_THAT(reading.presentation.serves, ElementsAre("A2", "D13"));
  EXPECT_EQ(reading.presentation.refused_level, Level::kLow);
  EXPECT_EQ(reading.presentation.once_per_seconds, 300U);
}

TEST(ReadPresentation, NeedsNone) {
  const Reading reading = read("summary:\n");
  EXPECT_THAT(reading.problems, IsEmpty());
  EXPECT_EQ(reading.presentation.summary, "");
  EXPECT_EQ(reading.presentation.refused_level, std::nullopt);
  EXPECT_EQ(reading.presentation.once_per_seconds, 0U);
}

// It is ours, so that what is unknown in it is a mistake.
TEST(ReadPresentation, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(read("sumary: a\n").problems, ElementsAre("unknown-attribute:1"));
  EXPECT_THAT(read("refused_level: hgih\n").problems, ElementsAre("bad-level:1"));
  EXPECT_THAT(read("once_per: often\n").problems, ElementsAre("bad-timespan:1"));
}

TEST(ReadPresentation, IndicatorsAreALetterAndANumberOnceEach) {
  for (const char* const bad : {"a2", "A", "2A", "A0", "A100", "AB", "A2, A2"}) {
    EXPECT_THAT(read(std::string("serves: [") + bad + "]\n").problems, ElementsAre("bad-value:1"))
        << bad;
  }
}

}  // namespace
}  // namespace trailsift::sigma::presentation_reader_test
