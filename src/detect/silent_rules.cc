// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/silent_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "detect/compiled_rules.h"
#include "detect/inferred_list.h"
#include "detect/summary_text.h"
#include "detect/term_history.h"

namespace trailsift::detect {
namespace {

SilentRule silent_for_list(const sigma::Rule& rule, const std::string& list) {
  return {rule_label(rule), "the list " + list + " is not configured"};
}

// Counts accounts, of which logs may name any number, and keeps the name of the first.
struct SomeAccounts {
  std::string first;
  std::size_t count = 0;

  void add(const std::string& account) {
    if (count++ == 0) first = account;
  }
  // "account 111122223333 and 2 more"
  [[nodiscard]] std::string text() const {
    const std::string name = first.empty() ? "events without an account" : "account " + first;
    return count == 1 ? name : fmt::format("{} and {} more", name, count - 1);
  }
};

// Why a correlation about what is new could say nothing about some accounts; "" when it could.
std::string silent_for_history(const CompiledCorrelation& correlation,
                               const CorrelationInput& input) {
  if (!correlation.is_new_terms()) return "";
  SomeAccounts short_of_logs;
  for (const auto& [account, facts] : input.accounts) {
    const Timestamp begin = logs_begin(correlation, account, facts, input);
    const bool has_times = begin != kNoTime && facts.last != kNoTime;
    if (has_times && facts.last - begin >= correlation.min_history) continue;
    short_of_logs.add(account);
  }
  if (short_of_logs.count == 0) return "";
  return fmt::format("what is new is known after {} days of logs, and those of {} are shorter",
                     (correlation.min_history + kDay - 1) / kDay, short_of_logs.text());
}

SomeAccounts accounts_without_home(const CorrelationInput& input) {
  SomeAccounts accounts;
  for (const auto& [account, facts] : input.accounts) {
    if (facts.home_regions.empty()) accounts.add(account);
  }
  return accounts;
}

}  // namespace

std::vector<SilentRule> silent_rules(const CompiledRules& rules, const CorrelationInput& input) {
  std::vector<SilentRule> silent;
  const SomeAccounts homeless = accounts_without_home(input);
  for (const CompiledRule& rule : rules.events) {
    if (!rule.missing_list.empty()) {
      silent.push_back(silent_for_list(rule.rule, rule.missing_list));
    } else if (rule.asks == InferredList::kLogBuckets && input.log_buckets.empty()) {
      silent.push_back({rule_label(rule.rule),
                        "the list log_buckets is not configured, and no delivery of logs is seen"});
    } else if (rule.asks == InferredList::kHomeRegions && homeless.count > 0) {
      silent.push_back({rule_label(rule.rule),
                        fmt::format("the home regions of {} are not known", homeless.text())});
    }
  }
  for (const CompiledCorrelation& correlation : rules.correlations) {
    if (!correlation.missing_list.empty()) {
      silent.push_back(silent_for_list(correlation.rule, correlation.missing_list));
    } else if (const std::string reason = silent_for_history(correlation, input); !reason.empty()) {
      silent.push_back({rule_label(correlation.rule), reason});
    }
  }
  std::sort(silent.begin(), silent.end());
  return silent;
}

}  // namespace trailsift::detect
