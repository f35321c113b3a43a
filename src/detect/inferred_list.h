// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "trailsift/detect/correlator.h"

namespace trailsift::detect {

// A list of the site that is not configured, and that the end of the scan alone can tell.
enum class InferredList : std::uint8_t {
  kNone,
  kHomeRegions,  // of the account of the event
  kLogBuckets,   // of all logs
};

inline constexpr std::string_view kHomeRegionsList = "home_regions";
inline constexpr std::string_view kLogBucketsList = "log_buckets";
inline constexpr std::string_view kBucketNameField = "requestParameters.bucketName";

// A list that may be left out of the configuration, and where it may then be asked for.
struct InferrableList {
  InferredList list = InferredList::kNone;
  std::string_view name;
  std::string_view field;  // the one that may wait for it
};

inline constexpr InferrableList kInferrableLists[] = {
    {InferredList::kHomeRegions, kHomeRegionsList, "awsRegion"},
    {InferredList::kLogBuckets, kLogBucketsList, kBucketNameField},
};

// What the end of the scan must find out before a hit counts.
enum class ListCondition : std::uint8_t { kNone, kInside, kOutside };

// What is left to find out where the answer is `if_inside` for what is on the list and
// `if_outside` for anything else. Precondition: not both are false.
[[nodiscard]] constexpr ListCondition list_condition_of(bool if_inside, bool if_outside) {
  if (if_inside == if_outside) return ListCondition::kNone;
  return if_inside ? ListCondition::kInside : ListCondition::kOutside;
}

// What is looked up in a list: a region of the account, or a bucket.
struct ListQuestion {
  InferredList list = InferredList::kNone;
  std::string_view account;
  std::string_view item;
};

// False where the list is not what the condition asks for, or not known. Precondition: the question
// is about a list, or the condition is kNone.
[[nodiscard]] bool list_condition_holds(ListCondition condition, const ListQuestion& question,
                                        const CorrelationInput& input);

}  // namespace trailsift::detect
