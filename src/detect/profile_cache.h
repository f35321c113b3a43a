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
#include "detect/recent_cache.h"
#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"
#include "trailsift/model/event_profile.h"

namespace trailsift::detect {

// A rule that may be satisfied, and where to go on in its program: what is before is answered.
struct Lead {
  std::uint32_t rule = 0;
  std::uint32_t entry = kReject;
};

// A rule that events of a profile may satisfy.
struct Candidate : Lead {
  HitMemo memo;
};

// What is known of a profile.
struct KnownProfile {
  std::vector<Candidate> candidates;
  ProfileMemo memo;
};

// Finds the rules that one event after another may satisfy. What follows from the profile of an
// event (see model/event_profile.h) is worked out once and kept: from its caller and from its call
// the derived values, the answers to predicates, the candidates of the index and how far their
// programs come; and from both together which of them are left, and where these go on. An event
// whose profile is known costs three hashes and comparisons.
//
// Memory: up to kMostSlots of each; some 0.5 KB for a profile, and 1 KB for a caller or a call; see
// RecentCache. One per thread.
class ProfileCache {
 public:
  static constexpr std::size_t kMostSlots = 4096;

  // Keeps a reference.
  explicit ProfileCache(const CompiledRules& rules);

  // The profile of `event`, whose derived values that follow from it are set. Both are valid until
  // the next call; what is remembered in it may be written to. Precondition: derive_for_routing()
  // has been called.
  [[nodiscard]] KnownProfile& find(Event& event, Arena& arena);

 private:
  static constexpr std::size_t kLongestKept = 4096;  // bytes of a caller or a call
  template <typename Known>
  using Cache = RecentCache<Known, kMostSlots, kLongestKept>;

  struct KnownPart {
    KnownAnswers answers;
    std::vector<Lead> leads;
  };
  struct KnownCaller : KnownPart {
    std::string texts;  // of `derived`
    std::array<Value, kCallerDerivedFields.size()> derived;
  };
  struct KnownCall : KnownPart {
    Value write;
  };
  struct KnownPair {
    Caller kind = Caller::kUser;
    KnownProfile profile;
  };

  void learn_caller(Event& event, Arena& arena, KnownCaller& caller);
  void learn_call(Event& event, Arena& arena, KnownCall& call);
  void find_leads(ProfilePart part, Event& event, Arena& arena, KnownPart& known);
  void work_out(Event& event, Arena& arena, KnownPart& caller, KnownPart& call, KnownPair& pair);

  const CompiledRules& rules_;
  CandidateSearch search_;
  Cache<KnownCaller> callers_;
  Cache<KnownCall> calls_;
  Cache<KnownPair> pairs_;  // by the numbers of both
  std::string buffer_;
};

}  // namespace trailsift::detect
