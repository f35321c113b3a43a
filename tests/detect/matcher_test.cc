// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/matcher.h"

#include <gtest/gtest.h>

#include "detect/compiled_rules.h"
#include "detect/filter_tally.h"
#include "tests/detect/rule_scan.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/sigma/rule_reader.h"

namespace trailsift::detect {
namespace {

struct MatchCase {
  const char* test;  // "field|modifiers: values" of the only selection
  const char* record;
  bool expected;
};

void check(std::initializer_list<MatchCase> cases) {
  for (const MatchCase& test : cases) {
    const std::string detection = "  s:\n    " + std::string(test.test) + "\n  condition: s";
    EXPECT_EQ(rule_hits(detection, test.record), test.expected)
        << test.test << " on " << test.record;
  }
}

TEST(Matcher, TextsIgnoreCaseUnlessCased) {
  check({
      {"eventName: StopLogging", R"({"eventName":"stoplogging"})", true},
      {"eventName|cased: StopLogging", R"({"eventName":"stoplogging"})", false},
      {"eventName|cased: StopLogging", R"({"eventName":"StopLogging"})", true},
      {"eventName: StopLogging", R"({"eventName":"StopLogging2"})", false},
      {"eventName: StopLogging", R"({"eventName":"Stop\u004cogging"})", true},
      {"eventName|startswith: stop", R"({"eventName":"StopLogging"})", true},
      {"eventName|endswith: logging", R"({"eventName":"StopLogging"})", true},
      {"eventName|contains: PLOG", R"({"eventName":"StopLogging"})", true},
      {"eventName|contains|cased: PLOG", R"({"eventName":"StopLogging"})", false},
      {"eventName: Stop*", R"({"eventName":"StopLogging"})", true},
      {"eventName: S?opLog*", R"({"eventName":"StopLogging"})", true},
  });
}

TEST(Matcher, ListsAreAlternativesUnlessAllJoinsThem) {
  check({
      {"eventName: [A, B]", R"({"eventName":"B"})", true},
      {"eventName: [A, B]", R"({"eventName":"C"})", false},
      {"userAgent|contains|all: [cli, boto]", R"({"userAgent":"aws-cli boto"})", true},
      {"userAgent|contains|all: [cli, boto]", R"({"userAgent":"aws-cli"})", false},
      // Each of them may be satisfied by another member.
      {"requestParameters.x|all: [a, b]", R"({"requestParameters":{"x":["a","b"]}})", true},
      {"requestParameters.x|all: [a, b]", R"({"requestParameters":{"x":["a","c"]}})", false},
  });
}

TEST(Matcher, NullIsWhatIsMissingOrNull) {
  check({
      {"errorCode: null", R"({"eventName":"A"})", true},
      {"errorCode: null", R"({"errorCode":null})", true},
      {"errorCode: null", R"({"errorCode":""})", false},
      {"errorCode: ''", R"({"errorCode":""})", true},
      {"errorCode: ''", R"({"eventName":"A"})", false},
      {"errorCode: [null, X]", R"({"errorCode":"X"})", true},
      {"errorCode: [null, X]", R"({"errorCode":"Y"})", false},
      {"requestParameters.a.b: null", R"({"requestParameters":{"a":{}}})", true},
      {"requestParameters.a.b: null", R"({"requestParameters":null})", true},
      {"requestParameters.a: null", R"({"requestParameters":{"a":[]}})", true},
      {"requestParameters.a: null", R"({"requestParameters":{"a":["x",null]}})", true},
      {"errorCode: '*'", R"({"eventName":"A"})", false},
      {"errorCode: '*'", R"({"errorCode":null})", false},
      {"errorCode: '*'", R"({"errorCode":""})", true},
  });
}

TEST(Matcher, ExistenceAsksForThePlaceOnly) {
  check({
      {"errorCode|exists: true", R"({"errorCode":""})", true},
      {"errorCode|exists: true", R"({"errorCode":null})", true},
      {"errorCode|exists: false", R"({"errorCode":null})", false},
      {"errorCode|exists: false", R"({})", true},
      {"requestParameters|exists: true", R"({"requestParameters":{}})", true},
      {"requestParameters.x|exists: true", R"({"requestParameters":{"x":[]}})", true},
      {"requestParameters.x|exists: true", R"({"requestParameters":{"x":[null]}})", true},
      {"requestParameters.x|exists: true", R"({"requestParameters":{"y":[null]}})", false},
      {"requestParameters.x|exists: true", R"({"requestParameters":{"x":[null,1]}})", true},
      {"requestParameters.x|exists: true", R"({"requestParameters":{"x":false}})", true},
  });
}

TEST(Matcher, NumbersAndBooleansKeepTheirMeaning) {
  check({
      {"requestParameters.n: 1", R"({"requestParameters":{"n":1}})", true},
      {"requestParameters.n: 1", R"({"requestParameters":{"n":"1"}})", true},
      {"requestParameters.n: 1", R"({"requestParameters":{"n":1.0}})", true},
      {"requestParameters.n: '1'", R"({"requestParameters":{"n":1}})", true},
      {"requestParameters.n: '1'", R"({"requestParameters":{"n":1.0}})", false},
      {"requestParameters.n: 1", R"({"requestParameters":{"n":true}})", false},
      {"requestParameters.n|contains: 2", R"({"requestParameters":{"n":123}})", true},
      {"requestParameters.b: true", R"({"requestParameters":{"b":true}})", true},
      {"requestParameters.b: true", R"({"requestParameters":{"b":"TRUE"}})", true},
      {"requestParameters.b: 'true'", R"({"requestParameters":{"b":true}})", true},
      {"requestParameters.b: true", R"({"requestParameters":{"b":false}})", false},
      {"requestParameters.n|gte: 5", R"({"requestParameters":{"n":5}})", true},
      {"requestParameters.n|gt: 5", R"({"requestParameters":{"n":5}})", false},
      {"requestParameters.n|lt: 5", R"({"requestParameters":{"n":"4.5"}})", true},
      {"requestParameters.n|lte: 5", R"({"requestParameters":{"n":"many"}})", false},
      {"requestParameters.n|lte: 5", R"({"requestParameters":{}})", false},
  });
}

TEST(Matcher, AnyValueThatThePathReachesMayMatch) {
  check({
      {"requestParameters.items.cidrIp|cidr: 0.0.0.0/0",
       R"({"requestParameters":{"items":[{"cidrIp":"x"},{"cidrIp":"0.0.0.0/0"}]}})", true},
      {"requestParameters.a.b: y", R"({"requestParameters":{"a":[{"b":["x","y"]}]}})", true},
      {"requestParameters.a.b: z", R"({"requestParameters":{"a":[{"b":["x","y"]}]}})", false},
      {"requestParameters.a.b: y", R"({"requestParameters":{"a.b":"y"}})", true},
      {"requestParameters.policy|contains: '\"Allow\"'",
       R"({"requestParameters":{"policy":{"Effect":"Allow"}}})", true},
      {"eventName: B", R"({"eventName":["A","B"]})", true},
  });
}

TEST(Matcher, NeqIsTheOppositeOfTheTestWithoutIt) {
  check({
      {"eventName|neq: A", R"({"eventName":"B"})", true},
      {"eventName|neq: A", R"({"eventName":"a"})", false},
      {"eventName|neq: A", R"({})", true},
      {"eventName|neq: [A, B]", R"({"eventName":"B"})", false},
      {"requestParameters.x|neq: a", R"({"requestParameters":{"x":["a","b"]}})", false},
  });
}

TEST(Matcher, RegularExpressionsMindCaseAndAreNotAnchored) {
  check({
      {"userAgent|re: 'c[l]i'", R"({"userAgent":"aws-cli/2"})", true},
      {"userAgent|re: 'CLI'", R"({"userAgent":"aws-cli/2"})", false},
      {"userAgent|re|i: 'CLI'", R"({"userAgent":"aws-cli/2"})", true},
      {"userAgent|re: '^cli'", R"({"userAgent":"aws-cli/2"})", false},
      {"userAgent|re: '.*'", R"({})", false},
  });
}

TEST(Matcher, KeywordsAreLookedForInTheWholeRecord) {
  const std::string record = R"({"eventName":"A","requestParameters":{"x":"needle in hay"}})";
  EXPECT_TRUE(rule_hits("  k:\n    - NEEDLE\n  condition: k", record));
  EXPECT_TRUE(rule_hits("  k:\n    - nothing\n    - need?e*hay\n  condition: k", record));
  EXPECT_FALSE(rule_hits("  k:\n    - nothing\n  condition: k", record));
  EXPECT_TRUE(rule_hits("  k:\n    '|all':\n      - needle\n      - hay\n  condition: k", record));
  EXPECT_FALSE(
      rule_hits("  k:\n    '|all':\n      - needle\n      - stack\n  condition: k", record));
}

TEST(Matcher, DerivedFieldsAreThereWhenARuleAsks) {
  const std::string record =
      R"({"eventName":"A","errorCode":"AccessDenied","recipientAccountId":"111122223333",)"
      R"("userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/alice"}})";
  EXPECT_TRUE(rule_hits("  s:\n    derived.outcome: denied\n  condition: s", record));
  EXPECT_TRUE(rule_hits("  s:\n    derived.actor|endswith: /alice\n  condition: s", record));
  EXPECT_TRUE(rule_hits("  s:\n    derived.account: 111122223333\n  condition: s", record));
  EXPECT_FALSE(rule_hits("  s:\n    derived.caller: service\n  condition: s", record));
}

TEST(Matcher, PlaceholdersTakeTheOtherModifiers) {
  const Placeholders lists = {{"nets", {"10.0.0.0/8", "192.0.2.0/24"}},
                              {"tools", {"pacu", "cli/*x"}}};
  EXPECT_TRUE(rule_hits("  s:\n    sourceIPAddress|cidr|expand: '%nets%'\n  condition: s",
                        R"({"sourceIPAddress":"192.0.2.9"})", lists));
  EXPECT_FALSE(rule_hits("  s:\n    sourceIPAddress|cidr|expand: '%nets%'\n  condition: s",
                         R"({"sourceIPAddress":"192.0.3.9"})", lists));
  EXPECT_TRUE(rule_hits("  s:\n    userAgent|contains|expand: '%tools%'\n  condition: s",
                        R"({"userAgent":"aws-cli/2.0 x64"})", lists));
  EXPECT_FALSE(rule_hits("  s:\n    sourceIPAddress|cidr|expand: '%others%'\n  condition: not s",
                         R"({"sourceIPAddress":"192.0.2.9"})", lists))
      << "a rule without its list stays silent";
}

TEST(Matcher, OneEventMayHitManyRules) {
  const auto rules =
      compile_test_rules(rule_yaml("one", "  s:\n    eventName: A\n  condition: s") + "---\n" +
                         rule_yaml("two", "  s:\n    eventSource: B\n  condition: s") + "---\n" +
                         rule_yaml("three", "  s:\n    userAgent: C\n  condition: s"));
  HitStore hits;
  Matcher matcher(*rules, hits);
  TestEvent event(R"({"eventName":"A","eventSource":"B","userAgent":"C"})");
  matcher.match(event.event, event.arena);
  EXPECT_EQ(hits.size(), 3U);
}

// ---- Filters.

constexpr const char* kStopped =
    "title: R\nname: rule\nlogsource: {product: aws}\ndetection:\n  s:\n"
    "    eventName: StopLogging\n  condition: s\n";
constexpr const char* kStoppedAway =
    "title: R\nname: rule\nlogsource: {product: aws}\ndetection:\n  s:\n"
    "    eventName: StopLogging\n  t:\n    awsRegion|expand: '%home_regions%'\n"
    "  condition: s and not t\n";

std::string filter_yaml(const std::string& title, const std::string& test) {
  return "---\ntitle: " + title +
         "\nlogsource: {product: aws}\nfilter:\n  rules: rule\n  f:\n    " + test +
         "\n  condition: not f\n";
}

struct Filtered {
  std::size_t hits = 0;
  std::vector<std::uint64_t> removed;
};

Filtered run_filtered(const std::string& yaml, const std::vector<std::string>& records) {
  const sigma::RuleFile file = sigma::read_rules(yaml, "test.yml");
  EXPECT_TRUE(file.diagnostics.empty());
  const Compilation compilation = compile_rules(file.rules, {}, file.filters);
  CorrelationInput input;
  input.accounts["111122223333"].home_regions = {"eu-west-1"};
  std::vector<HitStore> stores(1);
  Matcher matcher(*compilation.rules, stores.front());
  for (const std::string& record : records) {
    TestEvent event(record);
    matcher.match(event.event, event.arena);
  }
  Filtered result;
  result.removed = matcher.filtered().totals(compilation.rules->filters.size(), input);
  for (const Finding& finding : correlate(*compilation.rules, stores, input)) {
    result.hits += finding.count;
  }
  return result;
}

TEST(Matcher, TakesAwayWhatAFilterObjectsTo) {
  const std::vector<std::string> records = {
      R"({"eventName":"StopLogging","userAgent":"terraform"})",
      R"({"eventName":"StopLogging","userAgent":"console"})",
      R"({"eventName":"StopLogging","userAgent":"terraform","errorCode":"AccessDenied"})",
      R"({"eventName":"StartLogging","userAgent":"terraform"})",
  };
  const std::string by_agent = filter_yaml("agent", "userAgent: terraform");
  const std::string by_error = filter_yaml("error", "errorCode: AccessDenied");
  EXPECT_EQ(run_filtered(kStopped, records).hits, 3U);
  const Filtered one = run_filtered(kStopped + by_agent, records);
  EXPECT_EQ(one.hits, 1U);
  EXPECT_EQ(one.removed, std::vector<std::uint64_t>{2});
  // What two of them object to counts for both, in whatever order they stand.
  const Filtered both = run_filtered(kStopped + by_agent + by_error, records);
  EXPECT_EQ(both.hits, 1U);
  EXPECT_EQ(both.removed, (std::vector<std::uint64_t>{2, 1}));
  EXPECT_EQ(run_filtered(kStopped + by_error + by_agent, records).removed,
            (std::vector<std::uint64_t>{1, 2}));
}

// What a filter takes away of a rule that asks for home regions is a hit only where they are such.
TEST(Matcher, CountsWhatWasFilteredOnceHomeRegionsAreKnown) {
  const auto record = [](const std::string& region) {
    return R"({"eventName":"StopLogging","userAgent":"terraform",)"
           R"("recipientAccountId":"111122223333","awsRegion":")" +
           region + "\"}";
  };
  const std::vector<std::string> records = {record("eu-west-1"), record("us-east-1"),
                                            record("us-east-2")};
  const Filtered rule = run_filtered(kStoppedAway, records);
  EXPECT_EQ(rule.hits, 2U);
  const Filtered by_agent =
      run_filtered(kStoppedAway + filter_yaml("agent", "userAgent: terraform"), records);
  EXPECT_EQ(by_agent.hits, 0U);
  EXPECT_EQ(by_agent.removed, std::vector<std::uint64_t>{2});
  const std::string at_home = filter_yaml("home", "awsRegion|expand: '%home_regions%'");
  const Filtered by_home = run_filtered(kStopped + at_home, records);
  EXPECT_EQ(by_home.hits, 2U);
  EXPECT_EQ(by_home.removed, std::vector<std::uint64_t>{1});
  const Filtered nothing_left = run_filtered(kStoppedAway + at_home, records);
  EXPECT_EQ(nothing_left.hits, 2U);
  EXPECT_EQ(nothing_left.removed, std::vector<std::uint64_t>{0});
}

}  // namespace
}  // namespace trailsift::detect
