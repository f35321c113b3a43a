// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/base/time.h"

namespace trailsift {

// CloudTrail delivers within minutes, and tries again for days where it cannot (AWS CloudTrail User
// Guide, "How CloudTrail works": deliveries to a bucket that cannot be reached are retried for 30
// days). What has to be remembered of earlier files is remembered for this many days; an event that
// comes later than that is late.
inline constexpr std::int64_t kRememberedDays = 4;

// Whether an event was delivered more than kRememberedDays behind its own day. False when either
// time is not known.
[[nodiscard]] inline bool is_late(Timestamp event_time, Timestamp delivered) {
  return event_time != kNoTime && delivered != kNoTime &&
         day_of(event_time) + kRememberedDays < day_of(delivered);
}

// When files delivered before `oldest_delivery` are done: the time before which no event can come
// any more that is not late. kNoTime gives kNoTime.
[[nodiscard]] inline Timestamp complete_until(Timestamp oldest_delivery) {
  if (oldest_delivery == kNoTime) return kNoTime;
  return oldest_delivery == kEndOfTime ? kEndOfTime
                                       : (day_of(oldest_delivery) - kRememberedDays) * kDay;
}

}  // namespace trailsift
