// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/random_correlation.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace trailsift::detect {
namespace {

using sigma::Correlation;
using sigma::CorrelationBound;
using sigma::CorrelationType;
using sigma::Rule;

Rule event_rule(const std::string& name, const std::vector<std::string>& event_names) {
  sigma::FieldTest test;
  test.field = "eventName";
  for (const std::string& event_name : event_names) test.values.emplace_back().text = event_name;
  sigma::Selection selection;
  selection.name = "s";
  selection.alternatives.resize(1);
  selection.alternatives.front().tests.push_back(std::move(test));
  Rule rule;
  rule.name = name;
  rule.log_source = {"", "aws", "cloudtrail"};
  sigma::Detection detection;
  detection.selections.push_back(std::move(selection));
  rule.detection = std::make_shared<const sigma::Detection>(std::move(detection));
  return rule;
}

std::vector<CorrelationBound> random_bounds(Random& random, bool numbers) {
  static const double kCounts[] = {0, 1, 2, 2, 3, 3, 4, 5};
  static const double kNumbers[] = {-3, 0, 0.5, 1, 2, 2.5, 6, 20};
  std::vector<CorrelationBound> bounds(1 + random() % 4 / 3);
  for (CorrelationBound& bound : bounds) {
    const bool at_least = random() % 2 == 0;
    bound.op = at_least ? CorrelationBound::Operator::kGte
                        : static_cast<CorrelationBound::Operator>(random() % 6);
    bound.limit = numbers ? one_of(random, kNumbers) : one_of(random, kCounts);
  }
  return bounds;
}

void add_condition(Random& random, Correlation& correlation) {
  switch (correlation.type) {
    case CorrelationType::kNewTerms:
      correlation.min_history_seconds = random() % 30 * 60;
      if (random() % 3 == 0) correlation.own_history_seconds = random() % 30 * 60;
      if (random() % 3 == 0) correlation.at_most = 1 + random() % 3;
      correlation.value_fields = {"requestParameters.x"};
      return;
    case CorrelationType::kTemporal:
    case CorrelationType::kTemporalOrdered:
      if (random() % 2 == 0) correlation.bounds = random_bounds(random, false);
      return;
    case CorrelationType::kEventCount:
      break;
    case CorrelationType::kValueCount:
      correlation.value_fields = {"requestParameters.x"};
      if (random() % 3 == 0) correlation.value_fields.emplace_back("awsRegion");
      break;
    default:
      correlation.value_fields = {"requestParameters.x"};
      correlation.percentile =
          correlation.type == CorrelationType::kValueMedian ? 50 : 1 + random() % 100;
  }
  correlation.bounds = random_bounds(random, computes_with_numbers(correlation.type));
}

// Of some of the rules before it.
Rule random_correlation(Random& random, int number, const std::vector<Rule>& before) {
  static const std::vector<std::string> kGroups[] = {
      {}, {"sourceIPAddress"}, {"sourceIPAddress"}, {"who"}, {"who", "awsRegion"}};
  Rule rule;
  rule.name = "correlation_" + std::to_string(number);
  Correlation& correlation = rule.correlation.emplace();
  correlation.type = static_cast<CorrelationType>(random() % 9);
  correlation.generate = random() % 2 == 0;
  correlation.timespan_seconds = random() % 16 * 60;
  correlation.group_by = one_of(random, kGroups);
  add_condition(random, correlation);
  std::vector<std::string> names;
  for (const Rule& other : before) {
    if (other.detection || !computes_with_numbers(correlation.type)) names.push_back(other.name);
  }
  for (auto left = 1 + random() % 3; left > 0; --left) {
    const auto name = names.begin() + static_cast<std::ptrdiff_t>(random() % names.size());
    correlation.rules.push_back(*name);
    names.erase(name);
  }
  if (correlation.group_by.empty() || correlation.group_by.front() != "who") return rule;
  sigma::FieldAlias& alias = correlation.aliases.emplace_back();
  alias.alias = "who";
  for (const std::string& name : correlation.rules) {
    const bool is_b = name == "b";
    alias.field_of_rule.emplace_back(name, is_b ? "requestParameters.who" : "sourceIPAddress");
  }
  return rule;
}

std::string time_text(unsigned minute, unsigned second) {
  const auto two = [](unsigned number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  return "2023-07-10T00:" + two(minute) + ":" + two(second) + "Z";
}

}  // namespace

std::vector<Rule> random_correlations(Random& random) {
  std::vector<Rule> rules = {event_rule("a", {"A"}), event_rule("b", {"B", "A"}),
                             event_rule("c", {"C"})};
  const int count = 1 + static_cast<int>(random() % 3);
  for (int i = 0; i < count; ++i) rules.push_back(random_correlation(random, i, rules));
  return rules;
}

std::vector<std::string> random_calls(Random& random) {
  static const char* const kNames[] = {"A", "B", "C", "D"};
  static const char* const kAddresses[] = {"192.0.2.1", "192.0.2.2"};
  static const nlohmann::ordered_json kValues[] = {1,     2,   2.5,     -3,   "1",
                                                   "2.5", "b", nullptr, true, 1000};
  std::vector<std::string> calls;
  const unsigned count = random() % 32;
  for (unsigned i = 0; i < count; ++i) {
    nlohmann::ordered_json call;
    call["eventName"] = one_of(random, kNames);
    call["eventTime"] = time_text(random() % 60, random() % 3 * 30);
    if (random() % 16 == 0) call.erase("eventTime");
    call["eventID"] = "call-" + std::to_string(i);
    call["recipientAccountId"] = kCallAccount;
    if (random() % 8 != 0) call["sourceIPAddress"] = one_of(random, kAddresses);
    if (random() % 8 != 0) call["awsRegion"] = random() % 2 == 0 ? "eu-west-1" : "us-east-1";
    if (random() % 8 != 0) call["requestParameters"]["x"] = one_of(random, kValues);
    if (random() % 8 != 0) call["requestParameters"]["who"] = one_of(random, kAddresses);
    calls.push_back(call.dump());
  }
  return calls;
}

}  // namespace trailsift::detect
