// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "trailsift/base/time.h"

namespace trailsift {

struct ZoneRule;

// How far the clocks of a place are ahead of UTC, and when that changes. Immutable; share it
// between threads.
class TimeZone {
 public:
  // "UTC", "Z", or an offset such as "+02:00" or "-03:30".
  [[nodiscard]] static std::optional<TimeZone> parse_offset(std::string_view text);

  // A rule such as "CET-1CEST,M3.5.0,M10.5.0/3" or "<-03>3" (POSIX.1-2017, "Environment Variables",
  // TZ, with the wider hours of RFC 8536, section 3.3.1). A zone with summer time must say when it
  // is. It holds up to the year 2100; from then on the clocks are no longer changed.
  [[nodiscard]] static std::optional<TimeZone> parse_rule(std::string_view text);

  // The bytes of a compiled zone file, version 2 or later (RFC 8536). Its footer holds behind its
  // last change, as in parse_rule(). Nothing for bytes that make no sense.
  [[nodiscard]] static std::optional<TimeZone> parse_file(std::string_view bytes);

  // What is to be added to a time in UTC for the time that clocks show. Allocates nothing.
  [[nodiscard]] Timestamp offset_at(Timestamp time) const;

 private:
  struct Change {
    Timestamp since;
    Timestamp offset;
  };

  explicit TimeZone(Timestamp offset) : first_(offset) {}
  // Those of the rule behind the time.
  void add_changes(const ZoneRule& rule, Timestamp after);

  Timestamp first_;              // before the first change
  std::vector<Change> changes_;  // by time
};

}  // namespace trailsift
