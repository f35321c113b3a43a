// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_data.h"
#include "detect/hit_thinning.h"
#include "trailsift/base/arena.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/model/event.h"

namespace trailsift::detect {

// Copies out of an event what a hit must keep. One per thread, like the store it writes to.
class HitRecorder {
 public:
  static constexpr std::size_t kMaxShownBytes = 512;  // of a value that is only shown
  static constexpr std::size_t kMaxKeyBytes = 2048;   // of anything that hits are grouped by
  static constexpr std::size_t kMaxResources = 16;    // of one hit

  // Keeps references to both.
  HitRecorder(const CompiledRules& rules, HitStore& store)
      : rules_(rules), store_(store), thinning_(rules) {}

  // Adds the hit of rule `rule` on `event`, on which derive() is called.
  void record(std::uint32_t rule, HomeCondition home, Event& event, Arena& arena);

 private:
  std::uint32_t context_of(std::uint32_t rule, HomeCondition home, const Event& event);
  std::uint32_t values_of(const CompiledRule& rule, const Event& event, Arena& arena);
  std::uint32_t shown_value(const ShownField& field, const Event& event, Arena& arena);
  void append_resources(const CompiledRule& rule, const Event& event, Arena& arena);
  void set_event_id(const Event& event, Hit& hit);

  [[nodiscard]] HitData& data() { return store_.data(); }

  const CompiledRules& rules_;
  HitStore& store_;
  HitThinning thinning_;
  std::vector<std::uint32_t> tuple_;  // reused
};

}  // namespace trailsift::detect
