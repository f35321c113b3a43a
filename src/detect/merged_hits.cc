// SPDX-License-Identifier: Apache-2.0
#include "detect/merged_hits.h"

#include <algorithm>
#include <tuple>

#include "detect/hit_copier.h"

namespace trailsift::detect {
namespace {

std::uint32_t renumbered(std::uint32_t string, const std::vector<std::uint32_t>& numbers) {
  return string == kNoText ? kNoText : numbers[string];
}

std::vector<std::uint32_t> number_contexts(const TuplePool& from,
                                           const std::vector<std::uint32_t>& strings,
                                           TuplePool& to) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(from.size());
  for (std::uint32_t i = 0; i < from.size(); ++i) {
    HitContext context = HitContext::from_words(from[i]);
    for (std::uint32_t& text : context.texts) text = renumbered(text, strings);
    numbers.push_back(to.intern(context.to_words()));
  }
  return numbers;
}

std::vector<std::uint32_t> number_values(const TuplePool& from,
                                         const std::vector<std::uint32_t>& strings, TuplePool& to) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(from.size());
  std::vector<std::uint32_t> tuple;
  for (std::uint32_t i = 0; i < from.size(); ++i) {
    tuple.clear();
    for (const std::uint32_t text : from[i]) tuple.push_back(renumbered(text, strings));
    numbers.push_back(to.intern(tuple));
  }
  return numbers;
}

}  // namespace

MergedHits::MergedHits(std::vector<HitStore>& stores) {
  number_strings(stores);
  std::size_t count = 0;
  for (const HitStore& store : stores) count += store.size();
  hits_.reserve(count);
  for (HitStore& store : stores) take_hits(store.data());
}

void MergedHits::number_strings(const std::vector<HitStore>& stores) {
  for (const HitStore& store : stores) {
    const StringPool& pool = store.data().strings;
    for (std::uint32_t i = 0; i < pool.size(); ++i) strings_.push_back(pool[i]);
  }
  std::sort(strings_.begin(), strings_.end());
  strings_.erase(std::unique(strings_.begin(), strings_.end()), strings_.end());
}

void MergedHits::take_hits(HitData& data) {
  std::vector<std::uint32_t> strings;
  strings.reserve(data.strings.size());
  for (std::uint32_t i = 0; i < data.strings.size(); ++i) {
    const auto place = std::lower_bound(strings_.begin(), strings_.end(), data.strings[i]);
    strings.push_back(static_cast<std::uint32_t>(place - strings_.begin()));
  }
  const std::vector<std::uint32_t> contexts = number_contexts(data.contexts, strings, contexts_);
  const std::vector<std::uint32_t> values = number_values(data.values, strings, values_);
  // One by one, so that no hit is in memory twice.
  for (; !data.hits.empty(); data.hits.pop_front()) {
    Hit hit = data.hits.front();
    hit.context = contexts[hit.context];
    hit.values = values[hit.values] & 0x7FFFFFFF;
    if (hit.id_is_text) hit.id.low = renumbered(static_cast<std::uint32_t>(hit.id.low), strings);
    hits_.push_back(hit);
  }
}

void MergedHits::count_with(std::uint32_t number, std::uint32_t other, std::uint64_t left) {
  Hit& to = hits_[number];
  Hit& from = hits_[other];
  to.weight += from.weight - left;
  to.amount = sum_of_amounts(to.amount, from.amount);
  from.weight = left;
  from.amount = 0;
}

bool MergedHits::comes_before(const Hit& left, const Hit& right) const {
  const std::uint32_t left_text = left.id_is_text;
  const std::uint32_t right_text = right.id_is_text;
  const auto left_key = std::tie(left.time, left_text, left.id);
  const auto right_key = std::tie(right.time, right_text, right.id);
  if (left_key != right_key) return left_key < right_key;
  if (left.context != right.context) {
    return std::ranges::lexicographical_compare(contexts_[left.context], contexts_[right.context]);
  }
  return std::ranges::lexicographical_compare(values_[left.values], values_[right.values]);
}

void MergedHits::sort(std::size_t rule_count) {
  std::vector<std::uint32_t> rule_of_context;
  for (std::uint32_t i = 0; i < contexts_.size(); ++i) rule_of_context.push_back(contexts_[i][0]);
  std::sort(hits_.begin(), hits_.end(), [&](const Hit& left, const Hit& right) {
    const std::uint32_t left_rule = rule_of_context[left.context];
    const std::uint32_t right_rule = rule_of_context[right.context];
    return left_rule != right_rule ? left_rule < right_rule : comes_before(left, right);
  });
  find_rule_starts(rule_count);
}

void MergedHits::find_rule_starts(std::size_t rule_count) {
  rule_starts_.assign(rule_count + 1, 0);
  for (const Hit& hit : hits_) ++rule_starts_[contexts_[hit.context][0] + 1];
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

HitStore MergedHits::copy() const {
  HitStore store;
  HitCopier copier(strings_, contexts_, values_, store.data());
  for (const Hit& hit : hits_) copier.add(hit);
  return store;
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
