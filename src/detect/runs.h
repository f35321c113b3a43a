// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace trailsift::detect {

// Calls `visit` with each run of neighbours that are all the same as the first of them, in order.
template <typename Entry, typename IsSame, typename Visit>
void for_each_run(std::span<const Entry> entries, const IsSame& is_same, const Visit& visit) {
  for (std::size_t begin = 0; begin < entries.size();) {
    std::size_t end = begin + 1;
    while (end < entries.size() && is_same(entries[begin], entries[end])) ++end;
    visit(entries.subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace trailsift::detect
