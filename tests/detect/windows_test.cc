// SPDX-License-Identifier: Apache-2.0
#include "detect/windows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

namespace trailsift::detect {
namespace {

using Operator = sigma::CorrelationBound::Operator;
using Bounds = std::vector<sigma::CorrelationBound>;
using Points = std::vector<TimePoint>;
using Ranges = std::vector<IndexRange>;

// Different labels at the given times.
Points at(std::initializer_list<Timestamp> times) {
  Points points;
  for (const Timestamp time : times) {
    points.push_back({time, static_cast<std::uint32_t>(points.size())});
  }
  return points;
}

TEST(CountWindows, FindsABurstWhereverItLies) {
  const Bounds three = {{Operator::kGte, 3}};
  EXPECT_EQ(count_windows({}, 10, three), Ranges{});
  EXPECT_EQ(count_windows(at({1, 2}), 10, three), Ranges{});
  EXPECT_EQ(count_windows(at({1, 2, 3}), 10, three), (Ranges{{0, 3}}));
  // Across any border that fixed windows of ten would have.
  EXPECT_EQ(count_windows(at({8, 9, 11}), 10, three), (Ranges{{0, 3}}));
  EXPECT_EQ(count_windows(at({-4, 0, 5}), 10, three), (Ranges{{0, 3}}));
}

TEST(CountWindows, BothEndsOfAWindowBelongToIt) {
  const Bounds two = {{Operator::kGte, 2}};
  EXPECT_EQ(count_windows(at({0, 10}), 10, two), (Ranges{{0, 2}}));
  EXPECT_EQ(count_windows(at({0, 11}), 10, two), Ranges{});
  EXPECT_EQ(count_windows(at({5, 5}), 0, two), (Ranges{{0, 2}})) << "equal times";
}

TEST(CountWindows, JoinsWindowsThatShareAPoint) {
  const Bounds three = {{Operator::kGte, 3}};
  EXPECT_EQ(count_windows(at({0, 4, 8, 12, 16, 20}), 10, three), (Ranges{{0, 6}}));
  EXPECT_EQ(count_windows(at({0, 1, 2, 50, 100, 101, 102}), 10, three), (Ranges{{0, 3}, {4, 7}}));
}

TEST(CountWindows, CountsDifferentLabels) {
  const Bounds two = {{Operator::kGte, 2}};
  EXPECT_EQ(count_windows(Points{{0, 5}, {1, 5}, {2, 5}}, 10, two), Ranges{});
  EXPECT_EQ(count_windows(Points{{0, 5}, {1, 5}, {2, 6}}, 10, two), (Ranges{{0, 3}}));
  EXPECT_EQ(count_windows(Points{{0, 5}, {20, 6}, {21, 6}, {25, 5}}, 10, two), (Ranges{{1, 4}}));
}

// Upper bounds speak of the whole surroundings of a point, not of a part of them.
TEST(CountWindows, UpperBoundsLookAtTheLongestWindows) {
  EXPECT_EQ(count_windows(at({0, 1, 2, 3}), 10, Bounds{{Operator::kLt, 3}}), Ranges{});
  EXPECT_EQ(count_windows(at({0, 1, 50}), 10, Bounds{{Operator::kLte, 1}}), (Ranges{{2, 3}}));
  EXPECT_EQ(count_windows(at({0, 1, 50, 51, 52}), 10, Bounds{{Operator::kEq, 2}}),
            (Ranges{{0, 2}}));
  EXPECT_EQ(count_windows(at({0, 1, 50}), 10, Bounds{{Operator::kNeq, 2}}), (Ranges{{2, 3}}));
  EXPECT_EQ(
      count_windows(at({0, 1, 50, 51, 52}), 10, Bounds{{Operator::kGte, 2}, {Operator::kLt, 3}}),
      (Ranges{{0, 2}}));
  EXPECT_EQ(count_windows(at({0, 1, 2}), 10, Bounds{{Operator::kGt, 3}}), Ranges{});
}

// Every window by hand, for "at least" conditions: what is covered must be the same.
TEST(CountWindows, AgreesWithTryingEveryWindow) {
  std::mt19937 random(20230710);
  for (int round = 0; round < 300; ++round) {
    Points points(random() % 30);
    for (TimePoint& point : points) {
      point = {static_cast<Timestamp>(random() % 60), static_cast<std::uint32_t>(random() % 6)};
    }
    std::sort(points.begin(), points.end(),
              [](const TimePoint& a, const TimePoint& b) { return a.time < b.time; });
    const auto length = static_cast<Timestamp>(random() % 15);
    const auto wanted = static_cast<double>(1 + random() % 5);
    std::set<std::size_t> expected;
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (std::size_t j = i; j < points.size(); ++j) {
        if (points[j].time - points[i].time > length) break;
        std::set<std::uint32_t> labels;
        for (std::size_t k = i; k <= j; ++k) labels.insert(points[k].label);
        if (static_cast<double>(labels.size()) < wanted) continue;
        // The longest window from here holds it.
        for (std::size_t k = i; k < points.size() && points[k].time - points[i].time <= length;
             ++k) {
          expected.insert(k);
        }
      }
    }
    std::set<std::size_t> covered;
    for (const IndexRange& range :
         count_windows(points, length, Bounds{{Operator::kGte, wanted}})) {
      for (std::size_t k = range.begin; k < range.end; ++k) {
        EXPECT_TRUE(covered.insert(k).second) << "no point is in two windows";
      }
    }
    EXPECT_EQ(covered, expected) << "round " << round;
  }
}

// All of the labels.
Ranges all_in_order(const Points& points, Timestamp length, std::uint32_t label_count) {
  const Bounds all = {{Operator::kGte, static_cast<double>(label_count)}};
  return ordered_windows(points, length, label_count, all);
}

TEST(OrderedWindows, WantsTheLabelsInOrder) {
  EXPECT_EQ(all_in_order(Points{{0, 0}, {1, 1}, {2, 2}}, 10, 3), (Ranges{{0, 3}}));
  EXPECT_EQ(all_in_order(Points{{0, 1}, {1, 0}, {2, 2}}, 10, 3), Ranges{});
  EXPECT_EQ(all_in_order(Points{{0, 2}, {1, 1}, {2, 0}}, 10, 3), Ranges{});
  EXPECT_EQ(all_in_order({}, 10, 2), Ranges{});
}

TEST(OrderedWindows, EqualTimesCountAsInOrder) {
  EXPECT_EQ(all_in_order(Points{{5, 1}, {5, 0}}, 0, 2), (Ranges{{0, 2}}));
  EXPECT_EQ(all_in_order(Points{{5, 2}, {5, 1}, {5, 0}}, 0, 3), (Ranges{{0, 3}}));
}

TEST(OrderedWindows, TheWholeSequenceMustFit) {
  EXPECT_EQ(all_in_order(Points{{0, 0}, {10, 1}}, 10, 2), (Ranges{{0, 2}}));
  EXPECT_EQ(all_in_order(Points{{0, 0}, {11, 1}}, 10, 2), Ranges{});
  // The first beginning is too early, the second is not.
  EXPECT_EQ(all_in_order(Points{{0, 0}, {8, 0}, {15, 1}}, 10, 2), (Ranges{{1, 3}}));
  EXPECT_EQ(all_in_order(Points{{0, 0}, {8, 0}, {9, 1}}, 10, 2), (Ranges{{0, 3}}));
}

TEST(OrderedWindows, FindsOneSequenceAfterAnother) {
  EXPECT_EQ(all_in_order(Points{{0, 0}, {1, 1}, {100, 0}, {101, 1}}, 10, 2),
            (Ranges{{0, 2}, {2, 4}}));
}

TEST(OrderedWindows, SomeOfTheLabelsMayDo) {
  const auto at_least_two = [](const Points& points) {
    return ordered_windows(points, 10, 3, Bounds{{Operator::kGte, 2}});
  };
  EXPECT_EQ(at_least_two({{0, 0}, {1, 1}}), (Ranges{{0, 2}}));
  EXPECT_EQ(at_least_two({{0, 0}, {1, 2}}), (Ranges{{0, 2}})) << "one is left out";
  EXPECT_EQ(at_least_two({{0, 1}, {1, 2}}), (Ranges{{0, 2}})) << "the first one is";
  EXPECT_EQ(at_least_two({{0, 2}, {1, 1}, {2, 0}}), Ranges{});
  EXPECT_EQ(at_least_two({{0, 1}, {1, 1}}), Ranges{}) << "different labels";
  EXPECT_EQ(at_least_two({{0, 2}, {1, 0}, {2, 1}}), (Ranges{{1, 3}})) << "from the first step on";
  EXPECT_EQ(at_least_two({{5, 2}, {5, 0}}), (Ranges{{0, 2}})) << "equal times";
}

TEST(OrderedWindows, UpperBoundsLookAtTheLongestSequence) {
  const Bounds two = {{Operator::kEq, 2}};
  EXPECT_EQ(ordered_windows(Points{{0, 0}, {1, 1}, {2, 2}}, 10, 3, two), Ranges{});
  EXPECT_EQ(ordered_windows(Points{{0, 0}, {1, 1}, {20, 2}}, 10, 3, two), (Ranges{{0, 2}}));
  const Bounds below = {{Operator::kLt, 2}};
  EXPECT_EQ(ordered_windows(Points{{0, 1}, {1, 0}, {30, 0}, {31, 1}}, 10, 2, below),
            (Ranges{{0, 2}}));
  EXPECT_EQ(ordered_windows(Points{{0, 1}}, 10, 2, Bounds{{Operator::kNeq, 1}}), Ranges{});
}

// ---- Plain twins: every window by itself, nothing carried over from one to the next.

// The longest windows that begin at a point, without those that lie within one before.
Ranges longest_windows(const std::vector<Timestamp>& times, Timestamp length) {
  Ranges windows;
  for (std::size_t begin = 0; begin < times.size(); ++begin) {
    std::size_t end = begin;
    while (end < times.size() && times[end] - times[begin] <= length) ++end;
    if (windows.empty() || end > windows.back().end) windows.push_back({begin, end});
  }
  return windows;
}

// Ranges that share a point, as one.
Ranges joined(const Ranges& ranges, std::size_t size) {
  std::vector<bool> goes_on(size + 1, false);
  std::vector<bool> covered(size + 1, false);
  for (const IndexRange& range : ranges) {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      covered[i] = true;
      if (i + 1 < range.end) goes_on[i] = true;
    }
  }
  Ranges result;
  for (std::size_t i = 0; i < size; ++i) {
    if (!covered[i]) continue;
    if (i > 0 && goes_on[i - 1]) {
      result.back().end = i + 1;
    } else {
      result.push_back({i, i + 1});
    }
  }
  return result;
}

