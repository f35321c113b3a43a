// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/correlator.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "detect/compiled_rules.h"
#include "detect/condition_compiler.h"
#include "detect/finding_builder.h"
#include "detect/firing.h"
#include "detect/hit_demand.h"
#include "detect/hit_folding.h"
#include "detect/hit_gathering.h"
#include "detect/inferred_list.h"
#include "detect/merged_hits.h"
#include "detect/pause.h"
#include "detect/spike_firing.h"
#include "detect/summary_text.h"
#include "detect/usual_firings.h"

namespace trailsift::detect {
namespace {

constexpr std::string_view kLongTermKeyPrefix = "AKIA";
constexpr Timestamp kKeyIsNew = 14 * kDay;

// Since when the correlation knows what happens in an account.
Timestamp logs_begin(const CompiledCorrelation& correlation, const std::string& account,
                     const AccountFacts& facts, const CorrelationInput& input) {
  const RuleBaseline* baseline = find_learnt(input.baseline, correlation);
  if (baseline == nullptr) return facts.first;
  const auto learnt = baseline->accounts.find(account);
  if (learnt == baseline->accounts.end()) return facts.first;
  return facts.first == kNoTime ? learnt->second : std::min(facts.first, learnt->second);
}

std::vector<std::pair<std::string, std::string>> figures_of(const SpikeFigures& spike) {
  return {{"spike.average", fmt::format("{:.1f}", spike.average)},
          {"spike.begin", format_timestamp(spike.begin)},
          {"spike.end", format_timestamp(spike.end)},
          {"spike.peak", std::to_string(spike.peak)}};
}

std::string silent_for_own_history(const CompiledCorrelation& correlation, std::size_t groups) {
  return fmt::format(
      "what is usual is known after {} hours, and of those that reached {} there {} seen for less",
      (correlation.min_history + kHour - 1) / kHour, correlation.rule.correlation->spike.floor,
      groups == 1 ? "was 1" : fmt::format("were {}", groups));
}

class FindingMaker {
 public:
  FindingMaker(const CompiledRules& rules, MergedHits& hits, const CorrelationInput& input)
      : rules_(rules), hits_(hits), input_(input) {}

  std::vector<Finding> make(const HitFolding& folding) {
    std::vector<std::vector<Firing>> firings = fire_with_history();
    std::vector<bool> needed = all_but_sampled(folding);
    for (const std::vector<Firing>& of_one : firings) {
      for (const Firing& firing : of_one) {
        for (const std::uint32_t hit : firing.hits) needed[hit] = true;
      }
    }
    folding.settle_sampled(hits_, needed);
    for (std::uint32_t rule = 0; rule < rules_.events.size(); ++rule) {
      if (rules_.events[rule].is_finding) group_hits(rule, needed);
    }
    note_new_keys();
    for (std::size_t i = 0; i < firings.size(); ++i) {
      const CompiledCorrelation& correlation = rules_.correlations[i];
      if (!correlation.is_finding) continue;
      if (is_joined(correlation)) join_firings(firings[i]);
      for (const Firing& firing : firings[i]) add_firing(correlation, firing);
    }
    return std::move(findings_);
  }

  // Rules that could not judge some groups for want of history.
  [[nodiscard]] const std::vector<SilentRule>& silent_rules() const { return silent_; }

 private:
  std::vector<std::vector<Firing>> fire_with_history() {
    std::vector<std::vector<Firing>> firings;
    for (const CompiledCorrelation& correlation : rules_.correlations) {
      firings.push_back(firings_of(correlation, firings));
      note_endless_terms(correlation, firings.back());
      const GroupFirsts firsts = group_firsts(correlation, firings.back());
      std::erase_if(firings.back(), [&](const Firing& firing) {
        return !has_history(correlation, firing.hits.front()) || is_known(correlation, firing) ||
               !is_settled(correlation, firing, firsts);
      });
      if (correlation.rule.presentation.usual_level) mark_usual(hits_, firings.back());
    }
    return firings;
  }

