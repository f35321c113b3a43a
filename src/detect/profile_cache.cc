// SPDX-License-Identifier: Apache-2.0
#include "detect/profile_cache.h"

#include "detect/program.h"
#include "trailsift/model/derived.h"

namespace trailsift::detect {
namespace {

using BothNumbers = std::array<std::uint64_t, 2>;

std::string_view bytes_of(const BothNumbers& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), sizeof(numbers)};
}

}  // namespace

ProfileCache::ProfileCache(const CompiledRules& rules) : rules_(rules), search_(rules.index) {}

void ProfileCache::learn(Event& event, Arena& arena, KnownCaller& caller) const {
  caller.answers.begin(rules_.caller_answers);
  derive_from_caller(event, arena);
  caller.texts.clear();
  for (const Field field : kCallerDerivedFields) caller.texts.append(event.text(field));
  const char* text = caller.texts.data();
  for (std::size_t i = 0; i < caller.derived.size(); ++i) {
    caller.derived[i] = event[kCallerDerivedFields[i]];
    caller.derived[i].data = text;
    text += caller.derived[i].size;
  }
}

void ProfileCache::work_out(Event& event, Arena& arena, KnownAnswers& caller, KnownAnswers& call,
                            KnownPair& pair) {
  derive_from_call(event);
  pair.kind = event.caller;
  pair.write = event[Field::kDerivedWrite];
  pair.profile.candidates.clear();
  pair.profile.hashes.known = 0;
  const auto ask = [&](std::uint32_t number) {
    const Predicate& predicate = rules_.predicates[number];
    const auto ask_event = [&] { return holds(predicate, event, arena); };
    if (predicate.part == ProfilePart::kCaller) return caller.answer(predicate.answer, ask_event);
    if (predicate.part == ProfilePart::kCall) return call.answer(predicate.answer, ask_event);
    return ask_event();
  };
  search_.for_each_candidate(event, [&](std::uint32_t rule) {
    const std::uint32_t stop = run_as_far_as_known(
        rules_.events[rule].entry, rules_.code,
        [&](std::uint32_t number) { return rules_.predicates[number].part != ProfilePart::kNone; },
        ask);
    if (stop != kReject) pair.profile.candidates.push_back({rule, stop, {}});
  });
}

KnownProfile& ProfileCache::find(Event& event, Arena& arena) {
  const ProfileBytes profile = write_profile(event, buffer_);
  auto& caller =
      callers_.find(profile.caller, [&](KnownCaller& known) { learn(event, arena, known); });
  for (std::size_t i = 0; i < caller.known.derived.size(); ++i) {
    event[kCallerDerivedFields[i]] = caller.known.derived[i];
  }
  auto& call =
      calls_.find(profile.call, [&](KnownAnswers& known) { known.begin(rules_.call_answers); });
  const BothNumbers both = {caller.number, call.number};
  KnownPair& pair = pairs_
                        .find(bytes_of(both),
                              [&](KnownPair& known) {
                                work_out(event, arena, caller.known.answers, call.known, known);
                              })
                        .known;
  event.profile_derived = true;
  event.caller = pair.kind;
  event[Field::kDerivedCaller] = Value::string(to_string(pair.kind));
  event[Field::kDerivedWrite] = pair.write;
  return pair.profile;
}

}  // namespace trailsift::detect
