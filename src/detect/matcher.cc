// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/matcher.h"

#include "detect/compiled_rules.h"
#include "detect/hit_recorder.h"
#include "detect/program.h"
#include "trailsift/detect/hit_store.h"

namespace trailsift::detect {

struct Matcher::State {
  State(const CompiledRules& compiled, HitStore& hits)
      : rules(compiled), recorder(compiled, hits) {}

  // `is_home` is what to take for the answer to the question that cannot be answered yet.
  bool run(const CompiledRule& rule, bool is_home, Event& event, Arena& arena) const {
    return run_program(rule.entry, rules.code, [&](std::uint32_t number) {
      const Predicate& predicate = rules.predicates[number];
      return predicate.subject == Predicate::Subject::kHomeRegions ? is_home
                                                                   : holds(predicate, event, arena);
    });
  }

  void try_rule(std::uint32_t number, Event& event, Arena& arena) {
    const CompiledRule& rule = rules.events[number];
    const bool if_home = run(rule, true, event, arena);
    const bool if_away = rule.asks_home_regions ? run(rule, false, event, arena) : if_home;
    if (!if_home && !if_away) return;
    const HomeCondition home = if_home == if_away ? HomeCondition::kNone
                               : if_home          ? HomeCondition::kInside
                                                  : HomeCondition::kOutside;
    recorder.record(number, home, event, arena);
  }

  const CompiledRules& rules;
  HitRecorder recorder;
};

Matcher::Matcher(const CompiledRules& rules, HitStore& hits)
    : state_(std::make_unique<State>(rules, hits)) {}
Matcher::~Matcher() = default;

void Matcher::match(Event& event, Arena& arena) {
  state_->rules.index.for_each_candidate(
      event, [&](std::uint32_t rule) { state_->try_rule(rule, event, arena); });
}

}  // namespace trailsift::detect
