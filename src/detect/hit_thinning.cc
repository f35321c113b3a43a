// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_thinning.h"

#include <algorithm>

#include "trailsift/base/hash.h"
#include "trailsift/model/event_profile.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {
namespace {

std::string_view text_of(const Value& value) {
  return value.is_null() ? std::string_view() : value.text();
}

}  // namespace

HitThinning::HitThinning(const CompiledRules& rules) : rules_(rules), seed_(random_seed()) {
  for (const CompiledRule& rule : rules.events) {
    alike_by_profile_.push_back(
        std::all_of(rule.likenesses.begin(), rule.likenesses.end(),
                    [&](const Likeness& likeness) { return is_about_profile(likeness, rule); }));
  }
}

bool HitThinning::is_about_profile(const Likeness& likeness, const CompiledRule& rule) {
  return std::all_of(likeness.sources.begin(), likeness.sources.end(),
                     [&](const KeySource& source) {
                       if (source.in_context) return true;
                       const FieldPath& path = rule.keys[source.index];
                       return path.has_root && is_profile_field(path.root);
                     });
}

void HitThinning::begin_store() {
  if (entries_.empty()) return;
  entries_.clear();
  table_ = NumberTable();
}

std::uint32_t HitThinning::find_or_claim(std::uint32_t rule, ListCondition condition,
                                         const Event& event, Arena& arena, const HitData& data,
                                         Memo& memo, ContextHashes& hashes) {
  if (event.time > memo.after && event.time < memo.until) return memo.place;
  const auto next = static_cast<std::uint32_t>(data.hits.size());
  const std::uint64_t kind =
      mix_hashes(mix_hashes(seed_, rule), static_cast<std::uint64_t>(event.outcome) << 8 |
                                              static_cast<std::uint64_t>(condition));
  Memo found{kNowhere, event.time, kEndOfTime};
  bool is_needed = false;
  const std::vector<Likeness>& likenesses = rules_.events[rule].likenesses;
  for (std::size_t i = 0; i < likenesses.size(); ++i) {
    const Likeness& likeness = likenesses[i];
    const Timestamp period = period_of(event.time, likeness.period);
    std::uint64_t hash = mix_hashes(mix_hashes(kind, i), static_cast<std::uint64_t>(period));
    for (const KeySource& source : likeness.sources) {
      hash = mix_hashes(hash, hash_of(source, rule, event, arena, hashes));
    }
    Entry& entry = entry_of(hash);
    // Of equal times either may be the first one; that is settled where all hits are together.
    const bool is_first = entry.place == kNowhere || event.time <= entry.time;
    is_needed = is_needed || is_first;
    if (is_first) entry = {hash, next, event.time};
    if (i == 0) found.place = entry.place;
    found.until = std::min(found.until, (period + 1) * likeness.period);
  }
  if (alike_by_profile_[rule]) memo = found;
  return is_needed ? kNowhere : found.place;
}

std::uint64_t HitThinning::hash_of(const KeySource& source, std::uint32_t rule, const Event& event,
                                   Arena& arena, ContextHashes& hashes) const {
  if (!source.in_context) {
    const FieldPath& path = rules_.events[rule].keys[source.index];
    return hash_bytes(text_of(first_value(event, path, arena)), seed_);
  }
  const std::uint32_t bit = 1U << source.index;
  std::uint64_t& hash = hashes.hashes[source.index];
  if ((hashes.known & bit) == 0) {
    hashes.known |= bit;
    hash = hash_bytes(text_of(event[kContextFields[source.index]]), seed_);
  }
  return hash;
}

HitThinning::Entry& HitThinning::entry_of(std::uint64_t hash) {
  const std::uint32_t number =
      table_.find(hash, [&](std::uint32_t entry) { return entries_[entry].hash == hash; });
  if (number != NumberTable::kAbsent) return entries_[number];
  entries_.push_back({hash, kNowhere, kNoTime});
  table_.add(hash, static_cast<std::uint32_t>(entries_.size() - 1),
             [&](std::uint32_t entry) { return entries_[entry].hash; });
  return entries_.back();
}

}  // namespace trailsift::detect