  // Without the terms.
  static std::vector<std::uint32_t> group_of(const CompiledCorrelation& correlation,
                                             const Firing& firing) {
    const auto size = static_cast<std::ptrdiff_t>(correlation.rule.correlation->group_by.size());
    return {firing.group.begin(), firing.group.begin() + size};
  }

  // Of new_terms that ask for a history of the group: when each of its terms was there first, in
  // these logs or in those of the baseline, by time.
  using GroupFirsts = std::map<std::vector<std::uint32_t>, std::vector<Timestamp>>;

  GroupFirsts group_firsts(const CompiledCorrelation& correlation,
                           const std::vector<Firing>& firings) const {
    GroupFirsts firsts;
    if (correlation.own_history == 0 && correlation.rule.correlation->at_most == 0) return firsts;
    std::map<std::vector<std::uint32_t>, std::map<RuleBaseline::Key, Timestamp>> terms;
    for (const Firing& firing : firings) {
      terms[group_of(correlation, firing)].emplace(texts_of(firing.group),
                                                   hits_[firing.hits.front()].time);
    }
    const RuleBaseline* baseline = find_learnt(input_.baseline, correlation);
    for (auto& [group, times] : terms) {
      if (baseline != nullptr) add_learnt(*baseline, texts_of(group), times);
      for (const auto& [term, time] : times) firsts[group].push_back(time);
      std::sort(firsts[group].begin(), firsts[group].end());
    }
    return firsts;
  }

  RuleBaseline::Key texts_of(const std::vector<std::uint32_t>& numbers) const {
    RuleBaseline::Key texts;
    for (const std::uint32_t text : numbers) texts.emplace_back(hits_.text(text));
    return texts;
  }

  // The terms of the group stand behind each other in the baseline.
  static void add_learnt(const RuleBaseline& baseline, const RuleBaseline::Key& group,
                         std::map<RuleBaseline::Key, Timestamp>& times) {
    for (auto term = baseline.first_seen.lower_bound(group);
         term != baseline.first_seen.end() &&
         std::equal(group.begin(), group.end(), term->first.begin());
         ++term) {
      Timestamp& time = times.try_emplace(term->first, term->second).first->second;
      time = std::min(time, term->second);
    }
  }

  // What the group must be like for something to be new to it.
  bool is_settled(const CompiledCorrelation& correlation, const Firing& firing,
                  const GroupFirsts& firsts) const {
    const auto group = firsts.find(group_of(correlation, firing));
    if (group == firsts.end()) return true;
    const std::vector<Timestamp>& times = group->second;
    const Timestamp time = hits_[firing.hits.front()].time;
    if (time - times.front() < correlation.own_history) return false;
    const auto before = std::lower_bound(times.begin(), times.end(), time) - times.begin();
    const std::uint64_t most = correlation.rule.correlation->at_most;
    return most == 0 || static_cast<std::uint64_t>(before) <= most;
  }

  // See HitDemand::kMostTerms: the terms of a group that came later are gone.
  void note_endless_terms(const CompiledCorrelation& correlation,
                          const std::vector<Firing>& firings) {
    if (correlation.rule.correlation->type != sigma::CorrelationType::kNewTerms) return;
    std::map<std::vector<std::uint32_t>, std::size_t> terms;
    for (const Firing& firing : firings) ++terms[group_of(correlation, firing)];
    const auto endless = std::count_if(terms.begin(), terms.end(), [](const auto& group) {
      return group.second >= HitDemand::kMostTerms;
    });
    if (endless == 0) return;
    silent_.push_back({rule_label(correlation.rule),
                       fmt::format("what is new is told of the first {} values; {} had more",
                                   HitDemand::kMostTerms, endless)});
  }

  std::vector<bool> all_but_sampled(const HitFolding& folding) const {
    std::vector<bool> needed(hits_.size(), true);
    for (std::uint32_t hit = 0; hit < hits_.size(); ++hit) {
      needed[hit] = hits_[hit].time == kNoTime || !folding.is_sampled(hits_[hit].rule_number());
    }
    return needed;
  }

