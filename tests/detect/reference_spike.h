// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
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
  std::string address = "192.0.2.1";
  std::string place = "bucket";
  std::string person =
      {};  // behind a role of IAM Identity Center; "": a user, named like the group
};

struct SpikeAnswer {
  std::string group;
  Timestamp begin = 0;
  Timestamp end = 0;
  std::uint64_t events = 0;
  std::uint64_t peak = 0;
  double average = 0;
  std::set<std::string> addresses;
  std::set<std::string> places;
  // Of the first event of the person and address (of a sum: and the place) with most of it; where
  // values are counted, of the first event.
  std::string lead_address;
  std::string lead_place;
  std::string lead_person;
};

struct SpikeAnswers {
  std::vector<SpikeAnswer> spikes;  // by group, then time
  std::size_t groups_without_history = 0;
};

// The event at place N has the id "eN".
[[nodiscard]] SpikeAnswers reference_spikes(const std::vector<SpikeEvent>& events,
                                            const SpikeQuestion& question);

}  // namespace trailsift::detect
