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

struct TimePoint {
  Timestamp time = 0;
  std::uint32_t label = 0;
  std::uint64_t weight = 1;  // how much the label counts; points of one label have the same
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

// The first point and those within `length` behind it. Precondition: `points` is sorted by time and
// not empty.
[[nodiscard]] IndexRange first_window(std::span<const TimePoint> points, Timestamp length);

// Where the labels 0, 1, …, label_count - 1 come one after another within `length`; equal times
// count as in order. Ranges reach from the point labelled 0 as far as the window does; joined
// likewise.
[[nodiscard]] std::vector<IndexRange> ordered_windows(std::span<const TimePoint> points,
                                                      Timestamp length, std::uint32_t label_count);

}  // namespace trailsift::detect
