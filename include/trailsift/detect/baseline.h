// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/detect/hit_store.h"

namespace trailsift::detect {

class CompiledRules;
struct CompiledCorrelation;
struct CorrelationInput;

// What one correlation of type new_terms or spike has learnt. A key is the values of what it groups
// by; for new_terms, those of its field come behind them. Owns its text, bytes as in the logs.
struct RuleBaseline {
  using Key = std::vector<std::string>;

  std::map<Key, std::map<std::int64_t, std::uint64_t>> windows;  // number of a window, its total
  std::map<Key, Timestamp> first_seen;
  std::map<std::string, Timestamp> accounts;  // whose logs it has seen, and since when

  // Takes over what is in `other`: earlier times, and of two totals of a window the higher one, so
  // that the same logs count once however often they were learnt from.
  void merge(const RuleBaseline& other);

  // Those of one key; nullptr: nothing is known of it.
  [[nodiscard]] const std::map<std::int64_t, std::uint64_t>* windows_of(const Key& key) const {
    const auto found = windows.find(key);
    return found == windows.end() ? nullptr : &found->second;
  }
};

// By rule_key().
using Baseline = std::map<std::string, RuleBaseline>;

// What a rule is called in a baseline: its id, or its name where it has none.
[[nodiscard]] std::string rule_key(const CompiledCorrelation& correlation);

// What it has learnt; nullptr: nothing. `baseline` may be nullptr, too.
[[nodiscard]] const RuleBaseline* find_learnt(const Baseline* baseline,
                                              const CompiledCorrelation& correlation);

// 16 hex digits that change with what the rule learns: its groups, fields and windows, and the
// detections and filters of the rules that it refers to; not with the lists of the site. What is
// learnt under another version says nothing about this one.
[[nodiscard]] std::string rule_version(const CompiledRules& rules,
                                       const CompiledCorrelation& correlation);

// What all correlations of these types learn from the hits of a scan. Takes the hits out of the
// stores, as correlate() does, and depends on the set of hits alone.
[[nodiscard]] Baseline learn(const CompiledRules& rules, std::vector<HitStore>& stores,
                             const CorrelationInput& input);

}  // namespace trailsift::detect
