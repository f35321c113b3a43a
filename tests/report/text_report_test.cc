// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/text_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/report/sample_report.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr TextStyle kPlain80{.width = 80, .colour = false};

// Findings without incidents.
std::string render_text(const std::vector<detect::Finding>& findings, const TextStyle& style) {
  detect::ScanReport report;
  report.findings = findings;
  return report::render_text(report, style);
}

TEST(RenderText, SaysSoWhenThereIsNothing) {
  EXPECT_EQ(render_text(std::vector<detect::Finding>{}, kPlain80), "No findings.\n");
}

TEST(RenderText, ShowsOneFindingInFull) {
  EXPECT_EQ(render_text({full_finding()}, kPlain80),
            "HIGH  CloudTrail logging stopped\n"
            "  alice stopped logging on the trail main from 203.0.113.7.\n"
            "  actor      arn:aws:iam::111122223333:user/alice (IAMUser, key\n"
            "             AKIAIOSFODNN7EXAMPLE)\n"
            "  account    111122223333 in eu-west-1, us-east-1\n"
            "  from       198.51.100.4, 203.0.113.7\n"
            "  agent      aws-cli/2.11.0\n"
            "  when       2023-07-10T11:57:50Z to 2023-07-10T12:10:03.25Z\n"
            "  events     12 events, 10 succeeded, 2 refused - cloudtrail: DeleteTrail,\n"
            "             StopLogging\n"
            "  resources  arn:aws:cloudtrail:us-east-1:111122223333:trail/main\n"
            "  next       1. Start logging again: aws cloudtrail start-logging --name main.\n"
            "             2. Disable the key AKIAIOSFODNN7EXAMPLE of alice.\n"
            "  rule       aws-trail-stopped (attack.defense-evasion, attack.t1562.008),\n"
            "             finding 0123456789abcdef\n");
}

TEST(RenderText, PutsTheGravestFirstAndKeepsTheOrderOfTime) {
  std::vector<detect::Finding> findings(4, full_finding());
  const sigma::Level levels[] = {sigma::Level::kLow, sigma::Level::kCritical, sigma::Level::kLow,
                                 sigma::Level::kMedium};
  for (std::size_t i = 0; i < findings.size(); ++i) {
    findings[i].level = levels[i];
    findings[i].title = "title" + std::to_string(i);
  }
  const std::string text = render_text(findings, kPlain80);
  const auto place = [&](const char* title) { return text.find(title); };
  EXPECT_LT(place("title1"), place("title3"));
  EXPECT_LT(place("title3"), place("title0"));
  EXPECT_LT(place("title0"), place("title2"));
}

TEST(RenderText, PutsFindingsUnderTheirIncidents) {
  detect::ScanReport report;
  report.findings.assign(3, full_finding());
  for (std::size_t i = 0; i < 3; ++i) {
    report.findings[i].id = "id" + std::to_string(i);
    report.findings[i].title = "title" + std::to_string(i);
  }
  report.incidents.resize(2);
  report.incidents[0].finding_ids = {"id2"};
  report.incidents[1].finding_ids = {"id0"};
  const std::string text = report::render_text(report, kPlain80);
  const std::string parts[] = {"2 incidents, worst first",
                               "-- Incident 1 --",
                               "title2",
                               "-- Incident 2 --",
                               "title0",
                               "-- In no incident --",
                               "title1"};
  std::size_t place = 0;
  for (const std::string& part : parts) {
    const std::size_t next = text.find(part, place);
    ASSERT_NE(next, std::string::npos) << part << " in\n" << text;
    place = next;
  }
  EXPECT_THAT(text, Not(::testing::EndsWith("\n\n")));
}

TEST(RenderText, NeedsNoOverviewOfOneFinding) {
  detect::ScanReport report;
  report.findings = {full_finding()};
  report.incidents.resize(1);
  report.incidents[0].finding_ids = {report.findings[0].id};
  EXPECT_EQ(report::render_text(report, kPlain80), render_text({full_finding()}, kPlain80));
}

TEST(RenderText, LeavesOutWhatIsNotKnown) {
  detect::Finding finding;
  finding.id = "0123456789abcdef";
  finding.rule_id = "some-id";
  finding.title = "Bare";
  finding.count = 1;
  EXPECT_EQ(render_text({finding}, kPlain80),
            "MEDIUM  Bare\n"
            "  when       not recorded\n"
            "  events     1 event\n"
            "  rule       some-id, finding 0123456789abcdef\n");
}

TEST(RenderText, CutsLongListsAndSaysHowMuchIsLeft) {
  detect::Finding finding = full_finding();
  finding.source_ips.clear();
  for (int i = 0; i < 100; ++i) finding.source_ips.push_back("a" + std::to_string(i));
  EXPECT_THAT(render_text({finding}, kPlain80), HasSubstr("a0, a1, a2, a3, a4, a5 and 94 more"));
  finding.truncated = true;
  EXPECT_THAT(render_text({finding}, kPlain80), HasSubstr("a5 and more than 94 more"));
}

TEST(RenderText, NamesAFewCallsOfAFewServices) {
  detect::Finding finding = full_finding();
  finding.events.clear();
  for (const char* service : {"a", "b", "c", "d", "e"}) {
    finding.events.push_back({std::string(service) + ".amazonaws.com", "Get"});
  }
  EXPECT_THAT(render_text({finding}, {200, false}),
              HasSubstr("a: Get; b: Get; c: Get; d: Get; 1 more service\n"));
  finding.events.clear();
  for (int i = 0; i < 7; ++i)
    finding.events.push_back({"a.amazonaws.com", "Get" + std::to_string(i)});
  EXPECT_THAT(render_text({finding}, {200, false}),
              HasSubstr("a: Get0, Get1, Get2, Get3, Get4 and 2 more\n"));
}

TEST(RenderText, LetsNothingThroughToTheTerminal) {
  const std::string text = render_text({hostile_finding(), full_finding()}, kPlain80);
  for (const char c : text) {
    EXPECT_TRUE(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
  }
  EXPECT_THAT(text, Not(HasSubstr("\xc2\x9b")));
  EXPECT_THAT(text, Not(HasSubstr("\u202e")));
  EXPECT_THAT(text, HasSubstr("\\x1b[2J"));
}

TEST(RenderText, KeepsToTheWidth) {
  for (const std::size_t width : {40U, 80U, 120U}) {
    std::istringstream lines(render_text({full_finding(), hostile_finding()}, {width, false}));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), width) << line;
  }
}

TEST(RenderText, ColoursOnlyWhenAsked) {
  EXPECT_THAT(render_text({full_finding()}, {80, true}), HasSubstr("\x1b[1;31mHIGH\x1b[0m"));
  EXPECT_THAT(render_text({full_finding()}, kPlain80), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace trailsift::report
