// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/baseline_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "detect/compiled_rules.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect::baseline_file_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string rules_text(const std::string& name = "Get") {
  return rule_yaml("called", "  s:\n    eventName: " + name + "\n  condition: s") + "---\n" +
         "title: more\nname: more\ncorrelation:\n  type: spike\n  rules: [called]\n"
         "  group-by: [derived.actor]\n  timespan: 1h\n  condition: {factor: 5, floor: 10}\n---\n"
         "title: new\nname: new\ncorrelation:\n  type: new_terms\n  rules: [called]\n"
         "  timespan: 1h\n  condition: {field: derived.actor}\n---\n";
}

Baseline example() {
  Baseline baseline;
  for (const char* const rule : {"more", "new"}) {
    baseline[rule].accounts = {{"", 0}, {"111122223333", 5 * kDay + 1}};
  }
  const std::int64_t first = period_of(kFirstReadableTime, kHour);
  baseline["more"].windows[{"a"}] = {{first, 7}, {-2, 1}, {480'000, 12'345}};
  baseline["more"].windows[{std::string("\"\\\x01\n\0}\xff{é", 10)}] = {{480'001, 3}};
  baseline["new"].first_seen = {{{"mallory"}, 7 * kSecond}, {{""}, -kDay}};
  return baseline;
}

TEST(BaselineFile, ReadsWhatItWrote) {
  const auto rules = compile_test_rules(rules_text());
  const std::string text = write_baseline(*rules, example());
  const auto reading = read_baseline(text, "b.jsonl", *rules);
  ASSERT_TRUE(reading.ok()) << reading.error().to_string();
  EXPECT_TRUE(reading.value().ignored.empty());
  const Baseline& read = reading.value().baseline;
  const Baseline expected = example();
  ASSERT_EQ(read.size(), expected.size());
  for (const auto& [rule, baseline] : expected) {
    EXPECT_EQ(read.at(rule).windows, baseline.windows) << rule;
    EXPECT_EQ(read.at(rule).first_seen, baseline.first_seen) << rule;
    EXPECT_EQ(read.at(rule).accounts, baseline.accounts) << rule;
  }
  EXPECT_EQ(write_baseline(*rules, read), text);
}

// A copy that was cut at the end of a line would make new what is usual.
TEST(BaselineFile, HasAsManyLinesAsItSays) {
  const auto rules = compile_test_rules(rules_text());
  const std::string whole = write_baseline(*rules, example());
  EXPECT_THAT(whole, StartsWith("{\"trailsift_baseline\":1,\"lines\":8}\n"));
  EXPECT_TRUE(read_baseline(whole.substr(0, whole.size() - 1), "b.jsonl", *rules).ok());
  std::uint32_t line = 9;
  for (std::string cut = whole; line-- > 1;) {
    cut.erase(cut.rfind('\n', cut.size() - 2) + 1);
    const auto reading = read_baseline(cut, "b.jsonl", *rules);
    ASSERT_FALSE(reading.ok()) << line;
    EXPECT_EQ(reading.error().location.line, line);
    EXPECT_THAT(reading.error().message, HasSubstr("fewer lines"));
  }
  const auto longer = read_baseline(whole + whole.substr(whole.find('\n') + 1), "b.jsonl", *rules);
  ASSERT_FALSE(longer.ok());
  EXPECT_EQ(longer.error().location.line, 10U);
  EXPECT_THAT(longer.error().message, HasSubstr("more lines"));
  const std::string older = "{\"trailsift_baseline\":1}" + whole.substr(whole.find('\n'));
  EXPECT_TRUE(read_baseline(older, "b.jsonl", *rules).ok());
  EXPECT_EQ(
      read_baseline("{\"trailsift_baseline\":1,\"lines\":true}\n", "b.jsonl", *rules).error().code,
      "bad-baseline");
}

TEST(BaselineFile, IsOfNoUseToRulesOfAnotherVersion) {
  const auto rules = compile_test_rules(rules_text());
  const auto others = compile_test_rules(rules_text("Put"));
  const auto reading = read_baseline(write_baseline(*rules, example()), "b.jsonl", *others);
  ASSERT_TRUE(reading.ok()) << reading.error().to_string();
  EXPECT_THAT(reading.value().ignored, ElementsAre("more", "new"));
  EXPECT_TRUE(reading.value().baseline.empty());
  const auto none = compile_test_rules(rule_yaml("x", "  s:\n    eventName: A\n  condition: s"));
  const auto unused = read_baseline(write_baseline(*rules, example()), "b.jsonl", *none);
  ASSERT_TRUE(unused.ok());
  EXPECT_TRUE(unused.value().ignored.empty()) << "a rule that is not in use";
}

TEST(BaselineFile, SaysWhichLineIsDamaged) {
  const auto rules = compile_test_rules(rules_text());
  const std::string head = "{\"trailsift_baseline\":1}\n";
  const std::string rule = "{\"rule\":\"more\",\"name\":\"more\",\"version\":\"" +
                           rule_version(*rules, rules->correlations[0]) + "\"}\n";
  const std::string terms =
      "{\"rule\":\"new\",\"version\":\"" + rule_version(*rules, rules->correlations[1]) + "\"}\n";
  const struct {
    std::string text;
    std::uint32_t line;
  } cases[] = {
      {"", 1},
      {"not json\n", 1},
      {"{\"Records\":[]}\n", 1},
      {"{\"trailsift_baseline\":2}\n", 1},
      {head + "{\"trailsi", 2},
      {head + "[]\n", 2},
      {head + "{}\n", 2},
      {head + "\n" + rule, 2},
      {head + "{\"account\":\"1\",\"first\":\"yesterday\"}\n", 2},
      {head + "{\"rule\":\"more\",\"group\":[\"a\"],\"windows\":[]}\n", 2},
      {head + rule + "{\"rule\":\"more\",\"group\":[\"a\"]}\n", 3},
      {head + rule + "{\"rule\":\"more\",\"windows\":[\"2022-01-01T00:00:00Z\",1]}\n", 3},
      {head + rule + "{\"rule\":\"more\",\"group\":[\"a\"],\"windows\":[\"x\",1]}\n", 3},
      {head + rule +
           "{\"rule\":\"more\",\"group\":[\"a\"],\"windows\":[\"2022-01-01T00:00:00Z\",0]}\n",
       3},
      {head + rule + "{\"rule\":\"more\",\"group\":[\"a\"],\"windows\":[\"2022-01-01T00:00:00Z\"]}",
       3},
      {head + terms + "{\"rule\":\"new\",\"term\":[\"a\"],\"first\":5}\n", 3},
  };
  for (const auto& [text, line] : cases) {
    const auto reading = read_baseline(text, "b.jsonl", *rules);
    ASSERT_FALSE(reading.ok()) << text;
    EXPECT_EQ(reading.error().code, "bad-baseline") << text;
    EXPECT_EQ(reading.error().location.line, line) << text;
    EXPECT_THAT(reading.error().to_string(), HasSubstr("b.jsonl:")) << text;
  }
  EXPECT_TRUE(read_baseline(head, "b.jsonl", *rules).ok());
}

}  // namespace
}  // namespace trailsift::detect::baseline_file_test
