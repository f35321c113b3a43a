// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/matcher.h"

#include "detect/compiled_rules.h"
#include "detect/filter_tally.h"
#include "detect/hit_recorder.h"
#include "detect/keyword_search.h"
#include "detect/profile_cache.h"
#include "detect/program.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {

namespace {

// Of a condition, for what is on the list that it waits for and for anything else.
struct Answer {
  bool if_inside = false;
  bool if_outside = false;

  [[nodiscard]] bool any() const { return if_inside || if_outside; }
};

}  // namespace

struct Matcher::State {
  State(const CompiledRules& compiled, HitStore& hits)
      : rules(compiled),
        profiles(compiled),
        keywords(compiled.keywords),
        recorder(compiled, hits) {}

  // `is_inside` is what to take for the answer to the question that cannot be answered yet.
  bool run(std::uint32_t entry, bool is_inside, Event& event, Arena& arena) {
    return run_program(entry, rules.code, [&](std::uint32_t number) {
      const Predicate& predicate = rules.predicates[number];
      if (predicate.subject == Predicate::Subject::kInferredList) return is_inside;
      if (predicate.subject == Predicate::Subject::kRecord) {
        return keywords.holds(predicate, event, arena);
      }
      return holds(predicate, event, arena);
    });
  }

  void try_rule(Candidate& candidate, ProfileMemo& profile, Event& event, Arena& arena) {
    const CompiledRule& rule = rules.events[candidate.rule];
    Answer answer = ask(candidate.entry, rule.asks != InferredList::kNone, event, arena);
    if (!answer.any()) return;
    if (!rule.filters.empty()) {
      answer = filtered(rule, answer, event, arena);
      if (!answer.any()) return;
    }
    recorder.record(candidate.rule, list_condition_of(answer.if_inside, answer.if_outside), event,
                    arena, candidate.memo, profile);
  }

  // What of `answer` all filters of the rule let through.
  Answer filtered(const CompiledRule& rule, Answer answer, Event& event, Arena& arena) {
    Answer kept = answer;
    for (const std::uint32_t number : rule.filters) {
      const CompiledFilter& filter = rules.filters[number];
      Answer passes = ask(filter.entry, filter.asks_home_regions, event, arena);
      if (rule.asks == InferredList::kLogBuckets) passes = {passes.any(), passes.any()};
      const Answer removed{answer.if_inside && !passes.if_inside,
                           answer.if_outside && !passes.if_outside};
      if (!removed.any()) continue;
      tally.add(number, list_condition_of(removed.if_inside, removed.if_outside),
                question_of(rule, event, arena));
      kept.if_inside = kept.if_inside && passes.if_inside;
      kept.if_outside = kept.if_outside && passes.if_outside;
    }
    return kept;
  }

  // What the end of the scan will be asked about a hit of the rule.
  static ListQuestion question_of(const CompiledRule& rule, const Event& event, Arena& arena) {
    const InferredList list = rule.waits_for();
    const Value item = list == InferredList::kLogBuckets
                           ? first_value(event, rule.keys[kAskedBucket.index], arena)
                           : event[Field::kAwsRegion];
    return {list, event.text(Field::kDerivedAccount), item.text()};
  }

  // Asks a rule or a filter, from `entry` on.
  Answer ask(std::uint32_t entry, bool waits, Event& event, Arena& arena) {
    const bool if_inside = run(entry, true, event, arena);
    return {if_inside, waits ? run(entry, false, event, arena) : if_inside};
  }

  const CompiledRules& rules;
  FilterTally tally;
  ProfileCache profiles;
  KeywordSearch keywords;
  HitRecorder recorder;
};

Matcher::Matcher(const CompiledRules& rules, HitStore& hits)
    : state_(std::make_unique<State>(rules, hits)) {}
Matcher::~Matcher() = default;

const FilterTally& Matcher::filtered() const { return state_->tally; }

void Matcher::match(Event& event, Arena& arena) {
  state_->keywords.begin_event();
  KnownProfile& profile = state_->profiles.find(event, arena);
  for (Candidate& candidate : profile.candidates) {
    state_->try_rule(candidate, profile.memo, event, arena);
  }
}

}  // namespace trailsift::detect
