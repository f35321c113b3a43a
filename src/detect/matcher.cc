// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/matcher.h"

#include "detect/candidate_index.h"
#include "detect/compiled_rules.h"
#include "detect/filter_tally.h"
#include "detect/hit_recorder.h"
#include "detect/keyword_search.h"
#include "detect/program.h"
#include "trailsift/detect/hit_store.h"

namespace trailsift::detect {

namespace {

// Of a condition, in a home region of the account and in any other.
struct Answer {
  bool if_home = false;
  bool if_away = false;

  [[nodiscard]] bool any() const { return if_home || if_away; }
};

}  // namespace

struct Matcher::State {
  State(const CompiledRules& compiled, HitStore& hits)
      : rules(compiled),
        candidates(compiled.index),
        keywords(compiled.keywords),
        recorder(compiled, hits) {}

  // `is_home` is what to take for the answer to the question that cannot be answered yet.
  bool run(std::uint32_t entry, bool is_home, Event& event, Arena& arena) {
    return run_program(entry, rules.code, [&](std::uint32_t number) {
      const Predicate& predicate = rules.predicates[number];
      if (predicate.subject == Predicate::Subject::kHomeRegions) return is_home;
      if (predicate.subject == Predicate::Subject::kRecord) {
        return keywords.holds(predicate, event, arena);
      }
      return holds(predicate, event, arena);
    });
  }

  void try_rule(std::uint32_t number, Event& event, Arena& arena) {
    const CompiledRule& rule = rules.events[number];
    Answer answer = ask(rule, event, arena);
    if (!answer.any()) return;
    if (!rule.filters.empty()) {
      answer = filtered(rule, answer, event, arena);
      if (!answer.any()) return;
    }
    recorder.record(number, home_condition_of(answer.if_home, answer.if_away), event, arena);
  }

  // What of `answer` all filters of the rule let through.
  Answer filtered(const CompiledRule& rule, Answer answer, Event& event, Arena& arena) {
    Answer kept = answer;
    for (const std::uint32_t number : rule.filters) {
      const Answer passes = ask(rules.filters[number], event, arena);
      const Answer removed{answer.if_home && !passes.if_home, answer.if_away && !passes.if_away};
      if (!removed.any()) continue;
      tally.add(number, home_condition_of(removed.if_home, removed.if_away), event);
      kept.if_home = kept.if_home && passes.if_home;
      kept.if_away = kept.if_away && passes.if_away;
    }
    return kept;
  }

  // Asks a rule or a filter.
  template <typename Compiled>
  Answer ask(const Compiled& compiled, Event& event, Arena& arena) {
    const bool if_home = run(compiled.entry, true, event, arena);
    return {if_home,
            compiled.asks_home_regions ? run(compiled.entry, false, event, arena) : if_home};
  }

  const CompiledRules& rules;
  FilterTally tally;
  CandidateSearch candidates;
  KeywordSearch keywords;
  HitRecorder recorder;
};

Matcher::Matcher(const CompiledRules& rules, HitStore& hits)
    : state_(std::make_unique<State>(rules, hits)) {}
Matcher::~Matcher() = default;

const FilterTally& Matcher::filtered() const { return state_->tally; }

void Matcher::match(Event& event, Arena& arena) {
  state_->keywords.begin_event();
  state_->candidates.for_each_candidate(
      event, [&](std::uint32_t rule) { state_->try_rule(rule, event, arena); });
}

}  // namespace trailsift::detect
