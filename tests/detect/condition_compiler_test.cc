// SPDX-License-Identifier: Apache-2.0
#include "detect/condition_compiler.h"

#include <gtest/gtest.h>

#include "detect/program.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect::condition_compiler_test {
namespace {

struct Compiled {
  CompiledCondition condition;
  std::vector<Predicate> predicates;
};

Compiled compile(std::string_view detection, const Placeholders& placeholders = {}) {
  const std::vector<sigma::Rule> rules = read_test_rules(rule_yaml("rule", detection));
  Compiled compiled;
  compiled.condition =
      compile_condition(*rules.at(0).detection, "", placeholders, compiled.predicates);
  return compiled;
}

std::string dump(std::string_view detection, const Placeholders& placeholders = {}) {
  const Compiled compiled = compile(detection, placeholders);
  std::vector<Instruction> code;
  const std::uint32_t entry =
      emit_program(compiled.condition.expression, compiled.predicates, code);
  return dump_program(entry, code, compiled.predicates);
}

TEST(ConditionCompiler, MapsAreAndListsAreOr) {
  EXPECT_EQ(dump("  s:\n    eventName: A\n    eventSource: [B, C]\n  condition: s"),
            "1: eventName ? 0 : reject\n0: eventSource ? accept : reject\n");
  EXPECT_EQ(dump("  s:\n    - eventName: A\n    - eventSource: B\n  condition: s"),
            "1: eventName ? accept : 0\n0: eventSource ? accept : reject\n");
}

TEST(ConditionCompiler, AllAsksForEachValueByItself) {
  EXPECT_EQ(dump("  s:\n    userAgent|contains|all: [a, b]\n  condition: s"),
            "1: userAgent ? 0 : reject\n0: userAgent ? accept : reject\n");
}

TEST(ConditionCompiler, NegationsTurnTheJumpsRound) {
  EXPECT_EQ(dump("  s:\n    eventName|neq: A\n  condition: s"), "0: eventName ? reject : accept\n");
  EXPECT_EQ(dump("  s:\n    errorCode|exists: false\n  condition: s"),
            "0: errorCode ? reject : accept\n");
  EXPECT_EQ(dump("  s:\n    errorCode|exists: true\n  condition: not s"),
            "0: errorCode ? reject : accept\n");
}

TEST(ConditionCompiler, DearQuestionsComeLast) {
  EXPECT_EQ(dump("  k:\n    - needle\n  s:\n    requestParameters.name: x\n    derived.actor: y\n"
                 "    eventName: A\n  condition: k and s"),
            "3: eventName ? 2 : reject\n2: derived.actor ? 1 : reject\n"
            "1: requestParameters.name ? 0 : reject\n0: record ? accept : reject\n");
}

TEST(ConditionCompiler, EmptyListsNeverMatch) {
  const Placeholders lists = {{"none", {}}};
  EXPECT_EQ(dump("  s:\n    eventName|expand: '%none%'\n  condition: s", lists), "reject\n");
  EXPECT_EQ(dump("  s:\n    eventName|expand|neq: '%none%'\n  condition: s", lists), "accept\n");
  EXPECT_EQ(dump("  s:\n    eventName: A\n  t:\n    awsRegion|expand: '%none%'\n"
                 "  condition: s and not t",
                 lists),
            "0: eventName ? accept : reject\n");
}

TEST(ConditionCompiler, NamesTheListThatIsMissing) {
  EXPECT_EQ(compile("  s:\n    sourceIPAddress|cidr|expand: '%trusted_networks%'\n"
                    "  condition: not s")
                .condition.missing_list,
            "trusted_networks");
}

TEST(ConditionCompiler, HomeRegionsMayWaitForTheEndOfTheScan) {
  const std::string_view home = "  s:\n    awsRegion|expand: '%home_regions%'\n  condition: not s";
  EXPECT_EQ(dump(home), "0: list told by the logs ? reject : accept\n");
  EXPECT_EQ(compile(home).condition.asks, InferredList::kHomeRegions);
  EXPECT_EQ(compile(home).condition.missing_list, "");
  const Placeholders given = {{"home_regions", {"eu-west-1"}}};
  EXPECT_EQ(dump(home, given), "0: awsRegion ? reject : accept\n");
  EXPECT_EQ(compile(home, given).condition.asks, InferredList::kNone);
}

// Only where awsRegion is compared with them and nothing else can the answer be found later.
TEST(ConditionCompiler, HomeRegionsElsewhereAreAListLikeAnyOther) {
  for (const char* detection :
       {"  s:\n    requestParameters.region|expand: '%home_regions%'\n  condition: s",
        "  s:\n    awsRegion|contains|expand: '%home_regions%'\n  condition: s",
        "  s:\n    awsRegion|expand: ['%home_regions%', eu-west-1]\n  condition: s",
        "  s:\n    awsRegion|expand: 'x%home_regions%'\n  condition: s"}) {
    const Compiled compiled = compile(detection);
    EXPECT_EQ(compiled.condition.missing_list, "home_regions") << detection;
    EXPECT_EQ(compiled.condition.asks, InferredList::kNone) << detection;
  }
}

TEST(ConditionCompiler, LogBucketsMayWaitForTheEndOfTheScan) {
  const std::string_view of_bucket =
      "  s:\n    requestParameters.bucketName|expand: '%log_buckets%'\n  condition: s";
  EXPECT_EQ(dump(of_bucket), "0: list told by the logs ? accept : reject\n");
  EXPECT_EQ(compile(of_bucket).condition.asks, InferredList::kLogBuckets);
  EXPECT_EQ(compile(of_bucket).condition.missing_list, "");
  const Placeholders given = {{"log_buckets", {"trail"}}};
  EXPECT_EQ(dump(of_bucket, given), "0: requestParameters.bucketName ? accept : reject\n");
  EXPECT_EQ(compile(of_bucket, given).condition.asks, InferredList::kNone);
  EXPECT_EQ(compile("  s:\n    requestParameters.name|expand: '%log_buckets%'\n  condition: s")
                .condition.missing_list,
            "log_buckets");
}

TEST(ConditionCompiler, WaitsForOneInferredListAtMost) {
  const Compiled compiled = compile(
      "  s:\n    requestParameters.bucketName|expand: '%log_buckets%'\n"
      "    awsRegion|expand: '%home_regions%'\n  condition: s");
  EXPECT_EQ(compiled.condition.asks, InferredList::kLogBuckets);
  EXPECT_EQ(compiled.condition.missing_list, "home_regions");
}

TEST(ConditionCompiler, BusinessHoursAreAQuestionAboutATime) {
  const std::string_view within = "  s:\n    eventTime|expand: '%business_hours%'\n  condition: s";
  EXPECT_EQ(compile(within).condition.missing_list, "business_hours");
  const Placeholders hours = {
      {"business_hours", {"mon-fri 08:00-18:00 UTC", "sat 08:00-12:00 UTC"}}};
  const Compiled compiled = compile(within, hours);
  EXPECT_EQ(compiled.condition.missing_list, "");
  ASSERT_EQ(compiled.predicates.size(), 1U);
  const auto holds = [&](std::string_view time) {
    return compiled.predicates.front().accepts(Value::string(time));
  };
  EXPECT_TRUE(holds("2023-07-10T12:00:00Z"));
  EXPECT_TRUE(holds("2023-07-15T11:59:59Z"));
  EXPECT_FALSE(holds("2023-07-15T12:00:00Z"));
  EXPECT_FALSE(holds("2023-07-10"));
  EXPECT_FALSE(holds("mon-fri 08:00-18:00 UTC"));
  EXPECT_EQ(dump(within, {{"business_hours", {}}}), "reject\n");
}

// A text that no time can equal would leave the rule silent without a word.
TEST(ConditionCompiler, BusinessHoursAreNoText) {
  const Placeholders hours = {{"business_hours", {"mon-fri 08:00-18:00 UTC"}}};
  for (const char* detection :
       {"  s:\n    eventTime|contains|expand: '%business_hours%'\n  condition: s",
        "  s:\n    eventTime|expand: ['%business_hours%', x]\n  condition: s",
        "  s:\n    eventTime|expand: 'x%business_hours%'\n  condition: s"}) {
    const Compiled compiled = compile(detection, hours);
    ASSERT_EQ(compiled.condition.diagnostics.size(), 1U) << detection;
    EXPECT_EQ(compiled.condition.diagnostics.front().code, "invalid-business-hours");
  }
}

}  // namespace
}  // namespace trailsift::detect::condition_compiler_test
