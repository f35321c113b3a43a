// SPDX-License-Identifier: Apache-2.0
#include "detect/merged_hits.h"

#include <algorithm>
#include <tuple>

namespace trailsift::detect {
namespace {

constexpr std::uint32_t kUnused = 0xFFFFFFFF;

std::uint32_t renumbered(std::uint32_t string, const std::vector<std::uint32_t>& numbers) {
  return string == kNoText ? kNoText : numbers[string];
}

// New numbers of the contexts that are used.
std::vector<std::uint32_t> number_contexts(const TuplePool& from, const std::vector<bool>& used,
                                           const std::vector<std::uint32_t>& strings,
                                           TuplePool& to) {
  std::vector<std::uint32_t> numbers(from.size(), kUnused);
  for (std::uint32_t i = 0; i < from.size(); ++i) {
    if (!used[i]) continue;
    HitContext context = HitContext::from_words(from[i]);
    for (std::uint32_t& text : context.texts) text = renumbered(text, strings);
    numbers[i] = to.intern(context.to_words());
  }
  return numbers;
}

// Likewise.
std::vector<std::uint32_t> number_values(const TuplePool& from, const std::vector<bool>& used,
                                         const std::vector<std::uint32_t>& strings, TuplePool& to) {
  std::vector<std::uint32_t> numbers(from.size(), kUnused);
  std::vector<std::uint32_t> tuple;
  for (std::uint32_t i = 0; i < from.size(); ++i) {
    if (!used[i]) continue;
    tuple.clear();
    for (const std::uint32_t text : from[i]) tuple.push_back(renumbered(text, strings));
    numbers[i] = to.intern(tuple);
  }
  return numbers;
}

MergedHits::Wanted all_of(const std::vector<HitStore>& stores) {
  MergedHits::Wanted all;
  for (const HitStore& store : stores) all.emplace_back(store.size(), true);
  return all;
}

}  // namespace

MergedHits::MergedHits(std::vector<HitStore>& stores) : MergedHits(stores, all_of(stores)) {}

MergedHits::MergedHits(std::vector<HitStore>& stores, const Wanted& wanted) {
  std::vector<UsedData> used;
  std::size_t count = 0;
  for (std::size_t i = 0; i < stores.size(); ++i) {
    used.push_back(find_used(stores[i].data(), wanted[i]));
    count += static_cast<std::size_t>(std::count(wanted[i].begin(), wanted[i].end(), true));
  }
  number_strings(stores, used);
  hits_.reserve(count);
  for (std::size_t i = 0; i < stores.size(); ++i) take_hits(stores[i].data(), wanted[i], used[i]);
}

MergedHits::UsedData MergedHits::find_used(const HitData& data, const std::vector<bool>& wanted) {
  UsedData used{std::vector<bool>(data.strings.size()), std::vector<bool>(data.contexts.size()),
                std::vector<bool>(data.values.size())};
  const auto use_texts = [&](std::span<const std::uint32_t> texts) {
    for (const std::uint32_t text : texts) {
      if (text != kNoText) used.strings[text] = true;
    }
  };
  std::size_t number = 0;
  for (const Hit& hit : data.hits) {
    if (!wanted[number++]) continue;
    if (!used.contexts[hit.context]) use_texts(HitContext::texts_of(data.contexts[hit.context]));
    used.contexts[hit.context] = true;
    if (!used.values[hit.values]) use_texts(data.values[hit.values]);
    used.values[hit.values] = true;
    if (hit.id_is_text && hit.id.low != kNoText) used.strings[hit.id.low] = true;
  }
  return used;
}

void MergedHits::number_strings(const std::vector<HitStore>& stores,
                                const std::vector<UsedData>& used) {
  for (std::size_t store = 0; store < stores.size(); ++store) {
    const StringPool& pool = stores[store].data().strings;
    for (std::uint32_t i = 0; i < pool.size(); ++i) {
      if (used[store].strings[i]) strings_.push_back(pool[i]);
    }
  }
  std::sort(strings_.begin(), strings_.end());
  strings_.erase(std::unique(strings_.begin(), strings_.end()), strings_.end());
}

void MergedHits::take_hits(HitData& data, const std::vector<bool>& wanted, const UsedData& used) {
  std::vector<std::uint32_t> strings(data.strings.size(), kUnused);
  for (std::uint32_t i = 0; i < strings.size(); ++i) {
    if (!used.strings[i]) continue;
    const auto place = std::lower_bound(strings_.begin(), strings_.end(), data.strings[i]);
    strings[i] = static_cast<std::uint32_t>(place - strings_.begin());
  }
  const auto contexts = number_contexts(data.contexts, used.contexts, strings, contexts_);
  const auto values = number_values(data.values, used.values, strings, values_);
  // One by one, so that no hit is in memory twice.
  for (std::size_t number = 0; !data.hits.empty(); data.hits.pop_front(), ++number) {
    if (!wanted[number]) continue;
    Hit hit = data.hits.front();
    hit.context = contexts[hit.context];
    hit.values = values[hit.values] & kMostValues;
    if (hit.id_is_text) hit.id.low = renumbered(static_cast<std::uint32_t>(hit.id.low), strings);
    hits_.push_back(hit);
  }
}

void MergedHits::count_with(std::uint32_t number, std::uint32_t other, std::uint64_t left) {
  Hit& to = hits_[number];
  Hit& from = hits_[other];
  to.weight = (to.weight + from.weight - left) & kMostWeight;
  to.amount = sum_of_amounts(to.amount, from.amount);
  from.weight = left & kMostWeight;
  from.amount = 0;
  if (left == 0 && from.is_needed != 0) to.is_needed = 1;
}

bool MergedHits::comes_before(const Hit& left, const Hit& right) const {
  const std::uint32_t left_text = left.id_is_text;
  const std::uint32_t right_text = right.id_is_text;
  const auto left_key = std::tie(left.time, left_text, left.id);
  const auto right_key = std::tie(right.time, right_text, right.id);
  if (left_key != right_key) return left_key < right_key;
  if (left.list_condition != right.list_condition)
    return left.list_condition < right.list_condition;
  if (left.context != right.context) {
    return std::ranges::lexicographical_compare(contexts_[left.context], contexts_[right.context]);
  }
  return std::ranges::lexicographical_compare(values_[left.values], values_[right.values]);
}

void MergedHits::sort(std::size_t rule_count) {
  std::sort(hits_.begin(), hits_.end(), [&](const Hit& left, const Hit& right) {
    return left.rule != right.rule ? left.rule < right.rule : comes_before(left, right);
  });
  find_rule_starts(rule_count);
}

void MergedHits::find_rule_starts(std::size_t rule_count) {
  rule_starts_.assign(rule_count + 1, 0);
  for (const Hit& hit : hits_) ++rule_starts_[hit.rule + 1];
  for (std::size_t i = 1; i < rule_starts_.size(); ++i) rule_starts_[i] += rule_starts_[i - 1];
}

void MergedHits::keep(const std::vector<bool>& wanted) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < hits_.size(); ++i) {
    if (wanted[i]) hits_[kept++] = hits_[i];
  }
  hits_.resize(kept);
  find_rule_starts(rule_starts_.size() - 1);
}

std::string MergedHits::event_id(const Hit& hit) const {
  return hit.id_is_text ? std::string(text(static_cast<std::uint32_t>(hit.id.low)))
                        : guid_text(hit.id);
}

bool MergedHits::append_values(std::span<const KeySource> sources, const Hit& hit,
                               std::vector<std::uint32_t>& to) const {
  for (const KeySource& source : sources) {
    to.push_back(value_at(source, hit));
    if (to.back() == kNoText) return false;
  }
  return true;
}

}  // namespace trailsift::detect
