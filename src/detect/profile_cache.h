// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/candidate_index.h"
#include "detect/compiled_rules.h"
#include "detect/hit_recorder.h"
#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"
#include "trailsift/model/event_profile.h"

namespace trailsift::detect {

// A rule that events of a profile may satisfy.
struct Candidate {
  std::uint32_t rule = 0;
  std::uint32_t entry =
      kReject;  // where to go on in its program: the profile answers what is before
  HitMemo memo;
};

// What is known of a profile.
struct KnownProfile {
  std::vector<Candidate> candidates;
  HitThinning::ContextHashes hashes;
};

// Finds the rules that one event after another may satisfy. What follows from the profile of an
// event (see model/event_profile.h) is worked out once and kept: its derived values, the candidates
// of the index, and how far their programs come by it. An event whose profile is known costs one
// hash and one comparison.
//
// Profiles are kept in places, one for each remainder of a hash, few at first and kMostSlots in the
// end, and compared byte by byte, so that nobody can pass for another by a chosen hash. Longer ones
// than kLongestKept are not kept.
// Memory: some 1.5 KB for each profile that was met, up to kMostSlots of them. One per thread.
class ProfileCache {
 public:
  static constexpr std::size_t kFirstSlots = 64;
  static constexpr std::size_t kMostSlots = 4096;
  static constexpr std::size_t kLongestKept = 4096;  // bytes, as write_profile() has them

  // Keeps a reference.
  explicit ProfileCache(const CompiledRules& rules);

  // The profile of `event`, whose derived values that follow from it are set. Both are valid until
  // the next call; what is remembered in it may be written to. Precondition: derive_for_routing()
  // has been called.
  [[nodiscard]] KnownProfile& find(Event& event, Arena& arena);

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::string profile;
    std::string texts;  // of `derived`
    std::array<Value, kProfileDerivedFields.size()> derived;
    Caller caller = Caller::kUser;
    KnownProfile known;
  };

  void grow();
  void work_out(Event& event, Arena& arena, Entry& entry);
  static void keep_derived(const Event& event, Entry& entry);
  static void give_derived(const Entry& entry, Event& event);

  const CompiledRules& rules_;
  CandidateSearch search_;
  std::vector<Entry> entries_;  // none before the first call
  std::size_t worked_out_ = 0;  // profiles that were put into them
  Entry unkept_;
  std::string buffer_;
};

}  // namespace trailsift::detect
