// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/hit_data.h"
#include "detect/merged_hits.h"
#include "trailsift/base/hash.h"
#include "trailsift/detect/hit_store.h"

namespace trailsift::detect {

// The hits of several stores that have a time, as rows of what the sieve looks at, those of one
// rule next to each other, and which of them are needed: at first those that are known to be. Texts
// are known by hashes that begin with a number that nobody knows beforehand. Memory: 25 bytes for a
// row. Not thread-safe.
class HitRows {
 public:
  struct Row {
    Timestamp time = 0;
    std::uint32_t store = 0;
    std::uint32_t number = 0;  // of the hit in its store
    std::uint32_t context = 0;
    std::uint32_t values = 0;
  };
  using Range = MergedHits::Range;

  // Keeps a reference, and to what is in the stores.
  HitRows(const std::vector<HitStore>& stores, std::size_t rules);

  [[nodiscard]] Range of_rule(std::uint32_t rule) const {
    return {rule_starts_[rule], rule_starts_[rule + 1]};
  }
  [[nodiscard]] const Row& operator[](std::uint32_t row) const { return rows_[row]; }
  [[nodiscard]] const Hit& hit(const Row& row) const {
    return stores_[row.store].data().hits[row.number];
  }

  // Appends for each row of the range the hash of its values there, or kNoGroup where one is
  // missing.
  static constexpr std::uint64_t kNoGroup = 0;
  void append_groups(std::span<const KeySource> sources, Range range,
                     std::vector<std::uint64_t>& to);

  // Goes on from `key` with the values of a row; nothing where one of them is missing.
  [[nodiscard]] std::optional<std::uint64_t> key_of(std::uint64_t key,
                                                    std::span<const KeySource> sources,
                                                    const Row& row) const;

  // The number there with the weight of the hit, rounded up and at most `most`; 0 for what is not
  // above zero.
  [[nodiscard]] std::int64_t number_at(const KeySource& source, const Row& row,
                                       std::int64_t most) const;

  // Goes on from `key`, for a hit that waits for a list, with what is asked of it: hits with the
  // same key all turn out to be hits, or all to be none. `asked` is on the list or is not.
  [[nodiscard]] std::uint64_t key_with_fate(std::uint64_t key, const KeySource& asked,
                                            const Row& row) const;

  // The same number for hits that are alike, and for no others; see likeness.h.
  [[nodiscard]] std::uint64_t likeness_hash(const Likeness& likeness, const Row& row) const;

  void need(std::uint32_t row) { needed_[row] = 1; }
  [[nodiscard]] bool is_needed(std::uint32_t row) const { return needed_[row] != 0; }
  // By store and number of the hit; false for hits without a time.
  [[nodiscard]] MergedHits::Wanted needed() const;

 private:
  // What was worked out for the contexts of one store; kUnknown: nothing so far.
  using ContextKeys = std::vector<std::uint64_t>;
  static constexpr std::uint64_t kUnknown = 1;

  [[nodiscard]] std::uint32_t text_at(const KeySource& source, const Row& row) const {
    const HitData& data = stores_[row.store].data();
    return source.in_context ? HitContext::texts_of(data.contexts[row.context])[source.index]
                             : data.values[row.values][source.index];
  }
  [[nodiscard]] std::uint64_t group_of(std::span<const KeySource> sources, const Row& row) const;
  // Goes on from `key` with the values of a row, also where one of them is missing.
  [[nodiscard]] std::uint64_t key_with(std::uint64_t key, std::span<const KeySource> sources,
                                       const Row& row) const;
  std::vector<ContextKeys>& context_keys(std::span<const KeySource> sources);

  const std::vector<HitStore>& stores_;
  const std::uint64_t seed_ = random_seed();
  std::vector<std::vector<std::uint64_t>> hashes_;  // of the strings, by store
  std::vector<Row> rows_;
  std::vector<std::uint32_t> rule_starts_;
  std::vector<std::uint8_t> needed_;
  // By sources, of which all are in the context: by store.
  std::map<std::vector<std::uint32_t>, std::vector<ContextKeys>> context_keys_;
};

}  // namespace trailsift::detect
