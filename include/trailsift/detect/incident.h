// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/detect/finding.h"

namespace trailsift::detect {

// What a responder works on: findings that belong together. Owns all its text; strings are as in
// the logs. Lists are free of duplicates.
struct Incident {
  std::string id;                           // 16 hex digits: stable for the same first finding
  sigma::Level level = sigma::Level::kLow;  // see find_incidents()
  std::uint64_t score = 0;                  // see find_incidents()
  Timestamp first_seen = kNoTime;
  Timestamp last_seen = kNoTime;
  std::vector<std::string> tactics;      // of MITRE ATT&CK, in the order they were first seen
  std::vector<std::string> accounts;     // sorted
  std::vector<std::string> actors;       // derived.actor, the one with the gravest findings first
  std::vector<std::string> credentials;  // used or given out, sorted
  std::vector<std::string> source_ips;   // sorted
  std::vector<std::string> finding_ids;  // the gravest first, then by time
  std::string story;                     // who, where, what came first and what was gravest
};

// Gathers the findings of level low and above into incidents, worst first. Informational ones take
// no part in them, but those of calls that gave out a credential lead from its maker to its user.
// Two findings belong together when they share
// - the principal (derived.principal), in the same account, unless it is an AWS service;
// - a credential that both used or both gave out;
// - a public source address, when both are of level medium or above, unless findings of three
//   principals or more come from there over two weeks or more: then it is an exit of the site;
// and not more than a day lies between the end of one and the beginning of the other. What was
// taken is often used later, so they do, too, when the second begins within 30 days from the end of
// the first, and ends no more than an hour before its beginning, and
// - the first gave out a credential that the second used;
// - both are of level medium or above and of one account, the first opened a snapshot or an image
//   to others (ModifySnapshotAttribute and its like), and the second names it, too: by its id
//   (snap-…, ami-…), an ARN with that, or the same ARN of another snapshot.
// All that belong together with the same third one belong together. What has no time is close to
// what has none either.
//
// The score adds, for each rule that found something, 50, 20, 5 or 1 by the gravest level that it
// found (critical, high, medium, low), and 5 for each ATT&CK tactic of findings of medium and above
// but the first. A rule whose findings list no event but such as rules before it listed, the
// gravest first, tells of the same act in other words, and adds 1. The level is that of the gravest
// finding, or from medium on the next one where rules of medium and above add as much as two
// findings of the next level: many signs that belong together weigh more than each of them. The
// worst incident has the highest level, and of those the highest score.
// Findings come in the order that correlate() gives them; the result depends on nothing else.
[[nodiscard]] std::vector<Incident> find_incidents(std::span<const Finding> findings);

}  // namespace trailsift::detect
