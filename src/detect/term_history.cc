// SPDX-License-Identifier: Apache-2.0
#include "detect/term_history.h"

#include <algorithm>

#include "detect/hit_data.h"
#include "detect/hit_demand.h"

namespace trailsift::detect {

Timestamp logs_begin(const CompiledCorrelation& correlation, const std::string& account,
                     const AccountFacts& facts, const CorrelationInput& input) {
  const RuleBaseline* baseline = find_learnt(input.baseline, correlation);
  if (baseline == nullptr) return facts.first;
  const auto learnt = baseline->accounts.find(account);
  if (learnt == baseline->accounts.end()) return facts.first;
  return facts.first == kNoTime ? learnt->second : std::min(facts.first, learnt->second);
}

TermHistory::TermHistory(const CompiledCorrelation& correlation, const MergedHits& hits,
                         const CorrelationInput& input, std::span<const Firing> firings)
    : correlation_(correlation),
      hits_(hits),
      input_(input),
      learnt_(find_learnt(input.baseline, correlation)) {
  for (const Firing& firing : firings) ++terms_[group_of(firing)];
  if (asks_for_group()) note_firsts(firings);
}

bool TermHistory::is_news(const Firing& firing) const {
  return has_logs(firing) && !is_known(firing) && has_settled_group(firing);
}

std::size_t TermHistory::endless_groups() const {
  return static_cast<std::size_t>(
      std::count_if(terms_.begin(), terms_.end(),
                    [](const auto& group) { return group.second >= HitDemand::kMostTerms; }));
}

// Without the terms.
TermHistory::Group TermHistory::group_of(const Firing& firing) const {
  const auto size = static_cast<std::ptrdiff_t>(correlation_.rule.correlation->group_by.size());
  return {firing.group.begin(), firing.group.begin() + size};
}

RuleBaseline::Key TermHistory::texts_of(const Group& numbers) const {
  RuleBaseline::Key texts;
  for (const std::uint32_t text : numbers) texts.emplace_back(hits_.text(text));
  return texts;
}

bool TermHistory::asks_for_group() const {
  return correlation_.own_history > 0 || correlation_.rule.correlation->at_most > 0;
}

void TermHistory::note_firsts(std::span<const Firing> firings) {
  std::map<Group, Firsts> terms;
  for (const Firing& firing : firings) {
    terms[group_of(firing)].emplace(texts_of(firing.group), time_of(firing));
  }
  for (auto& [group, firsts] : terms) {
    add_learnt(texts_of(group), firsts);
    std::vector<Timestamp>& times = firsts_[group];
    for (const auto& [term, time] : firsts) times.push_back(time);
    std::sort(times.begin(), times.end());
  }
}

// The terms of a group stand behind each other in the baseline.
void TermHistory::add_learnt(const RuleBaseline::Key& group, Firsts& firsts) const {
  if (learnt_ == nullptr) return;
  for (auto term = learnt_->first_seen.lower_bound(group);
       term != learnt_->first_seen.end() &&
       std::equal(group.begin(), group.end(), term->first.begin());
       ++term) {
    Timestamp& time = firsts.try_emplace(term->first, term->second).first->second;
    time = std::min(time, term->second);
  }
}

// What comes early in the logs of an account is new for want of logs.
bool TermHistory::has_logs(const Firing& firing) const {
  const HitContext context = hits_.context(hits_[firing.hits.front()]);
  const auto account = input_.accounts.find(std::string(hits_.text(context.texts[kAccountSlot])));
  if (account == input_.accounts.end()) return false;
  const Timestamp begin = logs_begin(correlation_, account->first, account->second, input_);
  return begin != kNoTime && time_of(firing) - begin >= correlation_.min_history;
}

bool TermHistory::is_known(const Firing& firing) const {
  if (learnt_ == nullptr || learnt_->first_seen.empty()) return false;
  const auto known = learnt_->first_seen.find(texts_of(firing.group));
  return known != learnt_->first_seen.end() && known->second < time_of(firing);
}

bool TermHistory::has_settled_group(const Firing& firing) const {
  if (!asks_for_group()) return true;
  const std::vector<Timestamp>& times = firsts_.at(group_of(firing));
  const Timestamp time = time_of(firing);
  if (time - times.front() < correlation_.own_history) return false;
  const auto before = std::lower_bound(times.begin(), times.end(), time) - times.begin();
  const std::uint64_t most = correlation_.rule.correlation->at_most;
  return most == 0 || static_cast<std::uint64_t>(before) <= most;
}

}  // namespace trailsift::detect
