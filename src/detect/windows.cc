// SPDX-License-Identifier: Apache-2.0
#include "detect/windows.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <optional>
#include <utility>

#include "detect/running_statistic.h"

namespace trailsift::detect {
namespace {

using Bounds = std::span<const sigma::CorrelationBound>;

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
  [[nodiscard]] double different() const { return static_cast<double>(different_); }

 private:
  [[nodiscard]] std::size_t place(const TimePoint& point) const {
    return static_cast<std::size_t>(std::lower_bound(labels_.begin(), labels_.end(), point.label) -
                                    labels_.begin());
  }

  std::vector<std::uint32_t> labels_;
  std::vector<std::size_t> counts_;
  std::uint64_t different_ = 0;
};

// A statistic of the numbers that points carry.
template <typename Statistic>
class OfPoints {
 public:
  explicit OfPoints(Statistic statistic) : statistic_(std::move(statistic)) {}

  void add(const NumberPoint& point) { statistic_.add(point.number, point.weight); }
  void remove(const NumberPoint& point) { statistic_.remove(point.number, point.weight); }
  [[nodiscard]] const Statistic& statistic() const { return statistic_; }

 private:
  Statistic statistic_;
};

RunningRanks ranks_of(std::span<const NumberPoint> points) {
  std::vector<double> numbers;
  numbers.reserve(points.size());
  for (const NumberPoint& point : points) numbers.push_back(point.number);
  return RunningRanks(std::move(numbers));
}

void join(IndexRange window, std::vector<IndexRange>& windows) {
  while (!windows.empty() && window.begin < windows.back().end) {
    window.begin = std::min(window.begin, windows.back().begin);
    window.end = std::max(window.end, windows.back().end);
    windows.pop_back();
  }
  windows.push_back(window);
}

// Slides over the longest windows while `content` follows what is in them. `first_of` says with
// which point a window that begins at a point is satisfied, if it is.
template <typename Point, typename Content, typename FirstOf>
std::vector<IndexRange> slide(std::span<const Point> points, Timestamp length, Content content,
                              FirstOf&& first_of) {
  std::vector<IndexRange> windows;
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < points.size(); ++begin) {
    const std::size_t end_before = end;
    for (; end < points.size() && points[end].time - points[begin].time <= length; ++end) {
      content.add(points[end]);
    }
    if (end > end_before) {
      const std::optional<std::size_t> first = first_of(content, begin);
      if (first) join({*first, end}, windows);
    }
    content.remove(points[begin]);
  }
  return windows;
}

// The same where the whole of a window is satisfied by a number.
template <typename Point, typename Content, typename NumberOf>
std::vector<IndexRange> slide_bounded(std::span<const Point> points, Timestamp length,
                                      Content content, Bounds bounds, NumberOf&& number_of) {
  return slide(points, length, std::move(content), [&](const Content& now, std::size_t begin) {
    return all_hold(bounds, number_of(now)) ? std::optional(begin) : std::nullopt;
  });
}

// The times of labels in a window, and the sequences of labels among them.
class OrderedLabels {
 public:
  explicit OrderedLabels(std::uint32_t label_count) : times_(label_count), latest_(label_count) {}

  void add(const TimePoint& point) { times_[point.label].push_back(point.time); }
  void remove(const TimePoint& point) { times_[point.label].pop_front(); }

  // When the length of the longest sequence keeps the bounds: the earliest time at which one starts
  // whose length does. Precondition: something is there.
  std::optional<Timestamp> start_of_kept(Bounds bounds) {
    for (std::size_t label = 0; label < times_.size(); ++label) {
      latest_[label] = times_[label].empty() ? kNoTime : times_[label].back();
    }
    std::optional<Timestamp> start;
    bool keeps = false;
    for (double length = 1;; ++length) {
      const std::optional<Timestamp> earliest = earliest_start();
      if (!earliest) break;
      keeps = all_hold(bounds, length);
      if (keeps && (!start || *earliest < *start)) start = earliest;
      lengthen();
    }
    return keeps ? start : std::nullopt;
  }

 private:
  // Of the sequences that latest_ speaks of.
  [[nodiscard]] std::optional<Timestamp> earliest_start() const {
    std::optional<Timestamp> earliest;
    for (std::size_t label = 0; label < times_.size(); ++label) {
      if (latest_[label] == kNoTime) continue;
      const Timestamp first = times_[label].front();
      if (!earliest || first < *earliest) earliest = first;
    }
    return earliest;
  }

  // Puts a label in front of every sequence.
  void lengthen() {
    Timestamp latest_of_higher = kNoTime;
    for (std::size_t label = times_.size(); label-- > 0;) {
      const std::deque<Timestamp>& times = times_[label];
      const Timestamp latest = latest_[label];
      const auto behind = std::upper_bound(times.begin(), times.end(), latest_of_higher);
      latest_[label] = behind == times.begin() ? kNoTime : *std::prev(behind);
      latest_of_higher = std::max(latest_of_higher, latest);
    }
  }

  std::vector<std::deque<Timestamp>> times_;  // by label
  std::vector<Timestamp> latest_;  // by label: when the last sequence of some length starts with it
};

}  // namespace

std::vector<IndexRange> count_windows(std::span<const TimePoint> points, Timestamp length,
                                      Bounds bounds) {
  return slide_bounded(points, length, LabelCounter(points), bounds,
                       [](const LabelCounter& labels) { return labels.different(); });
}

std::vector<IndexRange> statistic_windows(std::span<const NumberPoint> points, Timestamp length,
                                          Statistic statistic, double percentile, Bounds bounds) {
  const auto windows = [&](auto numbers, auto&& number_of) {
    return slide_bounded(points, length, OfPoints(std::move(numbers)), bounds,
                         [&](const auto& now) { return number_of(now.statistic()); });
  };
  switch (statistic) {
    case Statistic::kSum:
      return windows(RunningSum(), [](const RunningSum& sum) { return sum.sum(); });
    case Statistic::kAverage:
      return windows(RunningSum(), [](const RunningSum& sum) { return sum.average(); });
    case Statistic::kPercentile:
      break;
  }
  return windows(ranks_of(points),
                 [&](const RunningRanks& ranks) { return ranks.at_percentile(percentile); });
}

IndexRange first_window(std::span<const TimePoint> points, Timestamp length) {
  std::size_t end = 1;
  while (end < points.size() && points[end].time - points.front().time <= length) ++end;
  return {0, end};
}

std::vector<IndexRange> ordered_windows(std::span<const TimePoint> points, Timestamp length,
                                        std::uint32_t label_count, Bounds bounds) {
  const auto first_at = [&](Timestamp time) {
    const auto first =
        std::lower_bound(points.begin(), points.end(), time,
                         [](const TimePoint& point, Timestamp at) { return point.time < at; });
    return static_cast<std::size_t>(first - points.begin());
  };
  return slide(points, length, OrderedLabels(label_count), [&](OrderedLabels& labels, std::size_t) {
    const std::optional<Timestamp> start = labels.start_of_kept(bounds);
    return start ? std::optional(first_at(*start)) : std::nullopt;
  });
}

}  // namespace trailsift::detect
