// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/arena.h"

#include <algorithm>

namespace trailsift {

void Arena::reset() {
  if (blocks_.empty()) return;
  blocks_.resize(1);
  next_ = blocks_.front().get();
  end_ = next_ + first_block_bytes_;
}

void Arena::grow(std::size_t size) {
  const std::size_t bytes = std::max(size, block_bytes_);
  blocks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
  if (blocks_.size() == 1) first_block_bytes_ = bytes;
  next_ = blocks_.back().get();
  end_ = next_ + bytes;
}

}  // namespace trailsift
