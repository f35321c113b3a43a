// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_data.h"
#include "detect/intern_pool.h"
#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"

namespace trailsift::detect {

// Finds out, for a hit of a rule with likenesses (likeness.h), whether hits that are kept already
// will do in its place by all of these. For one HitStore at a time; one per thread.
class HitThinning {
 public:
  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

  // The hashes of the kContextFields of a profile, as far as they were asked for.
  struct ContextHashes {
    std::uint32_t known = 0;  // one bit for each
    std::array<std::uint64_t, kContextFields.size()> hashes{};
  };

  // What was found for an event, for later ones of the same rule, profile, list condition and
  // store.
  struct Memo {
    std::uint32_t place = kNowhere;
    Timestamp after = kNoTime;  // of later events from here on …
    Timestamp until = kNoTime;  // … to before this time
  };

  explicit HitThinning(const CompiledRules& rules);

  // True when the rule does not keep all of its hits.
  [[nodiscard]] bool is_thinned(std::uint32_t rule) const {
    return !rules_.events[rule].likenesses.empty();
  }

  // Forgets what it has seen: the store is empty again.
  void begin_store();

  // Where in `data` the hit is that a hit of `rule` on `event` is to be counted with; kNowhere when
  // it has to be kept: then the next one that is added to `data` is to be it. `memo` belongs to the
  // rule, `condition`, the store and the profile of the event, `hashes` to the profile.
  // Precondition: is_thinned(rule), the event has a time and is derived.
  [[nodiscard]] std::uint32_t find_or_claim(std::uint32_t rule, ListCondition condition,
                                            const Event& event, Arena& arena, const HitData& data,
                                            Memo& memo, ContextHashes& hashes);

 private:
  // The first hit so far of one key and period. Keys are known by their hashes, which begin with a
  // number that nobody knows beforehand, so that no attacker can choose two keys with the same one.
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t place = kNowhere;  // in HitData::hits
    Timestamp time = kNoTime;
  };

  [[nodiscard]] std::uint64_t hash_of(const KeySource& source, std::uint32_t rule,
                                      const Event& event, Arena& arena,
                                      ContextHashes& hashes) const;
  [[nodiscard]] Entry& entry_of(std::uint64_t hash);
  [[nodiscard]] static bool is_about_profile(const Likeness& likeness, const CompiledRule& rule);

  const CompiledRules& rules_;
  std::vector<bool> alike_by_profile_;  // of each rule: are its likenesses about the profile alone?
  const std::uint64_t seed_;
  std::vector<Entry> entries_;
  NumberTable table_;  // of entries
};

}  // namespace trailsift::detect
