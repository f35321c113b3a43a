// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace trailsift::cli {

// How trailsift ends. kFindings outranks kIncomplete.
enum class ExitStatus : std::uint8_t {
  kDone = 0,        // ran to the end, whatever it found
  kFindings = 1,    // there are findings at or above --fail-on
  kFailed = 2,      // bad usage, configuration or rules, nothing to scan, output not written
  kIncomplete = 3,  // ran, but some input could not be used in full, or the scan was interrupted
};

}  // namespace trailsift::cli
