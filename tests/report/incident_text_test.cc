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

// Incidents that tell of different things.
std::vector<detect::Incident> many(std::size_t count, const detect::Incident& like) {
  std::vector<detect::Incident> incidents(count, like);
  for (std::size_t i = 0; i < count; ++i) incidents[i].story += " " + std::to_string(i);
  return incidents;
}

TEST(RenderIncidents, TellsAStoryOnce) {
  std::vector<detect::Incident> incidents(3, incident());
  incidents[1].story = "mallory: Access key made.";
  incidents[2].first_seen += kDay;
  incidents[2].last_seen += kDay;
  EXPECT_EQ(render_incidents(incidents, kPlain80),
            "3 incidents, worst first\n"
            "\n"
            " 1  HIGH  score 45, 2 findings, 2026-11-02T10:19:18Z to 11:40:00Z\n"
            "    alice in account 111122223333 from 203.0.113.7: Trail stopped.\n"
            "    persistence > defense-evasion\n"
            "    the same in incident 3: 2026-11-02T10:19:18Z to 2026-11-03T11:40:00Z\n"
            " 2  HIGH  score 45, 2 findings, 2026-11-02T10:19:18Z to 11:40:00Z\n"
            "    mallory: Access key made.\n"
            "    persistence > defense-evasion\n"
            "\n");
}

TEST(RenderIncidents, NamesTheFirstFewThatTellTheSame) {
  EXPECT_THAT(render_incidents(std::vector(5, incident()), kPlain80),
              HasSubstr("the same in incidents 2, 3, 4, 5: 2026"));
  const std::string text = render_incidents(std::vector(1234, incident()), kPlain80);
  EXPECT_THAT(text, HasSubstr("the same in incidents 2, 3, 4, 5 and 1,229 more: 2026"));
  EXPECT_THAT(text, Not(HasSubstr("higher score")));
}

TEST(RenderIncidents, TellsApartWhatAStoryHasNoRoomFor) {
  std::vector<detect::Incident> incidents(4, incident());
  incidents[1].level = sigma::Level::kMedium;
  incidents[2].actors = {"arn:aws:iam::111122223333:user/mallory"};
  incidents[3].source_ips = {"198.51.100.9"};
  const std::string text = render_incidents(incidents, kPlain80);
  EXPECT_THAT(text, Not(HasSubstr("the same")));
  EXPECT_THAT(text, HasSubstr("\n 4  HIGH"));
}

TEST(RenderIncidents, ShowsTimesOfSeveralDaysInFullAndNoTimeAsSuch) {
  std::vector<detect::Incident> incidents = {incident(), incident()};
  incidents[0].last_seen += kDay;
  incidents[1].story = "mallory: Access key made.";
  incidents[1].first_seen = kNoTime;
  const std::string text = render_incidents(incidents, kPlain80);
  EXPECT_THAT(text, HasSubstr("2026-11-02T10:19:18Z to 2026-11-03T11:40:00Z\n"));
  EXPECT_THAT(text, HasSubstr("at an unknown time\n"));
}

TEST(RenderIncidents, StaysOnOneScreen) {
  const std::string text = render_incidents(many(1234, incident()), kPlain80);
  EXPECT_THAT(text, HasSubstr("1,234 incidents, worst first\n"));
  EXPECT_THAT(text, HasSubstr("and 1,224 more, none graver\n"));
  EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 40);
}

TEST(RenderIncidents, StaysOnOneScreenHoweverLongTheStories) {
  detect::Incident long_told = incident();
  for (int i = 0; i < 60; ++i) long_told.story += " word";
  const std::string text = render_incidents(many(20, long_told), kPlain80);
  EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 40);
  EXPECT_THAT(text, HasSubstr("\n 4  HIGH"));
  EXPECT_THAT(text, HasSubstr(" more, none graver\n"));
  const std::string narrow = render_incidents(many(2, long_told), {.width = 10, .colour = false});
  EXPECT_THAT(narrow, HasSubstr("\n 1  HIGH"));
  EXPECT_THAT(narrow, HasSubstr("and 1 more, none graver\n"));
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
