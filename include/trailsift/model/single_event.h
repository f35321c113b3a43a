// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"

namespace trailsift {

// One record by itself, from its JSON text: parsed, routed, with memory of its own. For tests of
// rules and the like; a scan reads by batches (record_reader.h). Stays where it is: the event is
// views into it.
class SingleEvent {
 public:
  // Any JSON object is taken, a CloudTrail record or not.
  explicit SingleEvent(std::string_view json);
  SingleEvent(const SingleEvent&) = delete;
  SingleEvent& operator=(const SingleEvent&) = delete;

  // False when the text is not one JSON object; then there is no event.
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] Event& event() { return event_; }
  [[nodiscard]] Arena& arena() { return arena_; }

 private:
  std::string bytes_;
  Arena arena_;
  Event event_;
  bool ok_ = false;
};

}  // namespace trailsift