Bounds random_bounds(std::mt19937& random, int lowest, int highest) {
  Bounds bounds(1 + random() % 2);
  for (sigma::CorrelationBound& bound : bounds) {
    bound.op = static_cast<Operator>(random() % 6);
    bound.limit = lowest + static_cast<int>(random() % static_cast<unsigned>(highest - lowest + 1));
  }
  return bounds;
}

double plain_statistic(Statistic statistic, double percentile, std::vector<double> numbers) {
  double sum = 0;
  for (const double number : numbers) sum += number;
  if (statistic == Statistic::kSum) return sum;
  if (statistic == Statistic::kAverage) return sum / static_cast<double>(numbers.size());
  std::sort(numbers.begin(), numbers.end());
  std::size_t place = 0;
  while (static_cast<double>(place + 1) * 100 < percentile * static_cast<double>(numbers.size())) {
    ++place;
  }
  return numbers[place];
}

TEST(StatisticWindows, AgreeWithTryingEveryWindow) {
  std::mt19937 random(20250802);  // NOLINT(cert-msc51-cpp): the same points each time
  std::size_t found = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<NumberPoint> points(random() % 40);
    for (NumberPoint& point : points) {
      point = {static_cast<Timestamp>(random() % 60), static_cast<double>(random() % 41) / 2 - 10,
               1 + (random() % 4) / 3 * (random() % 5)};
    }
    std::stable_sort(points.begin(), points.end(),
                     [](const auto& left, const auto& right) { return left.time < right.time; });
    std::vector<Timestamp> times;
    for (const NumberPoint& point : points) times.push_back(point.time);
    const auto length = static_cast<Timestamp>(random() % 15);
    const auto statistic = static_cast<Statistic>(round % 3);
    const auto percentile = static_cast<double>(1 + random() % 100);
    const Bounds bounds = random_bounds(random, -12, 12);
    Ranges expected;
    for (const IndexRange& window : longest_windows(times, length)) {
      std::vector<double> numbers;
      for (std::size_t i = window.begin; i < window.end; ++i) {
        numbers.insert(numbers.end(), points[i].weight, points[i].number);
      }
      if (all_hold(bounds, plain_statistic(statistic, percentile, numbers))) {
        expected.push_back(window);
      }
    }
    found += expected.size();
    EXPECT_EQ(statistic_windows(points, length, statistic, percentile, bounds),
              joined(expected, points.size()))
        << "round " << round;
  }
  EXPECT_GT(found, 1000U);
}

