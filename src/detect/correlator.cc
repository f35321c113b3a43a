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
#include "detect/new_keys.h"
#include "detect/pause.h"
#include "detect/spike_firing.h"
#include "detect/summary_text.h"
#include "detect/term_history.h"
#include "detect/usual_firings.h"

namespace trailsift::detect {
namespace {

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
    for (const Finding& finding : findings_) new_keys_.add(finding);
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
      if (correlation.is_new_terms()) keep_news(correlation, firings.back());
      if (correlation.rule.presentation.usual_level) mark_usual(hits_, firings.back());
    }
    return firings;
  }

  void keep_news(const CompiledCorrelation& correlation, std::vector<Firing>& firings) {
    const TermHistory history(correlation, hits_, input_, firings);
    std::erase_if(firings, [&](const Firing& firing) { return !history.is_news(firing); });
    if (history.endless_groups() == 0) return;
    silent_.push_back({rule_label(correlation.rule),
                       fmt::format("what is new is told of the first {} values; {} had more",
                                   HitDemand::kMostTerms, history.endless_groups())});
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
    return input_.grouping == Grouping::kBehaviour && !correlation.is_new_terms() &&
           !correlation.is_spike();
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
    // A group that has to be there for long is none of a new user, but one whose key was changed.
    if (correlation.is_new_terms() && correlation.own_history == 0) {
      new_keys_.grade_first_time(findings_.back());
    }
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
  NewKeys new_keys_;
  std::vector<SilentRule> silent_;
};

bool comes_before(const Finding& left, const Finding& right) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.first_seen, finding.rule_name, finding.account_id, finding.actor.arn,
                    finding.actor.principal, finding.id);
  };
  return key(left) < key(right);
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

}  // namespace trailsift::detect
