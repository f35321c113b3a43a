// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <set>

#include "trailsift/base/ip_address.h"

namespace trailsift {

// Many blocks of addresses, in which one is found in logarithmic time. A value type; const calls
// may come from several threads.
class IpRangeSet {
 public:
  // A block that lies in one that is there already changes nothing, and one that holds others takes
  // their place: two blocks either lie within each other or have nothing in common.
  void insert(const IpRange& range);

  // True when one of the blocks that were inserted holds all of `range`. Allocates nothing.
  [[nodiscard]] bool contains(const IpRange& range) const;

  [[nodiscard]] std::size_t size() const { return ranges_.size(); }

 private:
  struct Earlier {
    bool operator()(const IpRange& left, const IpRange& right) const;
  };

  std::set<IpRange, Earlier> ranges_;  // no two have an address in common
};

}  // namespace trailsift