  std::vector<Firing> firings_of(const CompiledCorrelation& correlation,
                                 const std::vector<std::vector<Firing>>& of_lower) {
    if (!correlation.is_spike()) {
      return fire(correlation, hits_, of_lower);
    }
    SpikeFirings found = fire_spikes(
        correlation, hits_,
        {find_settled(input_.settled, of_lower.size()), find_learnt(input_.baseline, correlation)});
    if (found.groups_without_history > 0) {
      silent_.push_back({rule_label(correlation.rule),
                         silent_for_own_history(correlation, found.groups_without_history)});
    }
    return std::move(found.firings);
  }

  std::pair<std::uint32_t, std::uint32_t> account_and_principal(std::uint32_t hit) const {
    const HitContext context = hits_.context(hits_[hit]);
    return {context.texts[kAccountSlot], context.texts[kPrincipalSlot]};
  }

  // What comes early in the logs of an account is new for want of logs.
  bool has_history(const CompiledCorrelation& correlation, std::uint32_t hit) const {
    if (correlation.rule.correlation->type != sigma::CorrelationType::kNewTerms) return true;
    const auto account =
        input_.accounts.find(std::string(hits_.text(account_and_principal(hit).first)));
    if (account == input_.accounts.end()) return false;
    const Timestamp begin = logs_begin(correlation, account->first, account->second, input_);
    return begin != kNoTime && hits_[hit].time - begin >= correlation.min_history;
  }

  // Whether a term was seen before these logs.
  bool is_known(const CompiledCorrelation& correlation, const Firing& firing) const {
    const RuleBaseline* baseline = find_learnt(input_.baseline, correlation);
    if (baseline == nullptr || baseline->first_seen.empty()) return false;
    const auto known = baseline->first_seen.find(texts_of(firing.group));
    return known != baseline->first_seen.end() && known->second < hits_[firing.hits.front()].time;
  }

  // Hits of one principal in one account, cut where it paused. Hits without a time stay together.
  void group_hits(std::uint32_t rule, const std::vector<bool>& needed) {
    const MergedHits::Range range = hits_.of_rule(rule);
    std::vector<std::uint32_t> order;
    for (std::uint32_t hit = range.begin; hit < range.end; ++hit) {
      if (needed[hit]) order.push_back(hit);
    }
    const std::vector<bool> usual = usual_hits(rule, order);
    const auto place = [&](std::uint32_t hit) {
      return std::tuple(account_and_principal(hit), usual[hit - range.begin]);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
      return place(left) < place(right);
    });
    for (std::size_t begin = 0; begin < order.size();) {
      std::size_t end = begin + 1;
      while (end < order.size() && place(order[end - 1]) == place(order[end]) &&
             belongs_together(order[end - 1], order[end])) {
        ++end;
      }
      add_finding(rule, std::span(order).subspan(begin, end - begin),
                  usual[order[begin] - range.begin]);
      begin = end;
    }
  }

  // Which of the hits of a rule are what their principal does usually, by their places in it.
  std::vector<bool> usual_hits(std::uint32_t rule, const std::vector<std::uint32_t>& order) const {
    const MergedHits::Range range = hits_.of_rule(rule);
    std::vector<bool> usual(range.end - range.begin);
    if (!rules_.events[rule].rule.presentation.usual_level) return usual;
    std::vector<Firing> single;
    for (const std::uint32_t hit : order) {
      const auto [account, principal] = account_and_principal(hit);
      single.push_back({{hit}, {account, principal}, std::nullopt});
    }
    mark_usual(hits_, single);
    for (const Firing& firing : single) usual[firing.hits.front() - range.begin] = firing.is_usual;
    return usual;
  }

  bool belongs_together(std::uint32_t earlier, std::uint32_t later) const {
    if (input_.grouping == Grouping::kNone) return false;
    if (account_and_principal(earlier) != account_and_principal(later)) return false;
    return goes_on(hits_[earlier].time, hits_[later].time);
  }

