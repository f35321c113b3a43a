// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "corpus/incidents.h"

namespace sample {

// When the intruder comes: Monday, 2025-03-10T21:42:00Z, after working hours.
inline constexpr corpus::Seconds kIntrusion = 1'741'642'920;

// From the last act until the administrator turns the trail on again, it records nothing.
inline constexpr corpus::Seconds kTrailRestored = 1'741'678'260;  // 2025-03-11T07:31:00Z

// The intrusion, act by act, with a chapter of truth each: a developer's key in foreign hands
// probes the account, makes itself a user and keys, takes an administrative role, signs in as root,
// takes data, opens doors, starts instances where the shop has none, and turns the trail off.
void play_intrusion(corpus::Stage& stage);

// The administrator turns the trail on again: ordinary work, but noted in the truth as such.
void play_recovery(corpus::Stage& stage);

}  // namespace sample
