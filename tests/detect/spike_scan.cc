// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/spike_scan.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "tests/detect/rule_scan.h"
#include "trailsift/detect/correlator.h"

namespace trailsift::detect {
namespace {

using Measure = SpikeQuestion::Measure;

std::string line(const std::string& rule, const std::string& actor, std::uint64_t count,
                 const std::string& begin, const std::string& end, const std::string& peak,
                 const std::string& average, const std::string& origin) {
  return rule + " " + actor + " " + std::to_string(count) + " " + begin + " " + end + " " + peak +
         " " + average + origin;
}

// As the summary of spike_of() has it.
std::string first_of(const std::set<std::string>& all, const std::string& first) {
  return first + (all.size() > 1 ? " +" + std::to_string(all.size() - 1) + " more" : "");
}

std::string identity_of(const SpikeEvent& event) {
  if (event.person.empty()) {
    return R"({"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/)" + event.group + "\"}";
  }
  return R"({"type":"AssumedRole","arn":"arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_)" +
         event.group + "_0123456789abcdef/" + event.person + "\"}";
}

// As short_principal_name() has it.
std::string name_of(const std::string& group, const std::string& person) {
  return person.empty() ? group : person + " (" + group + ")";
}

template <typename Texts>
std::string joined(const Texts& texts) {
  std::string text;
  for (const std::string& one : texts) text += " " + one;
  return text;
}

}  // namespace

std::string spike_record(const SpikeEvent& event, std::size_t number) {
  return R"({"eventTime":")" + format_timestamp(event.time) + R"(","eventName":")" + event.value +
         R"(","eventSource":"s3.amazonaws.com","eventID":"e)" + std::to_string(number) +
         R"(","recipientAccountId":"111122223333","additionalEventData":{"bytes":)" +
         std::to_string(event.number) + R"(},"sourceIPAddress":")" + event.address +
         R"(","requestParameters":{"bucketName":")" + event.place + R"("},"userIdentity":)" +
         identity_of(event) + "}";
}

std::string called(const std::string& more) {
  return rule_yaml("called", "  s:\n    eventSource: s3.amazonaws.com\n  condition: s", more) +
         "---\n";
}

std::string spike_of(const std::string& name, const std::string& condition,
                     const std::string& summary) {
  return "title: " + name + "\nname: " + name +
         "\ncorrelation:\n  type: spike\n  rules: [called]\n  group-by: [derived.actor]\n"
         "  timespan: 1h\n  condition: {" +
         condition + "}\ntrailsift:\n  summary: '" + summary + "'\n---\n";
}

const char* condition_of(Measure measure) {
  switch (measure) {
    case Measure::kEvents:
      return "factor: 2.5, floor: 4, history: 2d, min_history: 1d";
    case Measure::kDifferentValues:
      return "field: eventName, factor: 2.5, floor: 4, history: 2d, min_history: 1d";
    case Measure::kSum:
      break;
  }
  return "sum: additionalEventData.bytes, factor: 2.5, floor: 4, history: 2d, min_history: 1d";
}

SpikeQuestion question_of(Measure measure) { return {kHour, 2 * kDay, kDay, 2.5, 4, measure}; }

void add_expected(const std::string& rule, const std::vector<SpikeEvent>& events,
                  const SpikeQuestion& question, SpikeOutcome& expected) {
  const SpikeAnswers answers = reference_spikes(events, question);
  for (const SpikeAnswer& answer : answers.spikes) {
    char average[32];
    std::snprintf(average, sizeof average, "%.1f", answer.average);
    expected.findings.push_back(line(rule, name_of(answer.group, answer.lead_person), answer.events,
                                     format_timestamp(answer.begin), format_timestamp(answer.end),
                                     std::to_string(answer.peak), average,
                                     joined(answer.addresses) + joined(answer.places) + " " +
                                         first_of(answer.addresses, answer.lead_address) + " " +
                                         answer.lead_place));
  }
  std::sort(expected.findings.begin(), expected.findings.end());
  if (answers.groups_without_history == 0) return;
  const bool one = answers.groups_without_history == 1;
  expected.silent.push_back(
      rule + ": what is usual is known after " + std::to_string(question.min_history / kHour) +
      " hours, and of those that reached 4 there " +
      (one ? "was 1" : "were " + std::to_string(answers.groups_without_history)) +
      " seen for less");
}

std::string value_of(const Finding& finding, const std::string& name) {
  for (const auto& [field, value] : finding.matched) {
    if (field == name) return value;
  }
  return "";
}

SpikeOutcome outcome_of(const CompiledRules& rules, HitLedger& ledger, bool settled) {
  std::vector<HitStore> left = ledger.take_all(settled);
  CorrelationInput input;
  input.settled = &ledger.spikes();
  SpikeOutcome result;
  std::vector<SilentRule> silent;
  for (const Finding& finding : correlate(rules, left, input, &silent)) {
    result.findings.push_back(
        line(finding.rule_name, finding.actor.name, finding.count, value_of(finding, "spike.begin"),
             value_of(finding, "spike.end"), value_of(finding, "spike.peak"),
             value_of(finding, "spike.average"),
             joined(finding.source_ips) + joined(finding.resources) + " " + finding.summary));
  }
  for (const SilentRule& rule : silent)
    result.silent.push_back(rule.rule_name + ": " + rule.reason);
  std::sort(result.findings.begin(), result.findings.end());
  return result;
}

}  // namespace trailsift::detect