  // A first time is one by itself, and a spike has figures of its own.
  [[nodiscard]] bool is_joined(const CompiledCorrelation& correlation) const {
    const bool is_new = correlation.rule.correlation->type == sigma::CorrelationType::kNewTerms;
    return input_.grouping == Grouping::kBehaviour && !is_new && !correlation.is_spike();
  }

  // Those of one group without a pause longer than a day become one. They stand next to each other.
  void join_firings(std::vector<Firing>& firings) const {
    std::size_t kept = 0;
    for (Firing& firing : firings) {
      if (kept > 0 && follows(firings[kept - 1], firing)) {
        std::vector<std::uint32_t>& hits = firings[kept - 1].hits;
        hits.insert(hits.end(), firing.hits.begin(), firing.hits.end());
      } else {
        if (&firings[kept] != &firing) firings[kept] = std::move(firing);
        ++kept;
      }
    }
    firings.resize(kept);
  }

  [[nodiscard]] bool follows(const Firing& earlier, const Firing& later) const {
    return earlier.group == later.group && earlier.is_usual == later.is_usual &&
           goes_on(hits_[earlier.hits.back()].time, hits_[later.hits.front()].time);
  }

  // The findings so far are those of event rules, which know what was made.
  void note_new_keys() {
    for (const Finding& finding : findings_) {
      if (finding.first_seen == kNoTime) continue;
      for (const std::string& credential : finding.minted_credentials) {
        if (!credential.starts_with(kLongTermKeyPrefix)) continue;
        Timestamp& made = new_keys_.try_emplace(credential, finding.first_seen).first->second;
        made = std::min(made, finding.first_seen);
      }
    }
  }

  // To whoever has a new key all is new, so that the first time counts less; who made the key and
  // what is bad by itself counts as ever.
  void grade_first_time(Finding& finding) const {
    if (finding.level <= sigma::Level::kLow || finding.credentials.empty()) return;
    const bool all_new = std::all_of(
        finding.credentials.begin(), finding.credentials.end(), [&](const std::string& credential) {
          const auto made = new_keys_.find(credential);
          return made != new_keys_.end() && finding.first_seen - made->second <= kKeyIsNew;
        });
    if (!all_new) return;
    finding.level = sigma::one_lower(finding.level);
    finding.next_steps.emplace_back(
        "It is graded lower because the key was made in these logs: to a new user everything is "
        "new. Look at who made it.");
  }

  void add_finding(std::uint32_t rule, std::span<const std::uint32_t> hits, bool is_usual) {
    FindingSource source{rules_.events[rule].rule, hits, {}, {}, false};
    source.is_usual = is_usual;
    add_finding(source);
  }

  void add_finding(const FindingSource& source) {
    findings_.push_back(build_finding(source, rules_, hits_));
    say_what_is_assumed(source.hits, findings_.back());
    if (!source.is_usual) return;
    findings_.back().next_steps.emplace_back(
        "It is graded lower because the same is done from the same network on other days, over "
        "two weeks or more.");
  }

  void add_firing(const CompiledCorrelation& correlation, const Firing& firing) {
    FindingSource source{correlation.rule, firing.hits, {}, {}, correlation.feeds.size() > 1};
    std::vector<std::string> fields = correlation.rule.correlation->group_by;
    const std::vector<std::string>& terms = correlation.rule.correlation->value_fields;
    fields.insert(fields.end(), terms.begin(), terms.end());
    for (std::size_t i = 0; i < firing.group.size(); ++i) {
      source.group.emplace_back(fields[i], hits_.text(firing.group[i]));
    }
    if (firing.spike) {
      source.figures = figures_of(*firing.spike);
      source.lead = firing.spike->lead;
    }
    source.is_usual = firing.is_usual;
    add_finding(source);
    const bool is_new = correlation.rule.correlation->type == sigma::CorrelationType::kNewTerms;
    // A group that has to be there for long is none of a new user, but one whose key was changed.
    if (is_new && correlation.own_history == 0) grade_first_time(findings_.back());
  }

