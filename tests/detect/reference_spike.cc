// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_spike.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

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

bool comes_before(const std::vector<SpikeEvent>& events, std::size_t left, std::size_t right) {
  if (events[left].time != events[right].time) return events[left].time < events[right].time;
  return std::to_string(left) < std::to_string(right);
}

void say_what_it_came_from(const std::vector<SpikeEvent>& events, SpikeQuestion::Measure measure,
                           SpikeAnswer& answer) {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::size_t>> origins;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const SpikeEvent& event = events[i];
    if (event.group != answer.group || event.time < answer.begin || event.time >= answer.end) {
      continue;
    }
    answer.addresses.insert(event.address);
    answer.places.insert(event.place);
    using Measure = SpikeQuestion::Measure;
    const bool counts_values = measure == Measure::kDifferentValues;
    origins[{counts_values ? "" : event.address, measure == Measure::kSum ? event.place : "",
             counts_values ? "" : event.person}]
        .push_back(i);
  }
  std::uint64_t most = 0;
  std::size_t lead = events.size();
  for (const auto& [origin, numbers] : origins) {
    std::uint64_t total = 0;
    for (const std::size_t i : numbers) {
      total += measure == SpikeQuestion::Measure::kSum ? events[i].number : 1;
    }
    const std::size_t first = *std::min_element(
        numbers.begin(), numbers.end(),
        [&](std::size_t left, std::size_t right) { return comes_before(events, left, right); });
    const bool leads = lead == events.size() || total > most ||
                       (total == most && comes_before(events, first, lead));
    if (!leads) continue;
    most = total;
    lead = first;
  }
  answer.lead_address = events[lead].address;
  answer.lead_place = events[lead].place;
  answer.lead_person = events[lead].person;
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
        SpikeAnswer& spike = spikes.emplace_back();
        spike.group = group;
        spike.begin = begin;
        spike.end = begin + question.timespan;
        spike.events = count;
        spike.peak = total;
        spike.average = average;
      }
    }
    if (reaches_floor && !is_judged) ++answers.groups_without_history;
  }
  for (SpikeAnswer& spike : answers.spikes) {
    say_what_it_came_from(events, question.measure, spike);
  }
  return answers;
}

}  // namespace trailsift::detect
