// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "trailsift/base/time.h"
#include "trailsift/model/caller.h"
#include "trailsift/model/field.h"
#include "trailsift/model/outcome.h"
#include "trailsift/model/value.h"

namespace trailsift {

// One CloudTrail record, as views. Trivially copyable; holds no memory of its own.
//
// Lifetime: every view points into the window or the arena of the batch that the event came in;
// both end with the batch. Derived values that follow from the profile (see event_profile.h) may
// point into the matcher that was given the event, and end with its next event. What must live
// longer is copied, as a HitStore does (see detect/hit_store.h).
// Threads: an event is used by the thread that read it.
struct Event {
  std::string_view record;  // JSON text of the whole record, from '{' to '}'
  std::array<Value, kFieldCount> values;
  Timestamp time = kNoTime;  // of eventTime; kNoTime when that is missing or unreadable
  Outcome outcome = Outcome::kSuccess;
  Caller caller = Caller::kUser;
  bool profile_derived = false;  // the derived values that follow from the profile are there
  bool content_derived = false;  // the other derived values are there
  bool spaced = false;           // there is white space between the parts of `record`

  [[nodiscard]] const Value& operator[](Field field) const {
    return values[static_cast<std::size_t>(field)];
  }
  [[nodiscard]] Value& operator[](Field field) { return values[static_cast<std::size_t>(field)]; }
  [[nodiscard]] std::string_view text(Field field) const { return (*this)[field].text(); }
};

}  // namespace trailsift
