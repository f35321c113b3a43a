// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/hit_data.h"
#include "detect/intern_pool.h"

namespace trailsift::detect {

// Copies hits to a store, with all that their numbers stand for, each of it once.
class HitCopier {
 public:
  // What the numbers of the hits stand for. Keeps references to all of them.
  HitCopier(const std::vector<std::string_view>& strings, const TuplePool& contexts,
            const TuplePool& values, HitData& to);

  void add(Hit hit);

 private:
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;

  [[nodiscard]] std::uint32_t text(std::uint32_t string);
  [[nodiscard]] std::uint32_t context(std::uint32_t number);
  [[nodiscard]] std::uint32_t values(std::uint32_t number);

  const std::vector<std::string_view>& strings_;
  const TuplePool& contexts_;
  const TuplePool& values_;
  HitData& to_;
  std::vector<std::uint32_t> new_contexts_;
  std::vector<std::uint32_t> new_values_;
};

}  // namespace trailsift::detect