  bool rests_on(InferredList list, std::span<const std::uint32_t> hits) const {
    return std::any_of(hits.begin(), hits.end(), [&](std::uint32_t hit) {
      return hits_[hit].list_condition != ListCondition::kNone &&
             rules_.events[hits_[hit].rule].waits_for() == list;
    });
  }

  // A finding that rests on lists or home regions worked out from the logs says so.
  void say_what_is_assumed(std::span<const std::uint32_t> hits, Finding& finding) const {
    std::set<std::string_view> assumptions;
    for (const std::uint32_t hit : hits) {
      assumptions.insert(rules_.events[hits_[hit].rule].assumption);
    }
    assumptions.erase("");
    finding.next_steps.insert(finding.next_steps.end(), assumptions.begin(), assumptions.end());
    if (rests_on(InferredList::kLogBuckets, hits)) {
      finding.next_steps.emplace_back(
          "The bucket is taken for one of logs because logs are delivered to it; set log_buckets "
          "if others are.");
    }
    const auto account = input_.accounts.find(finding.account_id);
    if (account == input_.accounts.end() || !rests_on(InferredList::kHomeRegions, hits)) return;
    finding.next_steps.push_back(
        fmt::format("The home regions of account {} are taken from its own activity ({}); set "
                    "home_regions if they are others.",
                    finding.account_id, fmt::join(account->second.home_regions, ", ")));
  }

  const CompiledRules& rules_;
  MergedHits& hits_;
  const CorrelationInput& input_;
  std::vector<Finding> findings_;
  std::map<std::string, Timestamp, std::less<>> new_keys_;  // that were made in the logs, and when
  std::vector<SilentRule> silent_;
};

bool comes_before(const Finding& left, const Finding& right) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.first_seen, finding.rule_name, finding.account_id, finding.actor.arn,
                    finding.actor.principal, finding.id);
  };
  return key(left) < key(right);
}

SilentRule silent_for_list(const sigma::Rule& rule, const std::string& list) {
  return {rule_label(rule), "the list " + list + " is not configured"};
}

// Why a correlation about what is new could say nothing about some accounts; "" when it could.
std::string silent_for_history(const CompiledCorrelation& correlation,
                               const CorrelationInput& input) {
  if (correlation.rule.correlation->type != sigma::CorrelationType::kNewTerms) return "";
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

}  // namespace

std::vector<Finding> correlate(const CompiledRules& rules, std::vector<HitStore>& stores,
                               const CorrelationInput& input, std::vector<SilentRule>* silent) {
  const HitFolding folding(rules);
  MergedHits hits = gather_hits(rules, stores, input, folding);
  FindingMaker maker(rules, hits, input);
  std::vector<Finding> findings = maker.make(folding);
  if (silent != nullptr) *silent = maker.silent_rules();
  std::stable_sort(findings.begin(), findings.end(), comes_before);
  return findings;
}

std::vector<SilentRule> silent_rules(const CompiledRules& rules, const CorrelationInput& input) {
  std::vector<SilentRule> silent;
  for (const CompiledRule& rule : rules.events) {
    if (!rule.missing_list.empty()) {
      silent.push_back(silent_for_list(rule.rule, rule.missing_list));
    } else if (rule.asks == InferredList::kLogBuckets && input.log_buckets.empty()) {
      silent.push_back({rule_label(rule.rule),
                        "the list log_buckets is not configured, and no delivery of logs is seen"});
    } else if (rule.asks == InferredList::kHomeRegions) {
      for (const auto& [account, facts] : input.accounts) {
        if (!facts.home_regions.empty()) continue;
        silent.push_back({rule_label(rule.rule),
                          account.empty()
                              ? "the home regions of events without an account are not known"
                              : "the home regions of account " + account + " are not known"});
      }
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
