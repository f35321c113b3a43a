// SPDX-License-Identifier: Apache-2.0
#include "detect/profile_cache.h"

#include "detect/program.h"
#include "trailsift/base/hash.h"
#include "trailsift/model/derived.h"

namespace trailsift::detect {

ProfileCache::ProfileCache(const CompiledRules& rules) : rules_(rules), search_(rules.index) {}

void ProfileCache::derive_caller(Event& event, Arena& arena, KnownCaller& caller) {
  if (caller.is_derived) {
    for (std::size_t i = 0; i < caller.derived.size(); ++i) {
      event[kCallerDerivedFields[i]] = caller.derived[i];
    }
    return;
  }
  derive_from_caller(event, arena);
  caller.is_derived = true;
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
                            KnownProfile& profile) {
  const auto ask = [&](std::uint32_t number) {
    const Predicate& predicate = rules_.predicates[number];
    const auto ask_event = [&] { return holds(predicate, event, arena); };
    if (predicate.part == ProfilePart::kCaller) return caller.answer(predicate.answer, ask_event);
    if (predicate.part == ProfilePart::kCall) return call.answer(predicate.answer, ask_event);
    return ask_event();
  };
  profile.candidates.clear();
  profile.hashes.known = 0;
  search_.for_each_candidate(event, [&](std::uint32_t rule) {
    const std::uint32_t stop = run_as_far_as_known(
        rules_.events[rule].entry, rules_.code,
        [&](std::uint32_t number) { return rules_.predicates[number].part != ProfilePart::kNone; },
        ask);
    if (stop != kReject) profile.candidates.push_back({rule, stop, {}});
  });
}

ProfileCache::Entry& ProfileCache::place_of(std::uint64_t hash) {
  if (worked_out_ >= entries_.size() && entries_.size() < kMostSlots) {
    entries_ = std::vector<Entry>(entries_.empty() ? kFirstSlots : entries_.size() * 4);
  }
  return entries_[hash % entries_.size()];
}

KnownProfile& ProfileCache::find(Event& event, Arena& arena) {
  const ProfileBytes profile = write_profile(event, buffer_);
  Callers::Entry& caller = callers_.find(profile.caller, [&](KnownCaller& known) {
    known.answers.begin(rules_.caller_answers);
    known.is_derived = false;
  });
  Calls::Entry& call =
      calls_.find(profile.call, [&](KnownAnswers& known) { known.begin(rules_.call_answers); });
  derive_caller(event, arena, caller.known);
  Entry& entry = place_of(mix_hashes(caller.hash, call.hash));
  if (entry.caller == caller.number && entry.call == call.number) {
    event.profile_derived = true;
    event.caller = entry.kind;
    event[Field::kDerivedCaller] = Value::string(to_string(entry.kind));
    event[Field::kDerivedWrite] = entry.write;
    return entry.known;
  }
  ++worked_out_;
  derive_from_call(event);
  entry.caller = caller.number;
  entry.call = call.number;
  entry.kind = event.caller;
  entry.write = event[Field::kDerivedWrite];
  work_out(event, arena, caller.known.answers, call.known, entry.known);
  return entry.known;
}

}  // namespace trailsift::detect
