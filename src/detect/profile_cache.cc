// SPDX-License-Identifier: Apache-2.0
#include "detect/profile_cache.h"

#include <cstring>

#include "detect/program.h"
#include "trailsift/model/derived.h"

namespace trailsift::detect {
namespace {

// As much of both numbers as a short string holds without memory of its own; they never get as
// long.
using BothNumbers = std::array<char, 15>;

BothNumbers both_numbers(std::uint64_t caller, std::uint64_t call) {
  BothNumbers both;
  std::memcpy(both.data(), &caller, 8);
  std::memcpy(both.data() + 8, &call, 7);
  return both;
}

}  // namespace

ProfileCache::ProfileCache(const CompiledRules& rules) : rules_(rules), search_(rules.index) {}

void ProfileCache::learn_caller(Event& event, Arena& arena, KnownCaller& caller) {
  derive_from_caller(event, arena);
  caller.texts.clear();
  for (const Field field : kCallerDerivedFields) caller.texts.append(event.text(field));
  const char* text = caller.texts.data();
  for (std::size_t i = 0; i < caller.derived.size(); ++i) {
    caller.derived[i] = event[kCallerDerivedFields[i]];
    caller.derived[i].data = text;
    text += caller.derived[i].size;
  }
  caller.answers.begin(rules_.caller_answers);
  find_leads(ProfilePart::kCaller, event, arena, caller);
}

void ProfileCache::learn_call(Event& event, Arena& arena, KnownCall& call) {
  derive_from_call(event);
  call.write = event[Field::kDerivedWrite];
  call.answers.begin(rules_.call_answers);
  find_leads(ProfilePart::kCall, event, arena, call);
}

void ProfileCache::find_leads(ProfilePart part, Event& event, Arena& arena, KnownPart& known) {
  known.leads.clear();
  const auto knows = [part](const Instruction& question) { return question.part == part; };
  const auto ask = [&](const Instruction& question) {
    return known.answers.answer(question.answer, [&] {
      return holds(rules_.predicates[question.predicate], event, arena);
    });
  };
  search_.for_each_candidate(part, event, [&](std::uint32_t rule) {
    const std::uint32_t stop =
        run_as_far_as_known(rules_.events[rule].entry, rules_.code, knows, ask);
    if (stop != kReject) known.leads.push_back({rule, stop});
  });
}

void ProfileCache::work_out(Event& event, Arena& arena, KnownPart& caller, KnownPart& call,
                            KnownPair& pair) {
  derive_from_both(event);
  pair.kind = event.caller;
  pair.profile.candidates.clear();
  pair.profile.memo = {};
  const auto knows = [](const Instruction& question) {
    return question.part != ProfilePart::kNone;
  };
  const auto ask = [&](const Instruction& question) {
    const auto ask_event = [&] {
      return holds(rules_.predicates[question.predicate], event, arena);
    };
    if (question.part == ProfilePart::kCaller)
      return caller.answers.answer(question.answer, ask_event);
    if (question.part == ProfilePart::kCall) return call.answers.answer(question.answer, ask_event);
    return ask_event();
  };
  for (const KnownPart* part : {&caller, &call}) {
    for (const Lead& lead : part->leads) {
      const std::uint32_t stop = run_as_far_as_known(lead.entry, rules_.code, knows, ask);
      if (stop != kReject) pair.profile.candidates.push_back({{lead.rule, stop}, {}});
    }
  }
}

KnownProfile& ProfileCache::find(Event& event, Arena& arena) {
  const ProfileBytes profile = write_profile(event, buffer_);
  event.profile_derived = true;  // by what follows, part by part
  auto& caller =
      callers_.find(profile.caller, [&](KnownCaller& known) { learn_caller(event, arena, known); });
  for (std::size_t i = 0; i < caller.known.derived.size(); ++i) {
    event[kCallerDerivedFields[i]] = caller.known.derived[i];
  }
  auto& call =
      calls_.find(profile.call, [&](KnownCall& known) { learn_call(event, arena, known); });
  event[Field::kDerivedWrite] = call.known.write;
  const BothNumbers both = both_numbers(caller.number, call.number);
  KnownPair& pair =
      pairs_
          .find({both.data(), both.size()},
                [&](KnownPair& known) { work_out(event, arena, caller.known, call.known, known); })
          .known;
  event.caller = pair.kind;
  event[Field::kDerivedCaller] = Value::string(to_string(pair.kind));
  return pair.profile;
}

}  // namespace trailsift::detect
