// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "trailsift/base/time.h"
#include "trailsift/detect/finding.h"

namespace trailsift::detect {

// The long-term access keys that were made in the logs. To whoever has a new key all is new, so
// that a first time with it counts less; who made the key, and what is bad by itself, counts as
// ever. Not thread-safe.
class NewKeys {
 public:
  static constexpr Timestamp kNewFor = 14 * kDay;

  // Takes the keys that the finding tells of as made.
  void add(const Finding& finding);

  // Grades a finding of a first time one level lower, though not below low, when all credentials
  // that were used are new keys, and says so in it.
  void grade_first_time(Finding& finding) const;

 private:
  std::map<std::string, Timestamp, std::less<>> made_;  // by key
};

}  // namespace trailsift::detect
