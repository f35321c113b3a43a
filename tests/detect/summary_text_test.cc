// SPDX-License-Identifier: Apache-2.0
#include "detect/summary_text.h"

#include <gtest/gtest.h>

namespace trailsift::detect {
namespace {

Finding one_call() {
  Finding finding;
  finding.actor.arn = "arn:aws:iam::111122223333:user/alice";
  finding.actor.name = "alice";
  finding.actor.credential = "AKIAIOSFODNN7EXAMPLE";
  finding.account_id = "111122223333";
  finding.regions = {"us-east-1"};
  finding.source_ips = {"203.0.113.7"};
  finding.events = {{"cloudtrail.amazonaws.com", "StopLogging"}};
  finding.count = 1;
  finding.outcome.success = 1;
  finding.first_seen = finding.last_seen = 0;
  finding.matched = {{"requestParameters.name", "main"}};
  return finding;
}

std::string summary(const std::string& text, const Finding& finding) {
  sigma::Rule rule;
  rule.presentation.summary = text;
  return render_summary(rule, finding);
}

std::string step(const std::string& text, const Finding& finding) {
  sigma::Rule rule;
  rule.presentation.next_steps = {text};
  return render_next_steps(rule, finding).at(0);
}

TEST(SummaryText, SaysWhoCalledWhatWhereAndFromWhere) {
  Finding finding = one_call();
  EXPECT_EQ(summary("", finding), "alice called StopLogging in us-east-1 from 203.0.113.7");
  finding.outcome = {0, 1, 0};
  EXPECT_EQ(summary("", finding),
            "alice called StopLogging in us-east-1 from 203.0.113.7 (denied)");
  finding.count = 3;
  finding.outcome = {0, 2, 1};
  finding.source_ips.push_back("203.0.113.8");
  EXPECT_EQ(summary("", finding),
            "alice called StopLogging 3 times in us-east-1 from 203.0.113.7 +1 more "
            "(2 denied, 1 failed)");
  finding.outcome = {1, 2, 0};
  finding.events = {{"s", "A"}, {"s", "B"}, {"s", "C"}, {"s", "D"}, {"t", "A"}};
  EXPECT_EQ(summary("", finding),
            "alice made 3 calls (A, B, C +1 more) in us-east-1 from 203.0.113.7 +1 more");
}

TEST(SummaryText, CopesWithAFindingThatKnowsNothing) {
  EXPECT_EQ(summary("", Finding{}), "unknown made 0 calls (unknown)");
  EXPECT_EQ(
      summary("{actor} {source_ip} {credential} {first_seen} {requestParameters.x}", Finding{}),
      "unknown unknown unknown unknown unknown");
}

TEST(SummaryText, LeavesOutOptionalPartsThatLackAValue) {
  EXPECT_EQ(summary("Trail{? {requestParameters.name}}{? of {requestParameters.x}}.", one_call()),
            "Trail main.");
  EXPECT_EQ(summary("<{?{requestParameters.name} of {requestParameters.x}}>", one_call()), "<>");
}

TEST(SummaryText, SaysNothingOfACredentialThatIsNotThere) {
  Finding finding = one_call();
  EXPECT_EQ(summary("from {source_ip} with {credential}.", finding),
            "from 203.0.113.7 with AKIAIOSFODNN7EXAMPLE.");
  finding.actor.credential.clear();
  EXPECT_EQ(summary("from {source_ip} with {credential}.", finding), "from 203.0.113.7.");
}

TEST(SummaryText, NamesTheFirstResourceAndCountsTheOthers) {
  Finding finding = one_call();
  EXPECT_EQ(summary("called it{? on {resources}}.", finding), "called it.");
  finding.resources = {"i-1", "i-2", "i-3"};
  EXPECT_EQ(summary("called it{? on {resources}}.", finding), "called it on i-1 +2 more.");
  EXPECT_EQ(step("see {resources}", finding), "see i-1");
}

TEST(SummaryText, WritesBytesInUnitsThatFit) {
  Finding finding = one_call();
  finding.matched = {{"spike.average", "87389.3"}, {"spike.peak", "3920096000"}};
  EXPECT_EQ(summary("{spike.peak_size}, usually {spike.average_size}", finding),
            "3.9 GB, usually 87.4 kB");
  EXPECT_EQ(summary("{spike.peak_size}", one_call()), "unknown");
}

TEST(SummaryText, FillsTheRulesOwnSentence) {
  EXPECT_EQ(
      summary("{actor_name} ({actor}) stopped {requestParameters.name} of {account} in {region} "
              "from {source_ip} with {credential}: {event_names}, {count}, {outcome}.",
              one_call()),
      "alice (arn:aws:iam::111122223333:user/alice) stopped main of 111122223333 in us-east-1 "
      "from 203.0.113.7 with AKIAIOSFODNN7EXAMPLE: StopLogging, 1, success.");
  EXPECT_EQ(summary("{first_seen} to {last_seen} {{actor}}", one_call()),
            "1970-01-01T00:00:00Z to 1970-01-01T00:00:00Z {actor}");
}

TEST(SummaryText, TheFirstNameThatHasAValueCounts) {
  EXPECT_EQ(summary("{requestParameters.id|requestParameters.name}", one_call()), "main");
  EXPECT_EQ(summary("{requestParameters.id|requestParameters.arn}", one_call()), "unknown");
  EXPECT_EQ(summary("<{requestParameters.id|}>", one_call()), "<>");
}

TEST(SummaryText, SaysThatACallWasRefusedUnlessTheSentenceDoes) {
  Finding finding = one_call();
  finding.outcome = {0, 1, 0};
  EXPECT_EQ(summary("{actor_name} stopped it.", finding), "alice stopped it (denied).");
  EXPECT_EQ(summary("{actor_name} stopped it", finding), "alice stopped it (denied)");
  EXPECT_EQ(summary("{actor_name}: {outcome}.", finding), "alice: denied.");
  EXPECT_EQ(summary("No {{outcome}}.", finding), "No {outcome} (denied).");
}

TEST(SummaryText, LongValuesAreCut) {
  Finding finding = one_call();
  finding.matched = {{"requestParameters.name", std::string(5000, 'x')}};
  EXPECT_LT(summary("{requestParameters.name}", finding).size(), 130U);
}

// What stands in a value is never read as a placeholder.
TEST(SummaryText, ValuesAreNotTemplates) {
  Finding finding = one_call();
  finding.matched = {{"requestParameters.name", "{actor}"}};
  EXPECT_EQ(summary("{requestParameters.name}", finding), "{actor}");
}

TEST(SummaryText, NextStepsAreTheRulesOrGeneralOnes) {
  sigma::Rule rule;
  EXPECT_EQ(render_next_steps(rule, one_call()).size(), 2U);
  EXPECT_NE(render_next_steps(rule, one_call())[1].find("AKIAIOSFODNN7EXAMPLE"), std::string::npos);
  rule.presentation.next_steps = {"Start {requestParameters.name} again.", "Ask {actor_name}."};
  EXPECT_EQ(render_next_steps(rule, one_call()),
            (std::vector<std::string>{"Start main again.", "Ask alice."}));
}

TEST(SummaryText, StepsLeaveABlankForWhatIsNotKnown) {
  EXPECT_EQ(step("stop {responseElements.items.instanceId}", one_call()), "stop INSTANCE_ID");
  EXPECT_EQ(step("stop {requestParameters.GroupId|}.", one_call()), "stop .");
  EXPECT_EQ(step("{requestParameters.dBClusterSnapshotIdentifier}", one_call()),
            "DB_CLUSTER_SNAPSHOT_IDENTIFIER");
  EXPECT_EQ(step("{requestParameters.aWSServiceName}", one_call()), "AWS_SERVICE_NAME");
  EXPECT_EQ(step("{requestParameters.tableARN}", one_call()), "TABLE_ARN");
  EXPECT_EQ(step("{requestParameters.x1Count}", one_call()), "X1_COUNT");
}

TEST(SummaryText, StepsThatNobodyCanTakeAreLeftOut) {
  const auto steps = [](const Finding& finding) {
    sigma::Rule rule;
    rule.presentation.next_steps = {"Ask {actor_owner}.", "Treat {credential} as stolen.",
                                    "See: {credential_lookup}", "{?Delete {requestParameters.x}.}",
                                    "Stop{? {credential}}."};
    return render_next_steps(rule, finding);
  };
  EXPECT_EQ(steps(one_call()),
            (std::vector<std::string>{
                "Ask the owner of alice.", "Treat AKIAIOSFODNN7EXAMPLE as stolen.",
                "See: aws cloudtrail lookup-events --lookup-attributes "
                "AttributeKey=AccessKeyId,AttributeValue=AKIAIOSFODNN7EXAMPLE --region us-east-1",
                "Stop AKIAIOSFODNN7EXAMPLE."}));
  EXPECT_EQ(steps(Finding{}), (std::vector<std::string>{"Stop."}));
}

// The commands in them have quotes of their own.
TEST(SummaryText, StepsTakeTheTextsForRespondersAsTheyAre) {
  Finding finding = one_call();
  EXPECT_EQ(step("{stop_credential}", finding),
            "aws iam update-access-key --user-name alice --access-key-id AKIAIOSFODNN7EXAMPLE "
            "--status Inactive");
  EXPECT_EQ(step("look {region_option}", finding), "look --region us-east-1");
}

// Steps are copied into a terminal.
TEST(SummaryText, StepsQuoteWhatAShellWouldNotTakeForAWord) {
  Finding finding = one_call();
  const std::pair<const char*, const char*> kCases[] = {
      {"main", "main"},
      {"arn:aws:iam::111122223333:role/a+b=c,d.e@f_g-h",
       "arn:aws:iam::111122223333:role/a+b=c,d.e@f_g-h"},
      {"x; rm -rf ~", "'x; rm -rf ~'"},
      {"$(id)", "'$(id)'"},
      {"it's", "'it'\\''s'"},
      {"--endpoint-url=http://evil", "'--endpoint-url=http://evil'"},
      {"a\nb", "'a\nb'"},
  };
  for (const auto& [value, word] : kCases) {
    finding.matched = {{"requestParameters.name", value}};
    EXPECT_EQ(step("aws {requestParameters.name}", finding), std::string("aws ") + word);
  }
}

TEST(SummaryText, CountsInWords) {
  Finding finding = one_call();
  EXPECT_EQ(summary("{times} {calls}", finding), "once 1 call");
  finding.count = 2;
  EXPECT_EQ(summary("{times} {calls}", finding), "twice 2 calls");
  finding.count = 30;
  EXPECT_EQ(summary("{times} {calls}", finding), "30 times 30 calls");
}

TEST(SummaryText, ARuleIsCalledByTheFirstThatItHas) {
  sigma::Rule rule;
  rule.id = "id";
  EXPECT_EQ(rule_label(rule), "id");
  rule.title = "title";
  EXPECT_EQ(rule_label(rule), "title");
  rule.name = "name";
  EXPECT_EQ(rule_label(rule), "name");
}

}  // namespace
}  // namespace trailsift::detect
