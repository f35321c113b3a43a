// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/sigma/rule.h"

// The arithmetic of correlations, free of rules and events: points in time that carry a label, and
// windows over them. Windows slide with the points themselves, so that a burst is found wherever it
// lies. A window of a length holds points that are at most that length apart, both ends included.
namespace trailsift::detect {

// For counting: something at a time. The label says what it counts as.
struct TimePoint {
  Timestamp time = 0;
  std::uint32_t label = 0;
  std::uint64_t weight = 1;  // how much the label counts; points of one label have the same
};

// For statistics: a number at a time.
struct NumberPoint {
  Timestamp time = 0;
  double number = 0;         // finite
  std::uint64_t weight = 1;  // how often it is there
};

// Points [begin, end).
struct IndexRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const IndexRange&, const IndexRange&) = default;
};

// Where the number of different labels in a window keeps all `bounds`. Windows that satisfy and
// share a point are joined. Precondition: `points` is sorted by time.
//
// A window begins at a point and is as long as it can be; one that lies wholly within the window
// before it is not looked at. For gt and gte this finds every burst there is. For lt, lte, eq and
// neq it means: the number of labels in the surroundings of a point, not in some part of them.
[[nodiscard]] std::vector<IndexRange> count_windows(
    std::span<const TimePoint> points, Timestamp length,
    std::span<const sigma::CorrelationBound> bounds);

enum class Statistic : std::uint8_t { kSum, kAverage, kPercentile };

// The same for a statistic of the numbers in a window. Of nothing there is none, so there are no
// windows without points. `percentile` is for kPercentile: above 0, at most 100, by nearest rank.
[[nodiscard]] std::vector<IndexRange> statistic_windows(
    std::span<const NumberPoint> points, Timestamp length, Statistic statistic, double percentile,
    std::span<const sigma::CorrelationBound> bounds);

// The first point and those within `length` behind it. Precondition: `points` is sorted by time and
// not empty.
[[nodiscard]] IndexRange first_window(std::span<const TimePoint> points, Timestamp length);

// The same for the most labels that come one after another in the order 0, 1, 2, …, where some may
// be left out; equal times count as in order. A range begins where such a sequence can begin first
// and reaches as far as the window does. Precondition: labels are below `label_count`.
[[nodiscard]] std::vector<IndexRange> ordered_windows(
    std::span<const TimePoint> points, Timestamp length, std::uint32_t label_count,
    std::span<const sigma::CorrelationBound> bounds);

}  // namespace trailsift::detect
