// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/json_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/sample_report.h"
#include "tests/support/run_tool.h"

namespace trailsift::report {
namespace {

using ::testing::HasSubstr;

const ToolInfo kTool{"0.1.0", {"trailsift", "scan", "logs"}};

// What the schema says against a text; "" when it is valid.
std::string violations(const std::string& schema, const std::string& text) {
  const std::string root = TRAILSIFT_SOURCE_DIR;
  const auto run = testing::run_tool(
      {TRAILSIFT_PYTHON, root + "/tests/support/validate_json.py", root + "/docs", schema},
      {.input = text});
  return run.status == 0 ? "" : run.out + run.err + "status " + std::to_string(run.status);
}

std::string replaced(std::string text, std::string_view part, std::string_view by) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return at == std::string::npos ? text : text.replace(at, part.size(), by);
}

TEST(RenderJsonl, WritesTheFindingInTheOrderOfTheDesign) {
  EXPECT_EQ(
      render_jsonl({full_finding()}),
      R"({"schema":"trailsift.finding/1","id":"0123456789abcdef",)"
      R"("rule_id":"2f3f3c2e-0000-4000-8000-000000000001","rule_name":"aws-trail-stopped",)"
      R"("title":"CloudTrail logging stopped","level":"high",)"
      R"("tags":["attack.defense-evasion","attack.t1562.008"],"account_id":"111122223333",)"
      R"("region":["eu-west-1","us-east-1"],)"
      R"("actor":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/alice","name":"alice",)"
      R"("credential":"AKIAIOSFODNN7EXAMPLE","session":null},)"
      R"("source_ips":["198.51.100.4","203.0.113.7"],"user_agents":["aws-cli/2.11.0"],)"
      R"("events":[{"source":"cloudtrail.amazonaws.com","name":"DeleteTrail"},)"
      R"({"source":"cloudtrail.amazonaws.com","name":"StopLogging"}],)"
      R"("outcome":{"success":10,"denied":2,"failed":0},"count":12,)"
      R"("first_seen":"2023-07-10T11:57:50Z","last_seen":"2023-07-10T12:10:03.25Z",)"
      R"("event_ids":["6a1d-1","6a1d-2"],)"
      R"("resources":["arn:aws:cloudtrail:us-east-1:111122223333:trail/main"],)"
      R"("matched":{"eventName":"StopLogging","requestParameters.name":"main"},)"
      R"("summary":"alice stopped logging on the trail main from 203.0.113.7.",)"
      R"("next_steps":["Start logging again: aws cloudtrail start-logging --name main.",)"
      R"("Disable the key AKIAIOSFODNN7EXAMPLE of alice."],"truncated":false})"
      "\n");
}

TEST(RenderJsonl, WritesNothingForNothing) { EXPECT_EQ(render_jsonl({}), ""); }

TEST(RenderJsonl, IsValid) {
  detect::Finding bare;
  bare.id = "0123456789abcdef";
  bare.count = 1;
  EXPECT_EQ(violations("finding", render_jsonl({full_finding(), hostile_finding(), bare})), "");
}

TEST(RenderJson, IsValid) {
  EXPECT_EQ(violations("report",
                       render_json(
                           {full_summary(), {full_finding(), hostile_finding()}, {full_incident()}},
                           kTool)),
            "");
  detect::ScanReport empty;
  empty.summary.rules_digest = "sha256:" + std::string(64, '0');
  EXPECT_EQ(violations("report", render_json(empty, kTool)), "");
}

TEST(RenderJson, IsAsciiWithoutControls) {
  const std::string text = render_json({full_summary(), {hostile_finding()}, {}}, kTool);
  for (const char c : text) EXPECT_TRUE(c == '\n' || (c >= 0x20 && c < 0x7f));
  EXPECT_THAT(text, HasSubstr("\\u202e"));
  EXPECT_THAT(text, HasSubstr("\\ufffd"));
}

