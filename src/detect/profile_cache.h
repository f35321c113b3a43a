// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "detect/candidate_index.h"
#include "detect/compiled_rules.h"
#include "detect/hit_recorder.h"
#include "detect/known_answers.h"
#include "detect/part_cache.h"
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
// event (see model/event_profile.h) is worked out once and kept: from its caller the derived values
// and the answers to predicates, from its call the answers, and from both the candidates of the
// index, and how far their programs come by these answers. An event whose profile is known costs
// two hashes and comparisons.
//
// Profiles are kept in places, one for each remainder of a hash, few at first and kMostSlots in the
// end. Memory: some 0.5 KB for each profile that was met, up to kMostSlots of them, and 1 KB for
// each caller and call; see PartCache. One per thread.
class ProfileCache {
 public:
  static constexpr std::size_t kFirstSlots = 64;
  static constexpr std::size_t kMostSlots = 4096;

  // Keeps a reference.
  explicit ProfileCache(const CompiledRules& rules);

  // The profile of `event`, whose derived values that follow from it are set. Both are valid until
  // the next call; what is remembered in it may be written to. Precondition: derive_for_routing()
  // has been called.
  [[nodiscard]] KnownProfile& find(Event& event, Arena& arena);

 private:
  struct KnownCaller {
    KnownAnswers answers;
    bool is_derived = false;
    std::string texts;  // of `derived`
    std::array<Value, kCallerDerivedFields.size()> derived;
  };
  using Callers = PartCache<KnownCaller>;
  using Calls = PartCache<KnownAnswers>;
  struct Entry {
    std::uint64_t caller = 0;  // numbers of both parts
    std::uint64_t call = 0;
    Caller kind = Caller::kUser;
    Value write;
    KnownProfile known;
  };

  static void derive_caller(Event& event, Arena& arena, KnownCaller& caller);
  Entry& place_of(std::uint64_t hash);
  void work_out(Event& event, Arena& arena, KnownAnswers& caller, KnownAnswers& call,
                KnownProfile& profile);

  const CompiledRules& rules_;
  CandidateSearch search_;
  Callers callers_;
  Calls calls_;
  std::vector<Entry> entries_;  // none before the first call
  std::size_t worked_out_ = 0;  // profiles that were put into them
  std::string buffer_;
};

}  // namespace trailsift::detect
