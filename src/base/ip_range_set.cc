// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/ip_range_set.h"

#include <iterator>
#include <tuple>

namespace trailsift {

bool IpRangeSet::Earlier::operator()(const IpRange& left, const IpRange& right) const {
  return std::tie(left.first.is_v6, left.first.bytes, left.bits) <
         std::tie(right.first.is_v6, right.first.bytes, right.bits);
}

void IpRangeSet::insert(const IpRange& range) {
  if (contains(range)) return;
  auto inside = ranges_.lower_bound(range);
  while (inside != ranges_.end() && range.contains(*inside)) inside = ranges_.erase(inside);
  ranges_.insert(inside, range);
}

// Only the last block that begins no later can hold it: those before have ended.
bool IpRangeSet::contains(const IpRange& range) const {
  const auto behind = ranges_.upper_bound(range);
  return behind != ranges_.begin() && std::prev(behind)->contains(range);
}

}  // namespace trailsift
