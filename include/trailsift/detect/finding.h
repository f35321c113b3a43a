// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// Who a finding is about. Empty text where the records do not say.
struct Actor {
  std::string type;       // userIdentity.type of the leading event: IAMUser, AssumedRole, Root, …
  std::string arn;        // derived.actor
  std::string principal;  // derived.principal
  std::string name;       // the short name a person would use: user, role, root, service; of a
                          // session of IAM Identity Center "ann (PowerUser)"
  std::string credential;  // access key id, the leading event's or else the first one seen
  std::optional<std::string> session;  // derived.session
};

// What a call is known by: eventSource and eventName.
struct EventKind {
  std::string source;
  std::string name;

  friend auto operator<=>(const EventKind&, const EventKind&) = default;
};

// Events by derived.outcome; denied and unauthenticated count as denied here.
struct OutcomeCounts {
  std::uint64_t success = 0;
  std::uint64_t denied = 0;
  std::uint64_t failed = 0;
};

// One behaviour: hits of one rule by one principal in one account with no pause longer than a day,
// the firings of a correlation for one group likewise, or, where it tells of something new or of a
// spike, each firing of a correlation. Owns all its text; strings are as in the logs, bytes not
// checked: whoever renders them escapes them.
//
// Every list is free of duplicates and sorted; those that could grow without bound are cut at
// kMaxListed with the smallest kept, event ids at kMaxEventIds, and `truncated` is set. In a flood
// of over a thousand alike events a minute the lists hold what one event of each second gives, and
// `truncated` is set, too; the counts are always those of all events. Of a spike the lists hold
// what one event gives of each source that is told apart (see docs/rules.md, "Correlations").
//
// The leading event is the first one; of a spike, the first of those that it came from for the most
// part.
struct Finding {
  static constexpr std::size_t kMaxListed = 100;
  static constexpr std::size_t kMaxEventIds = 1000;

  std::string id;  // 16 hex digits: stable for the same rule, principal, account and first event
  std::string rule_id;
  std::string rule_name;
  std::string title;
  sigma::Level level = sigma::Level::kMedium;
  std::vector<std::string> tags;
  std::string account_id;
  std::vector<std::string> regions;
  Actor actor;
  std::vector<std::string> credentials;         // access key ids that were used
  std::vector<std::string> minted_credentials;  // and that the calls gave out
  std::vector<std::string> source_ips;
  std::vector<std::string> user_agents;
  std::vector<EventKind> events;
  OutcomeCounts outcome;
  std::uint64_t count = 0;
  Timestamp first_seen = kNoTime;
  Timestamp last_seen = kNoTime;
  std::vector<std::string> event_ids;  // in time order, the first kMaxEventIds
  std::vector<std::string> resources;
  std::vector<std::pair<std::string, std::string>> matched;  // field, value; of the leading event
  std::string summary;
  std::vector<std::string> next_steps;
  bool truncated = false;
};

}  // namespace trailsift::detect
