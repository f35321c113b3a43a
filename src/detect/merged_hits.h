// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_copier.h"
#include "detect/hit_data.h"
#include "trailsift/detect/hit_store.h"

namespace trailsift::detect {

// The hits of all threads together, in an order and with numbers that depend on the set of hits
// alone: strings are numbered in byte order, so that comparing numbers compares texts.
class MergedHits {
 public:
  // Which hits there are to be, by store and number of the hit.
  using Wanted = std::vector<std::vector<bool>>;

  // Takes the hits out of the stores; the stores must live on, because the texts stay in them.
  explicit MergedHits(std::vector<HitStore>& stores);
  // Takes only what is wanted; the other hits go.
  MergedHits(std::vector<HitStore>& stores, const Wanted& wanted);

  // Removes the hits for which `keep(hit)` is false.
  template <typename Keep>
  void keep_if(Keep&& keep) {
    std::erase_if(hits_, [&](const Hit& hit) { return !keep(hit); });
  }

  // Puts the hits in order of rule, time, event id and the rest of their content. Call it before
  // of_rule().
  void sort(std::size_t rule_count);

  // The hits of one rule, as a range of numbers for operator[].
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  [[nodiscard]] Range of_rule(std::uint32_t rule) const {
    return {rule_starts_[rule], rule_starts_[rule + 1]};
  }

  // Removes the hits for which `wanted` is false; the others keep their order.
  void keep(const std::vector<bool>& wanted);

  // Adds the hits for which `is_wanted(number)` is true to a store, which comes to own their texts.
  template <typename IsWanted>
  void copy_to(HitStore& store, const IsWanted& is_wanted) const {
    HitCopier copier(strings_, contexts_, values_, store.data());
    for (std::uint32_t i = 0; i < hits_.size(); ++i) {
      if (is_wanted(i)) copier.add(hits_[i]);
    }
  }

  [[nodiscard]] const Hit& operator[](std::uint32_t number) const { return hits_[number]; }
  void need(std::uint32_t number) { hits_[number].is_needed = 1; }
  // Counts what hit `other` stands for with hit `number`, but for `left` events of it; 0: it goes.
  void count_with(std::uint32_t number, std::uint32_t other, std::uint64_t left);
  [[nodiscard]] std::size_t size() const { return hits_.size(); }
  [[nodiscard]] HitContext context(const Hit& hit) const {
    return HitContext::from_words(contexts_[hit.context]);
  }
  [[nodiscard]] std::span<const std::uint32_t> values(const Hit& hit) const {
    return values_[hit.values];
  }
  // "" for kNoText.
  [[nodiscard]] std::string_view text(std::uint32_t string) const {
    return string == kNoText ? std::string_view() : strings_[string];
  }
  [[nodiscard]] std::string event_id(const Hit& hit) const;
  [[nodiscard]] std::uint32_t ending_of(const Hit& hit) const {
    return detect::ending_of(hit, contexts_[hit.context]);
  }
  // The number of the value that `source` names, or kNoText.
  [[nodiscard]] std::uint32_t value_at(const KeySource& source, const Hit& hit) const {
    return source.in_context ? HitContext::texts_of(contexts_[hit.context])[source.index]
                             : values_[hit.values][source.index];
  }

  // Appends the numbers of the values that `sources` name. False when one of them is not there.
  [[nodiscard]] bool append_values(std::span<const KeySource> sources, const Hit& hit,
                                   std::vector<std::uint32_t>& to) const;

 private:
  // Of one store, what its wanted hits refer to.
  struct UsedData {
    std::vector<bool> strings;
    std::vector<bool> contexts;
    std::vector<bool> values;
  };

  [[nodiscard]] static UsedData find_used(const HitData& data, const std::vector<bool>& wanted);
  void number_strings(const std::vector<HitStore>& stores, const std::vector<UsedData>& used);
  void take_hits(HitData& data, const std::vector<bool>& wanted, const UsedData& used);
  void find_rule_starts(std::size_t rule_count);
  [[nodiscard]] bool comes_before(const Hit& left, const Hit& right) const;

  std::vector<std::string_view> strings_;  // sorted
  TuplePool contexts_;
  TuplePool values_;
  std::vector<Hit> hits_;
  std::vector<std::uint32_t> rule_starts_;
};

}  // namespace trailsift::detect
