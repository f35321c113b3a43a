// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_data.h"
#include "detect/hit_thinning.h"
#include "trailsift/base/arena.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/model/event.h"

namespace trailsift::detect {

// What was recorded of an event, for later ones that hit the same rule and have the same profile.
struct HitMemo {
  std::uint32_t store = 0;  // none, or which of the stores that were begun the numbers belong to
  ListCondition condition = ListCondition::kNone;
  std::optional<std::uint32_t> values;  // where CompiledRule::values_by_profile
  HitThinning::Memo thinned;
};

// Likewise for any rule.
struct ProfileMemo {
  std::uint32_t store = 0;
  std::uint32_t context = 0;
  HitThinning::ContextHashes hashes;
};

// Copies out of an event what a hit must keep. One per thread, like the store it writes to.
class HitRecorder {
 public:
  static constexpr std::size_t kMaxShownBytes = 512;  // of a value that is only shown
  static constexpr std::size_t kMaxKeyBytes = 2048;   // of anything that hits are grouped by
  static constexpr std::size_t kMaxResources = 64;    // of one hit

  // Keeps references to both.
  HitRecorder(const CompiledRules& rules, HitStore& store)
      : rules_(rules), store_(store), thinning_(rules) {}

  // Adds the hit of rule `number` on `event`, on which derive_profile() has been called. `memo`
  // belongs to the rule and the event's profile, `profile` to the profile.
  void record(std::uint32_t number, ListCondition condition, Event& event, Arena& arena,
              HitMemo& memo, ProfileMemo& profile);

 private:
  std::uint32_t context_of(const Event& event, ProfileMemo& profile);
  std::uint32_t values_of(const CompiledRule& rule, const Event& event, Arena& arena);
  std::uint32_t shown_value(const ShownField& field, const Event& event, Arena& arena);
  void append_resources(const CompiledRule& rule, const Event& event, Arena& arena);
  [[nodiscard]] std::uint64_t amount_of(const CompiledRule& rule, const Event& event,
                                        Arena& arena) const;
  void set_event_id(const Event& event, Hit& hit);
  void begin_store_when_empty();

  [[nodiscard]] HitData& data() { return store_.data(); }

  const CompiledRules& rules_;
  HitStore& store_;
  HitThinning thinning_;
  std::uint32_t store_number_ = 1;
  std::vector<std::uint32_t> tuple_;  // reused
};

}  // namespace trailsift::detect
