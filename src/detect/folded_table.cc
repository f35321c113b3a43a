// SPDX-License-Identifier: Apache-2.0
#include "detect/folded_table.h"

#include <algorithm>

namespace trailsift::detect {

std::uint32_t FoldedTable::insert(std::string_view text) {
  const std::uint32_t known = find(text);
  if (known != kAbsent) return known;
  const auto number = static_cast<std::uint32_t>(texts_.size());
  texts_.emplace_back(text);
  if (texts_.size() * 2 > slots_.size()) {
    grow();
  } else {
    place(folded_hash(text), number);
  }
  return number;
}

void FoldedTable::place(std::uint32_t hash, std::uint32_t number) {
  std::size_t i = hash & mask_;
  while (slots_[i].number != kAbsent) i = (i + 1) & mask_;
  slots_[i] = {hash, number};
}

void FoldedTable::grow() {
  slots_.assign(std::max<std::size_t>(8, slots_.size() * 2), Slot{});
  mask_ = slots_.size() - 1;
  for (std::uint32_t number = 0; number < texts_.size(); ++number) {
    place(folded_hash(texts_[number]), number);
  }
}

}  // namespace trailsift::detect
