// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/base/time.h"

namespace trailsift::detect {

// The plain evaluator of the correlation type `spike`: what docs/rules.md says, word by word and in
// whatever time it takes.
struct SpikeQuestion {
  Timestamp timespan = kHour;
  Timestamp history = 14 * kDay;
  Timestamp min_history = 3 * kDay;
  double factor = 2;
  std::uint64_t floor = 1;
  enum class Measure { kEvents, kDifferentValues, kSum } measure = Measure::kEvents;
};

struct SpikeEvent {
  Timestamp time = 0;
  std::string group;
  std::string value;
  std::uint64_t number = 0;
};

struct SpikeAnswer {
  std::string group;
  Timestamp begin = 0;
  Timestamp end = 0;
  std::uint64_t events = 0;
  std::uint64_t peak = 0;
  double average = 0;
};

struct SpikeAnswers {
  std::vector<SpikeAnswer> spikes;  // by group, then time
  std::size_t groups_without_history = 0;
};

[[nodiscard]] SpikeAnswers reference_spikes(const std::vector<SpikeEvent>& events,
                                            const SpikeQuestion& question);

}  // namespace trailsift::detect
