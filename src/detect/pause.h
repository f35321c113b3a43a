// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/base/time.h"

namespace trailsift::detect {

// Whether what ended and what began then belong to one behaviour: no more than a day lies between
// them. Nothing is known of how close something without a time is, but for more of the kind.
[[nodiscard]] inline bool goes_on(Timestamp ended, Timestamp began) {
  if (ended == kNoTime || began == kNoTime) return ended == began;
  return began - ended <= kDay;
}

}  // namespace trailsift::detect
