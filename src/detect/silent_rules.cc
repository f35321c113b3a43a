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

// Why a correlation about what is new could say nothing about some accounts; "" when it could.
std::string silent_for_history(const CompiledCorrelation& correlation,
                               const CorrelationInput& input) {
  if (!correlation.is_new_terms()) return "";
  std::vector<std::string> short_of_logs;
  for (const auto& [account, facts] : input.accounts) {
    const Timestamp begin = logs_begin(correlation, account, facts, input);
    const bool has_times = begin != kNoTime && facts.last != kNoTime;
    if (has_times && facts.last - begin >= correlation.min_history) continue;
    short_of_logs.push_back(account.empty() ? "events without an account" : "account " + account);
  }
  if (short_of_logs.empty()) return "";
  const std::string more =
      short_of_logs.size() == 1 ? "" : fmt::format(" and {} more", short_of_logs.size() - 1);
  return fmt::format("what is new is known after {} days of logs, and those of {}{} are shorter",
                     (correlation.min_history + kDay - 1) / kDay, short_of_logs.front(), more);
}

void add_for_home_regions(const CompiledRule& rule, const CorrelationInput& input,
                          std::vector<SilentRule>& silent) {
  for (const auto& [account, facts] : input.accounts) {
    if (!facts.home_regions.empty()) continue;
    silent.push_back(
        {rule_label(rule.rule), account.empty()
                                    ? "the home regions of events without an account are not known"
                                    : "the home regions of account " + account + " are not known"});
  }
}

}  // namespace

std::vector<SilentRule> silent_rules(const CompiledRules& rules, const CorrelationInput& input) {
  std::vector<SilentRule> silent;
  for (const CompiledRule& rule : rules.events) {
    if (!rule.missing_list.empty()) {
      silent.push_back(silent_for_list(rule.rule, rule.missing_list));
    } else if (rule.asks == InferredList::kLogBuckets && input.log_buckets.empty()) {
      silent.push_back({rule_label(rule.rule),
                        "the list log_buckets is not configured, and no delivery of logs is seen"});
    } else if (rule.asks == InferredList::kHomeRegions) {
      add_for_home_regions(rule, input, silent);
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
