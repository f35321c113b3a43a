// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_spike.h"

#include <algorithm>
#include <map>
#include <set>

namespace trailsift::detect {
namespace {

// By the begin of the window; windows without anything are not there.
using Totals = std::map<Timestamp, std::uint64_t>;

Timestamp window_begin(Timestamp time, Timestamp timespan) {
  Timestamp begin = time - time % timespan;
  if (begin > time) begin -= timespan;
  return begin;
}

std::uint64_t total_of(const std::vector<SpikeEvent>& events, SpikeQuestion::Measure measure) {
  std::set<std::string> values;
  std::uint64_t sum = 0;
  for (const SpikeEvent& event : events) {
    values.insert(event.value);
    sum += event.number;
  }
  if (measure == SpikeQuestion::Measure::kEvents) return events.size();
  return measure == SpikeQuestion::Measure::kSum ? sum : values.size();
}

double average_before(Timestamp begin, const Totals& totals, const SpikeQuestion& question) {
  const Timestamp windows = question.history / question.timespan;
  double sum = 0;
  double count = 0;
  for (const auto& [window, total] : totals) {
    if (window >= begin || window < begin - windows * question.timespan) continue;
    sum += static_cast<double>(total);
    count += 1;
  }
  return count == 0 ? 0 : sum / count;
}

}  // namespace

SpikeAnswers reference_spikes(const std::vector<SpikeEvent>& events,
                              const SpikeQuestion& question) {
  std::map<std::string, std::map<Timestamp, std::vector<SpikeEvent>>> groups;
  for (const SpikeEvent& event : events) {
    groups[event.group][window_begin(event.time, question.timespan)].push_back(event);
  }
  SpikeAnswers answers;
  for (const auto& [group, windows] : groups) {
    Totals totals;
    for (const auto& [begin, in_it] : windows) {
      const std::uint64_t total = total_of(in_it, question.measure);
      if (total > 0) totals[begin] = total;
    }
    bool is_judged = false;
    bool reaches_floor = false;
    for (const auto& [begin, total] : totals) {
      const bool is_much = total >= question.floor;
      const bool is_early = begin - totals.begin()->first < question.min_history;
      is_judged = is_judged || !is_early;
      reaches_floor = reaches_floor || is_much;
      std::vector<SpikeAnswer>& spikes = answers.spikes;
      const bool goes_on =
          !spikes.empty() && spikes.back().group == group && spikes.back().end == begin;
      if (!goes_on && is_early) continue;
      const double average =
          goes_on ? spikes.back().average : average_before(begin, totals, question);
      if (!is_much || static_cast<double>(total) < question.factor * average) continue;
      const std::uint64_t count = windows.at(begin).size();
      if (goes_on) {
        spikes.back().end += question.timespan;
        spikes.back().events += count;
        spikes.back().peak = std::max(spikes.back().peak, total);
      } else {
        spikes.push_back({group, begin, begin + question.timespan, count, total, average});
      }
    }
    if (reaches_floor && !is_judged) ++answers.groups_without_history;
  }
  return answers;
}

}  // namespace trailsift::detect