TEST(RenderJson, ListsEveryAssumedRegionOnce) {
  detect::ScanReport report{full_summary(), {}, {}};
  report.summary.assumed_home_regions = {
      {"1", "us-east-1", "x"}, {"2", "eu-west-1", "x"}, {"3", "us-east-1", "x"}};
  EXPECT_THAT(render_json(report, kTool),
              HasSubstr("\"home_regions\": [\n        \"eu-west-1\",\n        \"us-east-1\"\n"));
}

TEST(RenderJson, TellsWhichListsAreAssumed) {
  detect::ScanReport report{full_summary(), {}, {}};
  EXPECT_THAT(render_json(report, kTool), HasSubstr("\"lists\": {}"));
  report.summary.assumed_lists["trusted_accounts"] = {{"111122223333"}, "x"};
  EXPECT_THAT(render_json(report, kTool),
              HasSubstr("\"trusted_accounts\": [\n          \"111122223333\"\n"));
}

TEST(RenderRulesJson, ListsRulesInTheOrderGiven) {
  sigma::Rule rule;
  rule.id = "1";
  rule.name = "b";
  rule.title = "B\xff";
  rule.file = "b.yml";
  rule.status = "test";
  rule.tags = {"t"};
  rule.presentation.serves = {"A2"};
  EXPECT_EQ(render_rules_json({}), "[]\n");
  EXPECT_EQ(render_rules_json({rule}),
            "[\n  {\n    \"id\": \"1\",\n    \"name\": \"b\",\n    \"type\": \"event\",\n"
            "    \"refers_to\": [],\n    \"level\": \"medium\",\n"
            "    \"status\": \"test\",\n    \"tags\": [\n      \"t\"\n    ],\n"
            "    \"serves\": [\n      \"A2\"\n    ],\n"
            "    \"title\": \"B\\ufffd\",\n    \"file\": \"b.yml\"\n  }\n]\n");
  rule.correlation.emplace();
  rule.correlation->type = sigma::CorrelationType::kNewTerms;
  rule.correlation->rules = {"a"};
  EXPECT_THAT(render_rules_json({rule}),
              HasSubstr("\"type\": \"new_terms\",\n    \"refers_to\": [\n      \"a\"\n"));
}

// A schema that accepts everything would make the tests above worthless.
TEST(Schemas, RefuseWrongDocuments) {
  const std::string finding = render_jsonl({full_finding()});
  const std::string report = render_json({full_summary(), {full_finding()}, {}}, kTool);
  const struct {
    const char* name;
    const char* schema;
    std::string text;
  } cases[] = {
      {"not JSON", "finding", "{"},
      {"an unknown key", "finding", replaced(finding, "\"count\":", "\"extra\":1,\"count\":")},
      {"a missing key", "finding", replaced(finding, "\"count\":12,", "")},
      {"a key given twice", "finding", replaced(finding, "\"count\":", "\"count\":1,\"count\":")},
      {"a wrong level", "finding", replaced(finding, "\"high\"", "\"severe\"")},
      {"a wrong type", "finding", replaced(finding, "\"count\":12", "\"count\":\"12\"")},
      {"an unknown key of an actor", "finding", replaced(finding, "\"name\":", "\"nick\":")},
      {"a time without zone", "finding", replaced(finding, "11:57:50Z", "11:57:50")},
      {"another schema", "finding", replaced(finding, "finding/1", "finding/2")},
      {"an unknown key", "report", replaced(report, "\"losses\":", "\"lost\":")},
      {"a negative count", "report", replaced(report, "\"duplicates\": ", "\"duplicates\": -")},
      {"a bad finding inside", "report", replaced(report, "\"high\"", "\"severe\"")},
      {"a digest cut short", "report", replaced(report, "sha256:a", "sha256:")},
  };
  for (const auto& [name, schema, text] : cases) {
    EXPECT_THAT(violations(schema, text), HasSubstr("document 1")) << schema << ": " << name;
    EXPECT_THAT(violations(schema, text), HasSubstr("status 1")) << schema << ": " << name;
  }
}

}  // namespace
}  // namespace trailsift::report
