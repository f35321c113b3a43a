// SPDX-License-Identifier: Apache-2.0
#include "detect/windows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

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

TEST(OrderedWindows, WantsTheLabelsInOrder) {
  EXPECT_EQ(ordered_windows(Points{{0, 0}, {1, 1}, {2, 2}}, 10, 3), (Ranges{{0, 3}}));
  EXPECT_EQ(ordered_windows(Points{{0, 1}, {1, 0}, {2, 2}}, 10, 3), Ranges{});
  EXPECT_EQ(ordered_windows(Points{{0, 2}, {1, 1}, {2, 0}}, 10, 3), Ranges{});
  EXPECT_EQ(ordered_windows({}, 10, 2), Ranges{});
}

TEST(OrderedWindows, EqualTimesCountAsInOrder) {
  EXPECT_EQ(ordered_windows(Points{{5, 1}, {5, 0}}, 0, 2), (Ranges{{0, 2}}));
  EXPECT_EQ(ordered_windows(Points{{5, 2}, {5, 1}, {5, 0}}, 0, 3), (Ranges{{0, 3}}));
}

TEST(OrderedWindows, TheWholeSequenceMustFit) {
  EXPECT_EQ(ordered_windows(Points{{0, 0}, {10, 1}}, 10, 2), (Ranges{{0, 2}}));
  EXPECT_EQ(ordered_windows(Points{{0, 0}, {11, 1}}, 10, 2), Ranges{});
  // The first beginning is too early, the second is not.
  EXPECT_EQ(ordered_windows(Points{{0, 0}, {8, 0}, {15, 1}}, 10, 2), (Ranges{{1, 3}}));
  EXPECT_EQ(ordered_windows(Points{{0, 0}, {8, 0}, {9, 1}}, 10, 2), (Ranges{{0, 3}}));
}

TEST(OrderedWindows, FindsOneSequenceAfterAnother) {
  EXPECT_EQ(ordered_windows(Points{{0, 0}, {1, 1}, {100, 0}, {101, 1}}, 10, 2),
            (Ranges{{0, 2}, {2, 4}}));
}

TEST(FirstWindow, ReachesAsFarAsItsLength) {
  const std::vector<TimePoint> points = {{10, 0}, {10, 0}, {15, 0}, {16, 0}, {40, 0}};
  EXPECT_EQ(first_window(points, 0), (IndexRange{0, 2}));
  EXPECT_EQ(first_window(points, 5), (IndexRange{0, 3}));
  EXPECT_EQ(first_window(points, 100), (IndexRange{0, 5}));
}

}  // namespace
}  // namespace trailsift::detect
