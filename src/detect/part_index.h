// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "detect/keyword_index.h"
#include "detect/recent_cache.h"

namespace trailsift::detect {

// Finds the rules that ask for a text which is a part of another. Built before the scan; then
// immutable and shared between threads, each of which asks it through a PartSearch.
class PartIndex {
 public:
  // `text` leads to `rule`. Precondition: `text` is not empty, and rules come in ascending order.
  void insert(std::string_view text, std::uint32_t rule);

  // Ends the insertions.
  void build();

  // All rules that any text leads to, each once.
  [[nodiscard]] std::span<const std::uint32_t> rules() const { return rules_; }

 private:
  friend class PartSearch;
  using Entry = std::pair<std::uint32_t, std::uint32_t>;  // number of a text, rule

  KeywordIndex texts_;
  std::vector<Entry> entries_;  // in ascending order
  std::vector<std::uint32_t> rules_;
};

// Asks a PartIndex about one value after another. The values of a field repeat a lot, so the
// answers for those seen last are kept, see RecentCache. One per thread; allocates for new values
// only.
class PartSearch {
 public:
  static constexpr std::size_t kSlots = 1024;
  static constexpr std::size_t kLongestKept = 512;

  // Keeps a reference.
  explicit PartSearch(const PartIndex& index) : index_(index) {}

  // The rules that some part of `text` leads to, each once. Valid until the next call.
  [[nodiscard]] std::span<const std::uint32_t> rules_in(std::string_view text);

  [[nodiscard]] std::span<const std::uint32_t> all_rules() const { return index_.rules(); }

 private:
  void search(std::string_view text, std::vector<std::uint32_t>& rules);

  const PartIndex& index_;
  RecentCache<std::vector<std::uint32_t>, kSlots, kLongestKept> answers_;
  std::vector<bool> is_found_;  // of each number; all false between searches
  std::vector<std::uint32_t> found_;
};

}  // namespace trailsift::detect
