// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/incident.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "detect/finding_links.h"
#include "detect/value_text.h"
#include "trailsift/base/hash.h"

namespace trailsift::detect {
namespace {

using sigma::Level;

constexpr std::array<std::uint64_t, 5> kScoreOfLevel = {0, 1, 5, 20, 50};
constexpr std::uint64_t kScoreOfTactic = 5;
constexpr std::size_t kNamesInStory = 3;
// So that a story takes two lines of a terminal, as a rule.
constexpr std::size_t kNameBytes = 40;
constexpr std::size_t kTitleBytes = 100;

// MITRE ATT&CK, matrix for enterprises, in its order.
constexpr std::array<std::string_view, 14> kTactics = {"reconnaissance",  "resource-development",
                                                       "initial-access",  "execution",
                                                       "persistence",     "privilege-escalation",
                                                       "defense-evasion", "credential-access",
                                                       "discovery",       "lateral-movement",
                                                       "collection",      "command-and-control",
                                                       "exfiltration",    "impact"};

bool is_shown(const Finding& finding) { return finding.level > Level::kInformational; }

bool is_graver(const Finding* left, const Finding* right) { return left->level > right->level; }

std::vector<std::string> list(const std::set<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

void add_unless_there(std::vector<std::string>& texts, const std::string& text) {
  const bool there = std::find(texts.begin(), texts.end(), text) != texts.end();
  if (!there && !text.empty()) texts.push_back(text);
}

// "a, b and 4 more": as many as `bytes` hold, one at least.
std::string few(const std::vector<std::string>& texts, std::string_view separator,
                std::size_t bytes) {
  std::size_t shown = 0;
  std::size_t size = 0;
  while (shown < std::min(texts.size(), kNamesInStory)) {
    size += texts[shown].size();
    if (shown > 0 && size > bytes) break;
    ++shown;
  }
  return first_texts(texts, shown, separator);
}

// Older rules write "attack.defense_evasion".
void add_tactics(const Finding& finding, std::vector<std::string>& tactics) {
  std::set<std::string> tags(finding.tags.begin(), finding.tags.end());
  for (const std::string_view tactic : kTactics) {
    std::string underscored(tactic);
    std::replace(underscored.begin(), underscored.end(), '-', '_');
    if (tags.contains(fmt::format("attack.{}", tactic)) || tags.contains("attack." + underscored)) {
      add_unless_there(tactics, std::string(tactic));
    }
  }
}

// The findings of one rule in an incident.
struct FoundByRule {
  std::string_view rule;
  Level level = Level::kInformational;
  std::vector<const Finding*> findings;
};

std::vector<FoundByRule> rules_gravest_first(std::span<const Finding* const> findings) {
  std::map<std::string_view, FoundByRule> rules;
  for (const Finding* finding : findings) {
    FoundByRule& found = rules[finding->rule_name];
    found.rule = finding->rule_name;
    found.level = std::max(found.level, finding->level);
    found.findings.push_back(finding);
  }
  std::vector<FoundByRule> ordered;
  for (auto& [rule, found] : rules) ordered.push_back(std::move(found));
  std::stable_sort(
      ordered.begin(), ordered.end(),
      [](const FoundByRule& left, const FoundByRule& right) { return left.level > right.level; });
  return ordered;
}

// Whether there is an event in it that is not in `told` yet, to which it adds what it tells of.
// Findings that list no events tell of acts of their own.
bool tells_more(const FoundByRule& found, std::set<std::string_view>& told) {
  bool more = false;
  for (const Finding* finding : found.findings) {
    more = more || finding->event_ids.empty();
    for (const std::string& id : finding->event_ids) more = told.insert(id).second || more;
  }
  return more;
}

struct Score {
  std::uint64_t all = 0;
  std::uint64_t grave = 0;  // what rules of medium and above add by themselves
};

Score score_of(std::span<const Finding* const> findings) {
  std::vector<std::string> tactics;
  for (const Finding* finding : findings) {
    if (finding->level >= Level::kMedium) add_tactics(*finding, tactics);
  }
  Score score;
  score.all = tactics.size() > 1 ? (tactics.size() - 1) * kScoreOfTactic : 0;
  std::set<std::string_view> told;
  for (const FoundByRule& found : rules_gravest_first(findings)) {
    const Level level = tells_more(found, told) ? found.level : Level::kLow;
    const std::uint64_t added = kScoreOfLevel[static_cast<std::size_t>(level)];
    score.all += added;
    if (level >= Level::kMedium) score.grave += added;
  }
  return score;
}

// One step up where there is as much as two findings of the next level; not for low ones, of which
// ordinary work makes many.
Level level_of(Level gravest, std::uint64_t score) {
  if (gravest == Level::kCritical || gravest < Level::kMedium) return gravest;
  const auto next = static_cast<std::size_t>(gravest) + 1;
  return score >= 2 * kScoreOfLevel[next] ? static_cast<Level>(next) : gravest;
}

std::string story_of(const Incident& incident, std::span<const Finding* const> gravest_first) {
  std::vector<std::string> names;
  std::vector<std::string> titles;
  for (const Finding* finding : gravest_first) {
    add_unless_there(names, finding->actor.name);
    add_unless_there(titles, finding->title);
  }
  std::string story = names.empty() ? "Somebody" : few(names, ", ", kNameBytes);
  if (!incident.accounts.empty())
    story += " in account " + few(incident.accounts, ", ", kNameBytes);
  if (!incident.source_ips.empty()) story += " from " + few(incident.source_ips, ", ", kNameBytes);
  return story + ": " + few(titles, "; ", kTitleBytes) + ".";
}

// `findings` by time, as they come.
Incident build_incident(std::vector<const Finding*> findings) {
  Incident incident;
  std::set<std::string> accounts;
  std::set<std::string> credentials;
  std::set<std::string> addresses;
  incident.first_seen = findings.front()->first_seen;
  for (const Finding* finding : findings) {
    incident.last_seen = std::max(incident.last_seen, finding->last_seen);
    if (!finding->account_id.empty()) accounts.insert(finding->account_id);
    credentials.insert(finding->credentials.begin(), finding->credentials.end());
    credentials.insert(finding->minted_credentials.begin(), finding->minted_credentials.end());
    addresses.insert(finding->source_ips.begin(), finding->source_ips.end());
    add_tactics(*finding, incident.tactics);
  }
  incident.id = fmt::format("{:016x}", hash_bytes("incident:" + findings.front()->id));
  incident.accounts = list(accounts);
  incident.credentials = list(credentials);
  incident.source_ips = list(addresses);
  const Score score = score_of(findings);
  incident.score = score.all;
  std::stable_sort(findings.begin(), findings.end(), is_graver);
  incident.level = level_of(findings.front()->level, score.grave);
  for (const Finding* finding : findings) {
    incident.finding_ids.push_back(finding->id);
    add_unless_there(incident.actors, finding->actor.arn);
  }
  incident.story = story_of(incident, findings);
  return incident;
}

}  // namespace

std::vector<Incident> find_incidents(std::span<const Finding> findings) {
  std::vector<const Finding*> members;
  for (const Finding& finding : findings) {
    if (is_shown(finding) || !finding.minted_credentials.empty()) members.push_back(&finding);
  }
  std::vector<Incident> incidents;
  for (const std::vector<std::size_t>& linked : linked_findings(members)) {
    std::vector<const Finding*> together;
    for (const std::size_t place : linked) {
      if (is_shown(*members[place])) together.push_back(members[place]);
    }
    if (!together.empty()) incidents.push_back(build_incident(std::move(together)));
  }
  std::stable_sort(incidents.begin(), incidents.end(),
                   [](const Incident& left, const Incident& right) {
                     if (left.level != right.level) return left.level > right.level;
                     if (left.score != right.score) return left.score > right.score;
                     return left.first_seen < right.first_seen;
                   });
  return incidents;
}

}  // namespace trailsift::detect
