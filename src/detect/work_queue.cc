// SPDX-License-Identifier: Apache-2.0
#include "detect/work_queue.h"

#include <algorithm>

namespace trailsift::detect {

std::optional<WorkQueue::Work> WorkQueue::next(unsigned worker) {
  const std::lock_guard lock(mutex_);
  at_[worker] = next_;
  if (next_ == files_.size()) return std::nullopt;
  const std::size_t oldest = *std::min_element(at_.begin(), at_.end());
  const Timestamp oldest_delivery = files_.facts(oldest).delivered;
  return Work{files_[next_++], oldest_delivery};
}

void WorkQueue::abandon() {
  const std::lock_guard lock(mutex_);
  next_ = files_.size();
}

std::size_t WorkQueue::left() const {
  const std::lock_guard lock(mutex_);
  return files_.size() - next_;
}

}  // namespace trailsift::detect
