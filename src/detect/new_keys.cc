// SPDX-License-Identifier: Apache-2.0
#include "detect/new_keys.h"

#include <algorithm>

#include "trailsift/model/aws_names.h"

namespace trailsift::detect {

void NewKeys::add(const Finding& finding) {
  if (finding.first_seen == kNoTime) return;
  for (const std::string& credential : finding.minted_credentials) {
    if (!credential.starts_with(kLongTermKeyPrefix)) continue;
    Timestamp& made = made_.try_emplace(credential, finding.first_seen).first->second;
    made = std::min(made, finding.first_seen);
  }
}

void NewKeys::grade_first_time(Finding& finding) const {
  if (finding.level <= sigma::Level::kLow || finding.credentials.empty()) return;
  const bool all_new = std::all_of(
      finding.credentials.begin(), finding.credentials.end(), [&](const std::string& credential) {
        const auto made = made_.find(credential);
        return made != made_.end() && finding.first_seen - made->second <= kNewFor;
      });
  if (!all_new) return;
  finding.level = sigma::one_lower(finding.level);
  finding.next_steps.emplace_back(
      "It is graded lower because the key was made in these logs: to a new user everything is "
      "new. Look at who made it.");
}

}  // namespace trailsift::detect
