// SPDX-License-Identifier: Apache-2.0
#include "detect/spike.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::detect {
namespace {

constexpr SpikeLimits kLimits = {kHour, 10 * kHour, 2 * kHour, 3, 10};

// "2-4:50/5.0" for windows 2 and 3 with a peak of 50 against 5.0, and "!" for a lack of history.
std::string spikes(const std::vector<WindowTotal>& totals, const SpikeLimits& limits = kLimits) {
  const SpikeSearch search = find_spikes(totals, limits);
  std::string text;
  for (const Spike& spike : search.spikes) {
    std::string average = std::to_string(spike.average);
    average.resize(average.find('.') + 2);
    text += (text.empty() ? "" : " ") + std::to_string(totals[spike.windows.begin].window) + "-" +
            std::to_string(totals[spike.windows.end - 1].window + 1) + ":" +
            std::to_string(spike.peak) + "/" + average;
  }
  return text + (search.lacks_history ? "!" : "");
}

TEST(Spike, StandsOutByFactorAndFloor) {
  EXPECT_EQ(spikes({}), "");
  EXPECT_EQ(spikes({{0, 4}, {1, 6}, {2, 15}}), "2-3:15/5.0");
  EXPECT_EQ(spikes({{0, 4}, {1, 6}, {2, 14}}), "");
  EXPECT_EQ(spikes({{0, 1}, {1, 1}, {2, 9}}), "") << "below the floor";
  EXPECT_EQ(spikes({{0, 1}, {1, 1}, {2, 10}}), "2-3:10/1.0");
}

TEST(Spike, IsSilentWithoutHistoryAndSaysSo) {
  EXPECT_EQ(spikes({{0, 100}}), "!");
  EXPECT_EQ(spikes({{0, 1}, {1, 100}}), "!");
  EXPECT_EQ(spikes({{0, 1}, {1, 9}}), "") << "nothing that could have been one";
  EXPECT_EQ(spikes({{-1, 1}, {1, 100}}), "1-2:100/1.0");
}

TEST(Spike, QuietWindowsDoNotCountIntoTheAverage) {
  EXPECT_EQ(spikes({{0, 10}, {7, 10}, {8, 29}}), "");
  EXPECT_EQ(spikes({{0, 10}, {7, 10}, {8, 30}}), "8-9:30/10.0");
}

TEST(Spike, TheAverageReachesBackAsFarAsHistory) {
  EXPECT_EQ(spikes({{0, 100}, {5, 10}, {10, 30}}), "") << "window 0 is in reach of window 10";
  EXPECT_EQ(spikes({{0, 100}, {5, 10}, {11, 30}}), "11-12:30/10.0");
  EXPECT_EQ(spikes({{0, 100}, {11, 10}}), "11-12:10/0.0") << "nothing is left to compare with";
}

TEST(Spike, WhatGoesOnIsOneAndIsNotItsOwnMeasure) {
  EXPECT_EQ(spikes({{0, 5}, {1, 5}, {2, 50}, {3, 60}, {4, 40}, {5, 14}}), "2-5:60/5.0");
  EXPECT_EQ(spikes({{0, 5}, {1, 5}, {2, 50}, {4, 50}}), "2-3:50/5.0")
      << "after a pause it is a part of the history";
  EXPECT_EQ(spikes({{0, 5}, {1, 5}, {2, 50}, {3, 1}, {4, 200}}), "2-3:50/5.0 4-5:200/15.2");
}

}  // namespace
}  // namespace trailsift::detect
