// SPDX-License-Identifier: Apache-2.0
#include "detect/profile_cache.h"

#include "detect/program.h"
#include "trailsift/base/hash.h"
#include "trailsift/model/derived.h"

namespace trailsift::detect {

ProfileCache::ProfileCache(const CompiledRules& rules) : rules_(rules), search_(rules.index) {}

void ProfileCache::keep_derived(const Event& event, Entry& entry) {
  entry.caller = event.caller;
  entry.texts.clear();
  for (const Field field : kProfileDerivedFields) entry.texts.append(event.text(field));
  const char* text = entry.texts.data();
  for (std::size_t i = 0; i < entry.derived.size(); ++i) {
    entry.derived[i] = event[kProfileDerivedFields[i]];
    entry.derived[i].data = text;
    text += entry.derived[i].size;
  }
}

void ProfileCache::give_derived(const Entry& entry, Event& event) {
  event.caller = entry.caller;
  event.profile_derived = true;
  for (std::size_t i = 0; i < entry.derived.size(); ++i) {
    event[kProfileDerivedFields[i]] = entry.derived[i];
  }
}

void ProfileCache::work_out(Event& event, Arena& arena, Entry& entry) {
  derive_profile(event, arena);
  keep_derived(event, entry);
  entry.known.candidates.clear();
  entry.known.hashes.known = 0;
  search_.for_each_candidate(event, [&](std::uint32_t rule) {
    const std::uint32_t stop = run_as_far_as_known(
        rules_.events[rule].entry, rules_.code,
        [&](std::uint32_t number) { return rules_.predicates[number].by_profile; },
        [&](std::uint32_t number) { return holds(rules_.predicates[number], event, arena); });
    if (stop != kReject) entry.known.candidates.push_back({rule, stop, {}});
  });
}

// Starts anew, with more places.
void ProfileCache::grow() {
  entries_ = std::vector<Entry>(entries_.empty() ? kFirstSlots : entries_.size() * 4);
}

KnownProfile& ProfileCache::find(Event& event, Arena& arena) {
  const std::string_view profile = write_profile(event, buffer_);
  if (profile.size() > kLongestKept) {
    work_out(event, arena, unkept_);
    return unkept_.known;
  }
  const std::uint64_t hash = hash_bytes(profile);
  if (worked_out_ >= entries_.size() && entries_.size() < kMostSlots) grow();
  Entry& entry = entries_[hash % entries_.size()];
  if (entry.hash == hash && entry.profile == profile) {
    give_derived(entry, event);
    return entry.known;
  }
  ++worked_out_;
  entry.hash = hash;
  entry.profile = profile;
  work_out(event, arena, entry);
  return entry.known;
}

}  // namespace trailsift::detect
