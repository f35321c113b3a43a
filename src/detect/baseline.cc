// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/baseline.h"

#include <fmt/format.h>

#include <algorithm>

#include "detect/compiled_rules.h"
#include "detect/firing.h"
#include "detect/hit_folding.h"
#include "detect/hit_gathering.h"
#include "detect/spike_firing.h"
#include "detect/summary_text.h"
#include "trailsift/base/hash.h"
#include "trailsift/detect/correlator.h"

namespace trailsift::detect {
namespace {

using sigma::CorrelationType;

void add_field(std::string_view field, std::string& text) { text.append(field).push_back('\0'); }

void add_feed(const CompiledRules& rules, const CorrelationFeed& feed, std::string& text) {
  const CompiledRule& event = rules.events[feed.event_rule];
  add_field(std::to_string(event.detection_hash), text);
  for (const std::uint32_t filter : event.filters) {
    add_field(std::to_string(rules.filters[filter].detection_hash), text);
  }
  if (event.amount) add_field(event.amount->name, text);
}

void learn_terms(const std::vector<Firing>& firings, const MergedHits& hits,
                 RuleBaseline& baseline) {
  for (const Firing& firing : firings) {
    RuleBaseline::Key key;
    for (const std::uint32_t text : firing.group) key.emplace_back(hits.text(text));
    baseline.first_seen.emplace(std::move(key), hits[firing.hits.front()].time);
  }
}

}  // namespace

void RuleBaseline::merge(const RuleBaseline& other) {
  for (const auto& [key, totals] : other.windows) {
    for (const auto& [window, total] : totals) {
      std::uint64_t& own = windows[key][window];
      own = std::max(own, total);
    }
  }
  const auto take_earlier = [](const auto& from, auto& to) {
    for (const auto& [key, time] : from) {
      const auto own = to.try_emplace(key, time).first;
      own->second = std::min(own->second, time);
    }
  };
  take_earlier(other.first_seen, first_seen);
  take_earlier(other.accounts, accounts);
}

std::string rule_key(const CompiledCorrelation& correlation) {
  return correlation.rule.id.empty() ? rule_label(correlation.rule) : correlation.rule.id;
}

const RuleBaseline* find_learnt(const Baseline* baseline, const CompiledCorrelation& correlation) {
  if (baseline == nullptr) return nullptr;
  const auto learnt = baseline->find(rule_key(correlation));
  return learnt == baseline->end() ? nullptr : &learnt->second;
}

std::string rule_version(const CompiledRules& rules, const CompiledCorrelation& correlation) {
  const sigma::Correlation& rule = *correlation.rule.correlation;
  std::string text;
  add_field(to_string(rule.type), text);
  for (const std::string& field : rule.group_by) add_field(field, text);
  add_field("", text);
  for (const std::string& field : rule.value_fields) add_field(field, text);
  add_field(std::to_string(rule.type == CorrelationType::kSpike ? correlation.timespan : 0), text);
  for (const sigma::FieldAlias& alias : rule.aliases) {
    add_field(alias.alias, text);
    for (const auto& [target, field] : alias.field_of_rule) {
      add_field(fmt::format("{}={}", target, field), text);
    }
  }
  for (const CorrelationFeed& feed : correlation.feeds) add_feed(rules, feed, text);
  return fmt::format("{:016x}", hash_bytes(text));
}

Baseline learn(const CompiledRules& rules, std::vector<HitStore>& stores,
               const CorrelationInput& input) {
  const HitFolding folding(rules);
  const MergedHits hits = gather_hits(rules, stores, input, folding);
  std::map<std::string, Timestamp> accounts;
  for (const auto& [account, facts] : input.accounts) {
    if (facts.first != kNoTime) accounts.emplace(account, facts.first);
  }
  std::vector<std::vector<Firing>> firings;
  Baseline learnt;
  for (std::uint32_t i = 0; i < rules.correlations.size(); ++i) {
    const CompiledCorrelation& correlation = rules.correlations[i];
    const CorrelationType type = correlation.rule.correlation->type;
    const SettledGroups* settled = find_settled(input.settled, i);
    firings.push_back(correlation.is_spike()
                          ? fire_spikes(correlation, hits, {settled, nullptr}).firings
                          : fire(correlation, hits, firings));
    if (type != CorrelationType::kNewTerms && !correlation.is_spike()) continue;
    RuleBaseline& baseline = learnt[rule_key(correlation)];
    baseline.accounts = accounts;
    if (correlation.is_spike()) {
      learn_totals(correlation, hits, settled, baseline);
    } else {
      learn_terms(firings[i], hits, baseline);
    }
  }
  return learnt;
}

}  // namespace trailsift::detect
