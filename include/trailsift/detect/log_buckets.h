// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"

namespace trailsift::detect {

// The buckets that logs are delivered to, as the logs show: those that a trail was told to use by
// CreateTrail or UpdateTrail, and those that AWS itself uses. CloudTrail, AWS Config, the
// delivery of flow logs and the like (delivery.logs.amazonaws.com) and S3's own access logs put
// objects there, and the first and the third ask for its access list before (Amazon S3 user guide,
// "Logging requests with server access logging"; AWS CloudTrail user guide, "Amazon S3 bucket
// policy for CloudTrail"). One per worker thread, merged at the end; memory grows with the buckets.
class LogBuckets {
 public:
  // Cheap for all other events. Precondition: derive_for_routing() has been called.
  void add(const Event& event, Arena& arena);
  void merge(const LogBuckets& other);

  [[nodiscard]] const std::set<std::string, std::less<>>& names() const { return names_; }

 private:
  std::set<std::string, std::less<>> names_;
};

}  // namespace trailsift::detect