// For every point of a window, how long a sequence can be that begins with it.
std::vector<std::size_t> sequence_lengths(Points window) {
  std::vector<std::size_t> lengths(window.size(), 1);
  for (std::size_t i = window.size(); i-- > 0;) {
    for (std::size_t j = 0; j < window.size(); ++j) {
      const bool follows = window[j].time > window[i].time ||
                           (window[j].time == window[i].time && window[j].label > window[i].label);
      if (follows && window[j].label > window[i].label) {
        lengths[i] = std::max(lengths[i], 1 + lengths[j]);
      }
    }
  }
  return lengths;
}

TEST(OrderedWindows, AgreeWithTryingEveryWindow) {
  std::mt19937 random(20250803);  // NOLINT(cert-msc51-cpp): the same points each time
  std::size_t found = 0;
  for (int round = 0; round < 3000; ++round) {
    const auto label_count = static_cast<std::uint32_t>(1 + random() % 5);
    Points points(random() % 30);
    for (TimePoint& point : points) {
      point = {static_cast<Timestamp>(random() % 60),
               static_cast<std::uint32_t>(random() % label_count)};
    }
    std::sort(points.begin(), points.end(), [](const TimePoint& left, const TimePoint& right) {
      return std::tie(left.time, left.label) < std::tie(right.time, right.label);
    });
    std::vector<Timestamp> times;
    for (const TimePoint& point : points) times.push_back(point.time);
    const auto length = static_cast<Timestamp>(random() % 15);
    const Bounds bounds = random_bounds(random, 0, 5);
    Ranges expected;
    for (const IndexRange& window : longest_windows(times, length)) {
      const auto first = points.begin() + static_cast<std::ptrdiff_t>(window.begin);
      const auto last = points.begin() + static_cast<std::ptrdiff_t>(window.end);
      const std::vector<std::size_t> lengths = sequence_lengths(Points(first, last));
      const std::size_t longest = *std::max_element(lengths.begin(), lengths.end());
      if (!all_hold(bounds, static_cast<double>(longest))) continue;
      // The first point with which, or with an equal time, a sequence of a length that is kept
      // begins: a longer one holds shorter ones from the same start.
      std::size_t begin = 0;
      const auto begins_one = [&](std::size_t point) {
        for (std::size_t steps = 1; steps <= lengths[point]; ++steps) {
          if (all_hold(bounds, static_cast<double>(steps))) return true;
        }
        return false;
      };
      while (!begins_one(begin)) ++begin;
      begin += window.begin;
      while (begin > window.begin && times[begin - 1] == times[begin]) --begin;
      expected.push_back({begin, window.end});
    }
    found += expected.size();
    EXPECT_EQ(ordered_windows(points, length, label_count, bounds), joined(expected, points.size()))
        << "round " << round;
  }
  EXPECT_GT(found, 1000U);
}

