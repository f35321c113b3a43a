// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/detect/scan_report.h"

namespace trailsift::report {

// Something that a log could hold to attack a terminal, and what no UTF-8 text holds.
inline constexpr std::string_view kHostile =
    "evil\x1b[2J\x9b"
    "31m\xc2\x9b"
    "0m\r\n\a\x7f\xe2\x80\xae"
    "gpj\xe2\x81\xa6\xff\xc0\xaf end";

[[nodiscard]] inline Timestamp at(std::string_view text) { return parse_timestamp(text).value(); }

// A finding with every field filled.
[[nodiscard]] inline detect::Finding full_finding() {
  detect::Finding finding;
  finding.id = "0123456789abcdef";
  finding.rule_id = "2f3f3c2e-0000-4000-8000-000000000001";
  finding.rule_name = "aws-trail-stopped";
  finding.title = "CloudTrail logging stopped";
  finding.level = sigma::Level::kHigh;
  finding.tags = {"attack.defense-evasion", "attack.t1562.008"};
  finding.account_id = "111122223333";
  finding.regions = {"eu-west-1", "us-east-1"};
  finding.actor = {"IAMUser",
                   "arn:aws:iam::111122223333:user/alice",
                   "arn:aws:iam::111122223333:user/alice",
                   "alice",
                   "AKIAIOSFODNN7EXAMPLE",
                   std::nullopt};
  finding.source_ips = {"198.51.100.4", "203.0.113.7"};
  finding.user_agents = {"aws-cli/2.11.0"};
  finding.events = {{"cloudtrail.amazonaws.com", "DeleteTrail"},
                    {"cloudtrail.amazonaws.com", "StopLogging"}};
  finding.outcome = {10, 2, 0};
  finding.count = 12;
  finding.first_seen = at("2023-07-10T11:57:50Z");
  finding.last_seen = at("2023-07-10T12:10:03.25Z");
  finding.event_ids = {"6a1d-1", "6a1d-2"};
  finding.resources = {"arn:aws:cloudtrail:us-east-1:111122223333:trail/main"};
  finding.matched = {{"eventName", "StopLogging"}, {"requestParameters.name", "main"}};
  finding.summary = "alice stopped logging on the trail main from 203.0.113.7.";
  finding.next_steps = {"Start logging again: aws cloudtrail start-logging --name main.",
                        "Disable the key AKIAIOSFODNN7EXAMPLE of alice."};
  return finding;
}

// A finding in which every text is hostile.
[[nodiscard]] inline detect::Finding hostile_finding() {
  const std::string bad(kHostile);
  detect::Finding finding = full_finding();
  finding.level = sigma::Level::kCritical;
  finding.rule_name = finding.rule_id = finding.title = finding.account_id = bad;
  finding.tags = finding.regions = finding.source_ips = finding.user_agents = {bad};
  finding.event_ids = finding.resources = finding.next_steps = {bad};
  finding.actor = {bad, bad, bad, bad, bad, bad};
  finding.events = {{bad, bad}};
  finding.matched = {{bad, bad}, {bad, "twice"}};
  finding.summary = bad;
  return finding;
}

// A summary in which every number and list is filled.
[[nodiscard]] inline detect::ScanSummary full_summary() {
  detect::ScanSummary summary;
  summary.events = 120431;
  summary.duplicates = 1204;
  summary.id_conflicts = 3;
  summary.events_without_time = 1;
  summary.events_outside_filters = 7;
  summary.bytes_read = 18'200'000;
  summary.bytes_inflated = 145'000'000;
  summary.first = at("2023-07-10T11:00:00Z");
  summary.last = at("2023-07-12T09:30:00Z");
  summary.files_total = 328;
  summary.files_read = 312;
  summary.files_damaged = 2;
  summary.files_skipped = 14;
  summary.skipped = {{"config-history", 2}, {"digest-file", 12}};
  summary.losses = {
      {"AWSLogs/a.json.gz", "truncated-gzip", 8123, 41, "the file ends inside a gzip member"},
      {"AWSLogs/b.json", "malformed-record", 512, 7, "no value follows the colon"}};
  summary.accounts = {"111122223333", "444455556666"};
  summary.regions = {"eu-west-1", "us-east-1"};
  summary.rules_loaded = 41;
  summary.rules_refused = 0;
  summary.rules_not_applicable = 3;
  summary.rules_left_out = 2;
  summary.rules_digest = "sha256:" + std::string(64, 'a');
  summary.filtered = {{"allow-backup", 4}};
  summary.assumed_home_regions = {{"111122223333", "us-east-1", "active on 3 of 3 days"}};
  summary.silent_rules = {{"aws-off-network", "trusted_networks is not configured"}};
  return summary;
}

inline detect::Incident full_incident() {
  detect::Incident incident;
  incident.id = "fedcba9876543210";
  incident.level = sigma::Level::kHigh;
  incident.score = 45;
  incident.first_seen = *parse_timestamp("2023-07-10T11:57:50Z");
  incident.last_seen = *parse_timestamp("2023-07-10T12:10:03Z");
  incident.tactics = {"persistence", "defense-evasion"};
  incident.accounts = {"111122223333"};
  incident.actors = {"arn:aws:iam::111122223333:user/alice"};
  incident.credentials = {"AKIAIOSFODNN7EXAMPLE"};
  incident.source_ips = {"203.0.113.7"};
  incident.finding_ids = {"0123456789abcdef"};
  incident.story = "alice in account 111122223333 from 203.0.113.7: CloudTrail logging stopped.";
  return incident;
}

}  // namespace trailsift::report
