// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_data.h"
#include "detect/intern_pool.h"
#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"

namespace trailsift::detect {

// What the correlations that a rule feeds can tell of its hits: account, actor, and all that they
// group by or count. One list for each event rule.
[[nodiscard]] std::vector<std::vector<KeySource>> told_apart_by(const CompiledRules& rules);

// The time of the period of `length` in which `time` lies.
[[nodiscard]] Timestamp period_of(Timestamp time, Timestamp length);

// Finds, for the hits of rules with `once_per`, the one that is kept already of the same period and
// that no correlation can tell from it. For one HitStore at a time; one per thread.
class HitThinning {
 public:
  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

  explicit HitThinning(const CompiledRules& rules);

  // True when the rule keeps one hit of a period only.
  [[nodiscard]] bool is_thinned(std::uint32_t rule) const { return periods_[rule] > 0; }

  // Forgets what it has seen: the store is empty again.
  void begin_store();

  // Where in `data` the like of a hit of `rule` on `event` is; kNowhere when there is none yet:
  // then the next one that is added to `data` is to be it. Precondition: is_thinned(rule), the
  // event has a time and is derived.
  [[nodiscard]] std::uint32_t find_or_claim(std::uint32_t rule, HomeCondition home,
                                            const Event& event, Arena& arena, const HitData& data);

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t place = kNowhere;  // in HitData::hits
  };

  void collect_key(std::uint32_t rule, const Event& event, Arena& arena);
  [[nodiscard]] std::uint64_t hash_of_key(std::uint32_t rule, HomeCondition home,
                                          const Event& event) const;
  [[nodiscard]] bool is_like(const Hit& hit, std::uint32_t rule, HomeCondition home,
                             const Event& event, const HitData& data) const;

  const CompiledRules& rules_;
  std::vector<Timestamp> periods_;  // of each event rule; 0 for those that keep all
  std::vector<std::vector<KeySource>> sources_;
  std::vector<std::string_view> key_;  // of the event at hand
  std::vector<Entry> entries_;
  NumberTable table_;  // of entries
};

}  // namespace trailsift::detect
