// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/incident_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace trailsift::report::incident_text_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr TextStyle kPlain80{.width = 80, .colour = false};

detect::Incident incident() {
  detect::Incident incident;
  incident.level = sigma::Level::kHigh;
  incident.score = 45;
  incident.first_seen = *parse_timestamp("2026-11-02T10:19:18Z");
  incident.last_seen = *parse_timestamp("2026-11-02T11:40:00Z");
  incident.story = "alice in account 111122223333 from 203.0.113.7: Trail stopped.";
  incident.tactics = {"persistence", "defense-evasion"};
  incident.finding_ids = {"a", "b"};
  return incident;
}

TEST(RenderIncidents, TellsEachInThreeLines) {
  EXPECT_EQ(render_incidents(std::vector{incident()}, kPlain80),
            "1 incident, worst first\n"
            "\n"
            " 1  HIGH  score 45, 2 findings, 2026-11-02T10:19:18Z to 11:40:00Z\n"
            "    alice in account 111122223333 from 203.0.113.7: Trail stopped.\n"
            "    persistence > defense-evasion\n"
            "\n");
}

TEST(RenderIncidents, ShowsTimesOfSeveralDaysInFullAndNoTimeAsSuch) {
  std::vector<detect::Incident> incidents = {incident(), incident()};
  incidents[0].last_seen += kDay;
  incidents[1].first_seen = kNoTime;
  const std::string text = render_incidents(incidents, kPlain80);
  EXPECT_THAT(text, HasSubstr("2026-11-02T10:19:18Z to 2026-11-03T11:40:00Z\n"));
  EXPECT_THAT(text, HasSubstr("at an unknown time\n"));
}

TEST(RenderIncidents, StaysOnOneScreen) {
  const std::string text = render_incidents(std::vector(1234, incident()), kPlain80);
  EXPECT_THAT(text, HasSubstr("1,234 incidents, worst first\n"));
  EXPECT_THAT(text, HasSubstr("and 1,224 more with lower scores\n"));
  EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 40);
}

TEST(RenderIncidents, StaysOnOneScreenHoweverLongTheStories) {
  detect::Incident long_told = incident();
  for (int i = 0; i < 60; ++i) long_told.story += " word";
  const std::string text = render_incidents(std::vector(20, long_told), kPlain80);
  EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 40);
  EXPECT_THAT(text, HasSubstr("\n 4  HIGH"));
  EXPECT_THAT(text, HasSubstr(" more with lower scores\n"));
  const std::string narrow =
      render_incidents(std::vector(2, long_told), {.width = 10, .colour = false});
  EXPECT_THAT(narrow, HasSubstr("\n 1  HIGH"));
  EXPECT_THAT(narrow, HasSubstr("and 1 more with lower scores\n"));
}

TEST(RenderIncidents, LetsNothingActOnATerminal) {
  detect::Incident hostile = incident();
  hostile.story = "\x1b[31mred\r\n\x07";
  const std::string text = render_incidents(std::vector{hostile}, kPlain80);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\r")));
}

TEST(RenderIncidents, NothingForNothing) { EXPECT_EQ(render_incidents({}, kPlain80), ""); }

}  // namespace
}  // namespace trailsift::report::incident_text_test