TEST(StatisticWindows, HoldWhatTheySay) {
  const std::vector<NumberPoint> points = {{0, 10}, {1, -4}, {5, 0.5}, {30, 7}, {30, 7}};
  const auto windows = [&](Statistic statistic, Bounds bounds, double percentile = 50) {
    return statistic_windows(points, 10, statistic, percentile, bounds);
  };
  EXPECT_EQ(windows(Statistic::kSum, {{Operator::kEq, 6.5}}), (Ranges{{0, 3}}));
  EXPECT_EQ(windows(Statistic::kSum, {{Operator::kGt, 6.5}}), (Ranges{{3, 5}})) << "equal times";
  EXPECT_EQ(windows(Statistic::kAverage, {{Operator::kLt, 3}, {Operator::kGt, 2}}),
            (Ranges{{0, 3}}));
  EXPECT_EQ(windows(Statistic::kPercentile, {{Operator::kEq, 0.5}}), (Ranges{{0, 3}}));
  EXPECT_EQ(windows(Statistic::kPercentile, {{Operator::kGte, 10}}, 67), (Ranges{{0, 3}}));
  EXPECT_EQ(windows(Statistic::kPercentile, {{Operator::kGte, 10}}, 66), Ranges{});
  EXPECT_EQ(statistic_windows({}, 10, Statistic::kSum, 0, Bounds{{Operator::kGte, 0}}), Ranges{});
}

TEST(FirstWindow, ReachesAsFarAsItsLength) {
  const std::vector<TimePoint> points = {{10, 0}, {10, 0}, {15, 0}, {16, 0}, {40, 0}};
  EXPECT_EQ(first_window(points, 0), (IndexRange{0, 2}));
  EXPECT_EQ(first_window(points, 5), (IndexRange{0, 3}));
  EXPECT_EQ(first_window(points, 100), (IndexRange{0, 5}));
}

}  // namespace
}  // namespace trailsift::detect
