// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "trailsift/detect/incident.h"
#include "trailsift/report/text_layout.h"

namespace trailsift::report {

// The first screen: the worst incidents, numbered in the order given, each with its level, times,
// story and tactics; then how many more there are. Those that tell the same of the same actors and
// addresses, as somebody's daily work may, are told once, with the numbers of the others. Ten
// stories at most, and so many that they take less than 40 lines; one in any case. Every string
// from the logs is made safe for a terminal. Nothing for no incidents; else ends with an empty
// line.
[[nodiscard]] std::string render_incidents(std::span<const detect::Incident> incidents,
                                           const TextStyle& style);

}  // namespace trailsift::report
