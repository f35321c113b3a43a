// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_rows.h"

#include <algorithm>
#include <cmath>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

bool are_in_context(std::span<const KeySource> sources) {
  return std::all_of(sources.begin(), sources.end(),
                     [](const KeySource& source) { return source.in_context; });
}

std::vector<std::uint64_t> hashes_of(const StringPool& strings, std::uint64_t seed) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(strings.size());
  for (std::uint32_t i = 0; i < strings.size(); ++i) hashes.push_back(hash_bytes(strings[i], seed));
  return hashes;
}

}  // namespace

HitRows::HitRows(const std::vector<HitStore>& stores, std::size_t rules)
    : stores_(stores), rule_starts_(rules + 1) {
  for (const HitStore& store : stores) {
    hashes_.push_back(hashes_of(store.data().strings, seed_));
    for (const Hit& hit : store.data().hits) {
      if (hit.time != kNoTime) ++rule_starts_[hit.rule + 1];
    }
  }
  for (std::size_t i = 1; i < rule_starts_.size(); ++i) rule_starts_[i] += rule_starts_[i - 1];
  rows_.resize(rule_starts_.back());
  needed_.resize(rows_.size());
  std::vector<std::uint32_t> next = rule_starts_;
  for (std::uint32_t store = 0; store < stores.size(); ++store) {
    std::uint32_t number = 0;
    for (const Hit& hit : stores[store].data().hits) {
      if (hit.time != kNoTime) {
        const std::uint32_t row = next[hit.rule]++;
        rows_[row] = {hit.time, store, number, hit.context, hit.values};
        needed_[row] = hit.is_needed;
      }
      ++number;
    }
  }
}

std::uint64_t HitRows::group_of(std::span<const KeySource> sources, const Row& row) const {
  const auto key = key_of(seed_, sources, row);
  if (!key) return kNoGroup;
  return std::max(*key, kUnknown + 1);
}

std::vector<HitRows::ContextKeys>& HitRows::context_keys(std::span<const KeySource> sources) {
  std::vector<std::uint32_t> slots;
  for (const KeySource& source : sources) slots.push_back(source.index);
  std::vector<ContextKeys>& keys = context_keys_[slots];
  if (!keys.empty()) return keys;
  for (const HitStore& store : stores_) keys.emplace_back(store.data().contexts.size(), kUnknown);
  return keys;
}

void HitRows::append_groups(std::span<const KeySource> sources, Range range,
                            std::vector<std::uint64_t>& to) {
  if (!are_in_context(sources)) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      to.push_back(group_of(sources, rows_[i]));
    }
    return;
  }
  std::vector<ContextKeys>& known = context_keys(sources);
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Row& row = rows_[i];
    std::uint64_t& key = known[row.store][row.context];
    if (key == kUnknown) key = group_of(sources, row);
    to.push_back(key);
  }
}

std::optional<std::uint64_t> HitRows::key_of(std::uint64_t key, std::span<const KeySource> sources,
                                             const Row& row) const {
  for (const KeySource& source : sources) {
    const std::uint32_t text = text_at(source, row);
    if (text == kNoText) return std::nullopt;
    key = mix_hashes(key, hashes_[row.store][text]);
  }
  return key;
}

std::int64_t HitRows::number_at(const KeySource& source, const Row& row, std::int64_t most) const {
  const std::uint32_t text = text_at(source, row);
  if (text == kNoText) return 0;
  const double number = parse_double(stores_[row.store].data().strings[text]).value_or(0);
  const double total = std::ceil(std::max(number, 0.0)) * static_cast<double>(hit(row).weight);
  return static_cast<std::int64_t>(std::min(total, static_cast<double>(most)));
}

std::uint64_t HitRows::key_with(std::uint64_t key, std::span<const KeySource> sources,
                                const Row& row) const {
  for (const KeySource& source : sources) {
    const std::uint32_t text = text_at(source, row);
    key = mix_hashes(key, text == kNoText ? 0 : hashes_[row.store][text]);
  }
  return key;
}

std::uint64_t HitRows::key_with_fate(std::uint64_t key, const KeySource& asked,
                                     const Row& row) const {
  const ListCondition condition = hit(row).list_condition;
  if (condition == ListCondition::kNone) return key;
  const KeySource sources[] = {{true, kAccountSlot}, asked};
  return key_with(mix_hashes(key, static_cast<std::uint64_t>(condition)), sources, row);
}

std::uint64_t HitRows::likeness_hash(const Likeness& likeness, const Row& row) const {
  const Hit& own = hit(row);
  std::uint64_t key = mix_hashes(seed_, own.rule);
  key = mix_hashes(key, ending_of(own, stores_[row.store].data().contexts[row.context]));
  key = mix_hashes(key, static_cast<std::uint64_t>(period_of(row.time, likeness.period)));
  return key_with(key, likeness.sources, row);
}

MergedHits::Wanted HitRows::needed() const {
  MergedHits::Wanted needed;
  for (const HitStore& store : stores_) needed.emplace_back(store.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (needed_[i] != 0) needed[rows_[i].store][rows_[i].number] = true;
  }
  return needed;
}

}  // namespace trailsift::detect
