// SPDX-License-Identifier: Apache-2.0
// What the sentences of a rule make of the findings, from the rule's text to the finding's.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/rules/rule_runner.h"
#include "trailsift/sigma/rule_reader.h"

namespace trailsift::testing {
namespace {

std::string rule_with_summary(const std::string& summary) {
  return "title: Trail stopped\n"
         "logsource: {product: aws, service: cloudtrail}\n"
         "detection:\n"
         "  selection: {eventName: StopLogging}\n"
         "  condition: selection\n"
         "level: high\n"
         "trailsift:\n"
         "  summary: '" +
         summary + "'\n";
}

std::string summary_of(const std::string& summary, const std::string& record) {
  const sigma::RuleFile file = sigma::read_rules(rule_with_summary(summary), "test.yml");
  const std::vector<detect::Finding> findings =
      findings_of(file.rules, {record}, bare_site(), detect::Grouping::kBehaviour);
  return findings.size() == 1 ? findings.front().summary : "no single finding";
}

constexpr char kStopped[] =
    R"({"eventVersion":"1.09","eventTime":"2026-11-02T09:00:00Z","eventID":"e1",)"
    R"("eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging",)"
    R"("requestParameters":{"name":"main","other":null}})";

TEST(RulePlaceholder, StandsForTheFirstNameThatHasAValue) {
  const struct {
    std::string summary;
    std::string expected;
  } cases[] = {
      {"Trail {requestParameters.name}.", "Trail main."},
      {"Trail {requestParameters.trailName|requestParameters.name}.", "Trail main."},
      {"Trail {requestParameters.other|requestParameters.name}.", "Trail main."},
      {"Trail {requestParameters.name|eventName}.", "Trail main."},
      {"Trail {requestParameters.trailName}.", "Trail unknown."},
      {"Trail {requestParameters.trailName|requestParameters.other}.", "Trail unknown."},
      {"Trail{requestParameters.trailName|}.", "Trail."},
      {"Trail {|requestParameters.name}.", "Trail main."},
      {"Trail {requestParameters.trailName|count}.", "Trail 1."},
  };
  for (const auto& c : cases) EXPECT_EQ(summary_of(c.summary, kStopped), c.expected) << c.summary;
}

// A command takes one region; a sentence says that there are more.
TEST(RulePlaceholder, StepsTakeTheFirstOfSeveralRegions) {
  const auto stopped_in = [](const std::string& region, const std::string& id) {
    return R"({"eventVersion":"1.09","eventTime":"2026-11-02T09:00:00Z","eventID":")" + id +
           R"(","eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging","awsRegion":")" +
           region + R"("})";
  };
  const std::string yaml = rule_with_summary("Stopped in {region}.") +
                           "  next_steps: ['aws cloudtrail start-logging --region {region}']\n";
  const std::vector<detect::Finding> findings =
      findings_of(sigma::read_rules(yaml, "test.yml").rules,
                  {stopped_in("us-east-1", "e1"), stopped_in("eu-west-1", "e2")}, bare_site(),
                  detect::Grouping::kBehaviour);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().summary, "Stopped in eu-west-1 +1 more.");
  ASSERT_EQ(findings.front().next_steps.size(), 1U);
  EXPECT_EQ(findings.front().next_steps.front(), "aws cloudtrail start-logging --region eu-west-1");
}

}  // namespace
}  // namespace trailsift::testing
