// SPDX-License-Identifier: Apache-2.0
// The correlator and the plain evaluator must agree on random correlations and calls, in whatever
// order and by however many threads the calls were read.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/detect/random_correlation.h"
#include "tests/detect/random_rounds.h"
#include "tests/detect/reference_correlation.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect::correlation_random_test {
namespace {

using reference::Firing;
using sigma::Rule;

const Rule* rule_named(const std::vector<Rule>& rules, const std::string& name) {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.name == name; });
  return found == rules.end() ? nullptr : &*found;
}

// Is a finding, because nothing refers to it or something that does generates it.
bool is_shown(const std::vector<Rule>& rules, const std::string& name) {
  bool referred = false;
  for (const Rule& rule : rules) {
    if (!rule.correlation) continue;
    const std::vector<std::string>& named = rule.correlation->rules;
    if (std::find(named.begin(), named.end(), name) == named.end()) continue;
    if (rule.correlation->generate) return true;
    referred = true;
  }
  return !referred;
}

std::string matched_value(const Finding& finding, const std::string& field) {
  for (const auto& [name, value] : finding.matched) {
    if (name == field) return value;
  }
  return "(none)";
}

std::vector<Firing> shown_firings(const std::vector<Rule>& rules,
                                  const std::vector<Finding>& findings) {
  std::vector<Firing> firings;
  for (const Finding& finding : findings) {
    const Rule* rule = rule_named(rules, finding.rule_name);
    if (rule == nullptr || !rule->correlation) continue;
    Firing& firing = firings.emplace_back();
    firing.rule = finding.rule_name;
    std::vector<std::string> fields = rule->correlation->group_by;
    if (rule->correlation->type == sigma::CorrelationType::kNewTerms) {
      fields.insert(fields.end(), rule->correlation->value_fields.begin(),
                    rule->correlation->value_fields.end());
    }
    for (const std::string& field : fields) firing.group.push_back(matched_value(finding, field));
    firing.event_ids = finding.event_ids;
    std::sort(firing.event_ids.begin(), firing.event_ids.end());
    EXPECT_EQ(finding.count, finding.event_ids.size());
  }
  std::sort(firings.begin(), firings.end());
  return firings;
}

// All that a finding says, for comparing two of them.
std::string text_of(const Finding& finding) {
  std::string text = finding.id + ' ' + finding.rule_name + ' ' + finding.summary + ' ' +
                     std::to_string(finding.count) + ' ' + std::to_string(finding.first_seen);
  for (const std::string& id : finding.event_ids) text += ' ' + id;
  for (const std::string& address : finding.source_ips) text += ' ' + address;
  for (const auto& [field, value] : finding.matched) text.append(" ").append(field + '=' + value);
  return text;
}

std::vector<std::string> texts_of(const std::vector<Finding>& findings) {
  std::vector<std::string> texts;
  for (const Finding& finding : findings) texts.push_back(text_of(finding));
  return texts;
}

std::vector<std::vector<std::string>> dealt_out(Random& random, std::vector<std::string> calls) {
  for (std::size_t i = calls.size(); i > 1; --i) std::swap(calls[i - 1], calls[random() % i]);
  std::vector<std::vector<std::string>> stores(1 + random() % 4);
  for (std::string& call : calls) stores[random() % stores.size()].push_back(std::move(call));
  return stores;
}

// How often a correlation was satisfied.
std::size_t compare(Random& random) {
  const std::vector<Rule> rules = random_correlations(random);
  const std::vector<std::string> calls = random_calls(random);
  const Compilation compilation = compile_rules(rules, {});
  for (const sigma::Diagnostic& diagnostic : compilation.diagnostics) {
    ADD_FAILURE() << diagnostic.to_string();
  }
  CorrelationInput input;
  input.grouping = Grouping::kNone;
  input.accounts[kCallAccount] = {kFirstCall, kFirstCall + kHour, {}};
  const std::vector<Finding> findings = find(*compilation.rules, {calls}, input);
  std::vector<Firing> expected = reference::firings(rules, calls, kFirstCall);
  std::erase_if(expected, [&](const Firing& firing) { return !is_shown(rules, firing.rule); });
  EXPECT_EQ(shown_firings(rules, findings), expected);
  const std::vector<Finding> again = find(*compilation.rules, dealt_out(random, calls), input);
  EXPECT_EQ(texts_of(again), texts_of(findings)) << "in another order, by other threads";
  return expected.size();
}

class CorrelationsAgree : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seed, CorrelationsAgree, ::testing::ValuesIn(random_seeds()));

TEST_P(CorrelationsAgree, OnRandomCalls) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  std::size_t firings = 0;
  const int rounds = 150 * random_rounds();
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    firings += compare(random);
  }
  EXPECT_GT(firings, static_cast<std::size_t>(rounds) / 2) << "silence shows nothing";
}

}  // namespace
}  // namespace trailsift::detect::correlation_random_test
