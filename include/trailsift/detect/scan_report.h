// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/detect/baseline.h"
#include "trailsift/detect/finding.h"
#include "trailsift/detect/incident.h"

namespace trailsift::detect {

// CloudTrail data that could not be used in full. Losses make the exit status 3.
struct Loss {
  std::string file;            // as the user named it, or below the folder the user named
  std::string reason;          // stable: "truncated-gzip", "malformed-record", …; docs/losses.md
  std::uint64_t position = 0;  // byte in the decoded text where the loss begins
  std::uint64_t records_kept = 0;  // records of this file that were used in spite of it
  std::string detail;              // one sentence for a person
};

// A home region that was not configured and was worked out from the logs.
struct AssumedHomeRegion {
  std::string account_id;
  std::string region;
  std::string reason;  // "active on 29 of 30 days"
};

// Another list of the site that was not configured.
struct AssumedList {
  std::vector<std::string> values;
  std::string reason;  // "logs are delivered to them"
};

// A rule that could not speak, and why: a list it needs is neither configured nor inferable, …
struct SilentRule {
  std::string rule_name;
  std::string reason;

  friend auto operator<=>(const SilentRule&, const SilentRule&) = default;
};

// What was read, and what was not. Everything here is the same for any number of threads.
struct ScanSummary {
  std::uint64_t events = 0;        // analysed: duplicates dropped, filters applied
  std::uint64_t duplicates = 0;    // deliveries of an event that had been delivered before
  std::uint64_t id_conflicts = 0;  // records with the eventID of another record, but other content
  std::uint64_t events_without_time = 0;
  std::uint64_t events_outside_filters = 0;  // --since, --until, --region, --account
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_inflated = 0;
  Timestamp first = kNoTime;
  Timestamp last = kNoTime;

  std::uint64_t files_total = 0;    // regular files met, and standard input
  std::uint64_t files_read = 0;     // CloudTrail logs read to the end, the damaged ones not
  std::uint64_t files_damaged = 0;  // files with a loss
  std::uint64_t files_skipped = 0;  // not CloudTrail, or outside --since/--until by their path
  std::map<std::string, std::uint64_t> skipped;  // reason -> files or records
  std::vector<Loss> losses;                      // sorted by file, then position

  std::vector<std::string> accounts;  // sorted
  std::vector<std::string> regions;   // sorted

  std::uint64_t rules_loaded = 0;
  std::uint64_t rules_refused = 0;
  std::uint64_t rules_not_applicable = 0;
  std::uint64_t rules_left_out = 0;               // by --tag, --status, --level, --rule, …
  std::string rules_digest;                       // "sha256:…" over all rule text in use
  std::map<std::string, std::uint64_t> filtered;  // filter id or name -> hits removed

  std::vector<std::string> home_regions;  // configured; empty when inferred
  std::vector<AssumedHomeRegion> assumed_home_regions;
  std::map<std::string, AssumedList> assumed_lists;  // by name; those that rules made use of
  std::vector<SilentRule> silent_rules;

  bool interrupted = false;          // Ctrl-C: the numbers above are of what was read until then
  std::uint64_t files_not_read = 0;  // because of that

  [[nodiscard]] bool complete() const {
    return losses.empty() && !interrupted && rules_refused == 0;
  }
};

// Everything that a scan found, and what it could not look at. Owns all of its text.
struct ScanReport {
  ScanSummary summary;
  std::vector<Finding> findings;    // by first_seen, rule name, account, actor, principal, id
  std::vector<Incident> incidents;  // worst first
  Baseline learnt = {};             // when the scan was told to learn; then there are no findings
};

}  // namespace trailsift::detect
