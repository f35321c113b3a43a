// SPDX-License-Identifier: Apache-2.0
#include "detect/windows.h"

#include <algorithm>
#include <optional>

namespace trailsift::detect {
namespace {

bool keeps(const sigma::CorrelationBound& bound, double count) {
  using Operator = sigma::CorrelationBound::Operator;
  switch (bound.op) {
    case Operator::kLt:
      return count < bound.count;
    case Operator::kLte:
      return count <= bound.count;
    case Operator::kGt:
      return count > bound.count;
    case Operator::kGte:
      return count >= bound.count;
    case Operator::kEq:
      return count == bound.count;
    case Operator::kNeq:
      return count != bound.count;
  }
  return false;
}

// Counts different labels while points come and go.
class LabelCounter {
 public:
  explicit LabelCounter(std::span<const TimePoint> points) {
    labels_.reserve(points.size());
    for (const TimePoint& point : points) labels_.push_back(point.label);
    std::sort(labels_.begin(), labels_.end());
    labels_.erase(std::unique(labels_.begin(), labels_.end()), labels_.end());
    counts_.resize(labels_.size());
  }

  void add(const TimePoint& point) {
    if (++counts_[place(point)] == 1) different_ += point.weight;
  }
  void remove(const TimePoint& point) {
    if (--counts_[place(point)] == 0) different_ -= point.weight;
  }
  [[nodiscard]] std::uint64_t different() const { return different_; }

 private:
  [[nodiscard]] std::size_t place(const TimePoint& point) const {
    return static_cast<std::size_t>(std::lower_bound(labels_.begin(), labels_.end(), point.label) -
                                    labels_.begin());
  }

  std::vector<std::uint32_t> labels_;
  std::vector<std::size_t> counts_;
  std::uint64_t different_ = 0;
};

void join(IndexRange window, std::vector<IndexRange>& windows) {
  if (!windows.empty() && window.begin < windows.back().end) {
    windows.back().end = std::max(windows.back().end, window.end);
  } else {
    windows.push_back(window);
  }
}

// The time of the last step of the earliest way through all labels that begins at `start`.
std::optional<Timestamp> end_of_sequence(const std::vector<std::vector<Timestamp>>& times,
                                         Timestamp start) {
  Timestamp now = start;
  for (std::size_t label = 1; label < times.size(); ++label) {
    const auto next = std::lower_bound(times[label].begin(), times[label].end(), now);
    if (next == times[label].end()) return std::nullopt;
    now = *next;
  }
  return now;
}

}  // namespace

std::vector<IndexRange> count_windows(std::span<const TimePoint> points, Timestamp length,
                                      std::span<const sigma::CorrelationBound> bounds) {
  std::vector<IndexRange> windows;
  LabelCounter counter(points);
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < points.size(); ++begin) {
    const std::size_t end_before = end;
    for (; end < points.size() && points[end].time - points[begin].time <= length; ++end) {
      counter.add(points[end]);
    }
    const auto count = static_cast<double>(counter.different());
    const bool satisfied =
        end > end_before && std::all_of(bounds.begin(), bounds.end(),
                                        [&](const auto& bound) { return keeps(bound, count); });
    if (satisfied) join({begin, end}, windows);
    counter.remove(points[begin]);
  }
  return windows;
}

IndexRange first_window(std::span<const TimePoint> points, Timestamp length) {
  std::size_t end = 1;
  while (end < points.size() && points[end].time - points.front().time <= length) ++end;
  return {0, end};
}

std::vector<IndexRange> ordered_windows(std::span<const TimePoint> points, Timestamp length,
                                        std::uint32_t label_count) {
  std::vector<std::vector<Timestamp>> times(label_count);
  for (const TimePoint& point : points) times[point.label].push_back(point.time);
  std::vector<IndexRange> windows;
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < points.size(); ++begin) {
    if (points[begin].label != 0) continue;
    const Timestamp start = points[begin].time;
    const std::optional<Timestamp> last = end_of_sequence(times, start);
    if (!last || *last - start > length) continue;
    // Points of the same time may stand before this one and be a part of the sequence.
    std::size_t first = begin;
    while (first > 0 && points[first - 1].time == start) --first;
    while (end < points.size() && points[end].time - start <= length) ++end;
    join({first, end}, windows);
  }
  return windows;
}

}  // namespace trailsift::detect
