// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "trailsift/base/result.h"
#include "trailsift/base/time_zone.h"

namespace trailsift::io {

inline constexpr const char* kZoneFolder = "/usr/share/zoneinfo";  // of the tz database

// The zone that a person means: an offset or a rule, as in time_zone.h, or the name of a file below
// `folder`, such as "Europe/Berlin". Error "unknown-zone".
[[nodiscard]] Result<TimeZone> find_time_zone(const std::string& name,
                                              const std::string& folder = kZoneFolder);

}  // namespace trailsift::io
