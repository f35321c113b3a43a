// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_windows.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace trailsift::detect::reference {
namespace {

using sigma::Correlation;
using sigma::CorrelationBound;
using sigma::CorrelationType;
using Points = std::vector<Point>;

struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool keeps(const std::vector<CorrelationBound>& bounds, double number) {
  using Operator = CorrelationBound::Operator;
  return std::all_of(bounds.begin(), bounds.end(), [&](const CorrelationBound& bound) {
    switch (bound.op) {
      case Operator::kLt:
        return number < bound.limit;
      case Operator::kLte:
        return number <= bound.limit;
      case Operator::kGt:
        return number > bound.limit;
      case Operator::kGte:
        return number >= bound.limit;
      case Operator::kEq:
        return number == bound.limit;
      case Operator::kNeq:
        break;
    }
    return number != bound.limit;
  });
}

// From each point as far as the timespan reaches; none that lies within the one before it.
std::vector<Window> longest_windows(const Points& points, Timestamp timespan) {
  std::vector<Window> windows;
  for (std::size_t begin = 0; begin < points.size(); ++begin) {
    std::size_t end = begin;
    while (end < points.size() && points[end].time - points[begin].time <= timespan) ++end;
    if (windows.empty() || end > windows.back().end) windows.push_back({begin, end});
  }
  return windows;
}

double percentile_of(std::vector<double> numbers, double percentile) {
  std::sort(numbers.begin(), numbers.end());
  std::size_t rank = 1;
  while (static_cast<double>(rank) * 100 < percentile * static_cast<double>(numbers.size())) {
    ++rank;
  }
  return numbers[rank - 1];
}

// An event that several rules hit gives one number.
std::vector<double> numbers_of(const Points& points) {
  std::set<std::string> seen;
  std::vector<double> numbers;
  for (const Point& point : points) {
    if (seen.insert(point.counted_as).second) numbers.push_back(point.number);
  }
  return numbers;
}

double number_of(const Correlation& correlation, const Points& window) {
  std::set<std::string> counted;
  std::set<std::size_t> slots;
  for (const Point& point : window) {
    counted.insert(point.counted_as);
    slots.insert(point.slot);
  }
  double sum = 0;
  for (const double number : numbers_of(window)) sum += number;
  switch (correlation.type) {
    case CorrelationType::kTemporal:
      return static_cast<double>(slots.size());
    case CorrelationType::kValueSum:
      return sum;
    case CorrelationType::kValueAvg:
      return sum / static_cast<double>(numbers_of(window).size());
    case CorrelationType::kValuePercentile:
    case CorrelationType::kValueMedian:
      return percentile_of(numbers_of(window), correlation.percentile);
    default:
      return static_cast<double>(counted.size());
  }
}

// For each point, how many rules at most come one after another from it on.
std::vector<std::size_t> sequence_lengths(const Points& window) {
  std::size_t highest = 0;
  for (const Point& point : window) highest = std::max(highest, point.slot);
  std::vector<std::size_t> lengths(window.size(), 1);
  for (std::size_t slot = highest + 1; slot-- > 0;) {
    for (std::size_t i = 0; i < window.size(); ++i) {
      if (window[i].slot != slot) continue;
      for (std::size_t j = 0; j < window.size(); ++j) {
        if (window[j].slot > slot && window[j].time >= window[i].time) {
          lengths[i] = std::max(lengths[i], 1 + lengths[j]);
        }
      }
    }
  }
  return lengths;
}

// When the longest sequence in a window is one that is asked for: the first time at which one
// begins that is.
std::optional<Timestamp> start_of_sequence(const Points& window,
                                           const std::vector<CorrelationBound>& bounds) {
  const std::vector<std::size_t> lengths = sequence_lengths(window);
  const std::size_t longest = *std::max_element(lengths.begin(), lengths.end());
  if (!keeps(bounds, static_cast<double>(longest))) return std::nullopt;
  for (std::size_t i = 0; i < window.size(); ++i) {
    for (std::size_t steps = 1; steps <= lengths[i]; ++steps) {
      if (keeps(bounds, static_cast<double>(steps))) return window[i].time;
    }
  }
  return std::nullopt;
}

// Where in a window the burst begins; nothing when there is none.
std::optional<std::size_t> start_in(const Correlation& correlation, const Points& points,
                                    const Window& window) {
  std::vector<CorrelationBound> bounds = correlation.bounds;
  const bool ordered = correlation.type == CorrelationType::kTemporalOrdered;
  if (bounds.empty() && (ordered || correlation.type == CorrelationType::kTemporal)) {
    bounds = {{CorrelationBound::Operator::kGte, static_cast<double>(correlation.rules.size())}};
  }
  const Points inside(points.begin() + static_cast<std::ptrdiff_t>(window.begin),
                      points.begin() + static_cast<std::ptrdiff_t>(window.end));
  if (!ordered) {
    return keeps(bounds, number_of(correlation, inside)) ? std::optional(window.begin)
                                                         : std::nullopt;
  }
  const std::optional<Timestamp> start = start_of_sequence(inside, bounds);
  if (!start) return std::nullopt;
  std::size_t first = 0;
  while (points[first].time < *start) ++first;
  return first;
}

}  // namespace

std::vector<Points> satisfied(const Correlation& correlation, const Points& points) {
  const auto timespan = static_cast<Timestamp>(correlation.timespan_seconds) * kSecond;
  std::vector<Window> windows = longest_windows(points, timespan);
  if (correlation.type == CorrelationType::kNewTerms) {
    windows.resize(1);
  } else {
    std::vector<Window> kept;
    for (const Window& window : windows) {
      if (const auto start = start_in(correlation, points, window)) {
        kept.push_back({*start, window.end});
      }
    }
    windows = std::move(kept);
  }
  // One that begins before the one before it ends is a part of the same burst.
  std::vector<Window> bursts;
  for (Window window : windows) {
    while (!bursts.empty() && window.begin < bursts.back().end) {
      window.begin = std::min(window.begin, bursts.back().begin);
      bursts.pop_back();
    }
    bursts.push_back(window);
  }
  std::vector<Points> result;
  for (const Window& burst : bursts) {
    result.emplace_back(points.begin() + static_cast<std::ptrdiff_t>(burst.begin),
                        points.begin() + static_cast<std::ptrdiff_t>(burst.end));
  }
  return result;
}

}  // namespace trailsift::detect::reference
