// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "detect/hit_ledger.h"
#include "tests/detect/reference_spike.h"
#include "trailsift/detect/finding.h"

// Spikes in events of which the plain evaluator says what to expect.
namespace trailsift::detect {

// The event as a record: its group is the user, its value the call, its number the bytes, its place
// the bucket.
[[nodiscard]] std::string spike_record(const SpikeEvent& event, std::size_t number);

// The rule "called" that hits all of them.
[[nodiscard]] std::string called(const std::string& more = "");

// A spike in those of one user in an hour.
[[nodiscard]] std::string spike_of(
    const std::string& name, const std::string& condition,
    const std::string& summary = "{source_ip} {requestParameters.bucketName}");

// A condition for spike_of(), and what it asks the plain evaluator.
[[nodiscard]] const char* condition_of(SpikeQuestion::Measure measure);
[[nodiscard]] SpikeQuestion question_of(SpikeQuestion::Measure measure);

// Findings in words, sorted, and the rules that could not judge some users.
struct SpikeOutcome {
  std::vector<std::string> findings;
  std::vector<std::string> silent;
};

// What the ledger comes to; `settled` as for HitLedger::take_all().
[[nodiscard]] SpikeOutcome outcome_of(const CompiledRules& rules, HitLedger& ledger,
                                      bool settled = false);

// Adds what the plain evaluator says of the rule.
void add_expected(const std::string& rule, const std::vector<SpikeEvent>& events,
                  const SpikeQuestion& question, SpikeOutcome& expected);

// The value that a finding shows under that name, or "".
[[nodiscard]] std::string value_of(const Finding& finding, const std::string& name);

}  // namespace trailsift::detect
