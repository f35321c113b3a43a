// SPDX-License-Identifier: Apache-2.0
#include "detect/running_statistic.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace trailsift::detect {
namespace {

double sum_of(const std::vector<double>& numbers) {
  RunningSum sum;
  for (const double number : numbers) sum.add(number);
  return sum.sum();
}

TEST(RunningSum, RoundsTheResultAlone) {
  EXPECT_EQ(sum_of({}), 0);
  EXPECT_EQ(sum_of({1, 2, 3.5, -10}), -3.5);
  const double largest_whole = std::ldexp(1, 53);
  EXPECT_EQ(sum_of({largest_whole - 1, 1, -5}), largest_whole - 5);
  EXPECT_EQ(sum_of({1e300, 1, -1e300}), 1);
  EXPECT_EQ(sum_of(std::vector<double>(10, 0.1)), 1) << "added one by one it is 0.99…";
  EXPECT_EQ(sum_of({largest_whole, 1}), largest_whole) << "halfway goes to even";
  EXPECT_EQ(sum_of({largest_whole, 1, 1e-30}), largest_whole + 2) << "and this is above halfway";
  EXPECT_EQ(sum_of({largest_whole + 2, 1}), largest_whole + 4);
  EXPECT_EQ(sum_of({largest_whole + 2, 1, -1e-30}), largest_whole + 2);
}

TEST(RunningSum, ForgetsWhatIsGone) {
  constexpr double kLargest = std::numeric_limits<double>::max();
  RunningSum sum;
  sum.add(kLargest);
  sum.add(kLargest);
  sum.add(3);
  EXPECT_EQ(sum.sum(), std::numeric_limits<double>::infinity());
  EXPECT_DOUBLE_EQ(sum.average(), kLargest / 3 * 2);
  sum.remove(kLargest);
  sum.remove(kLargest);
  EXPECT_EQ(sum.sum(), 3);
  EXPECT_EQ(sum.average(), 3);
}

TEST(RunningSum, AWeightIsAsGoodAsRepeating) {
  RunningSum sum;
  sum.add(0.1, 1'000'000);
  sum.add(1e17, 3);
  sum.remove(1e17, 3);
  EXPECT_EQ(sum.sum(), 100'000);
  EXPECT_DOUBLE_EQ(sum.average(), 0.1);
  sum.add(-5, 999'999);
  sum.remove(0.1, 1'000'000);
  EXPECT_EQ(sum.sum(), -4'999'995);
  EXPECT_EQ(sum.average(), -5);
}

// In any order, with anything in between.
TEST(RunningSum, DependsOnWhatIsThereAlone) {
  std::mt19937 random(53);  // NOLINT(cert-msc51-cpp): the same numbers each time
  for (int round = 0; round < 200; ++round) {
    std::vector<double> numbers;
    for (int i = 0; i < 20; ++i) {
      numbers.push_back(
          std::ldexp(static_cast<double>(random()) - 2e9, static_cast<int>(random() % 400) - 200));
    }
    const std::vector<double> kept(numbers.begin(), numbers.begin() + 7);
    RunningSum sum;
    std::vector<double> shuffled = numbers;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    for (const double number : shuffled) sum.add(number);
    for (std::size_t i = kept.size(); i < numbers.size(); ++i) sum.remove(numbers[i]);
    EXPECT_EQ(sum.sum(), sum_of(kept)) << "round " << round;
  }
}

RunningRanks ranks_of(const std::vector<double>& numbers) {
  RunningRanks ranks(numbers);
  for (const double number : numbers) ranks.add(number);
  return ranks;
}

TEST(RunningRanks, GivesTheNearestRank) {
  const RunningRanks five = ranks_of({50, 15, 40, 20, 35});
  const std::pair<double, double> expected[] = {{0.001, 15}, {5, 15},  {20, 15},   {20.1, 20},
                                                {30, 20},    {40, 20}, {50, 35},   {60, 35},
                                                {80, 40},    {81, 50}, {99.9, 50}, {100, 50}};
  for (const auto& [percentile, number] : expected) {
    EXPECT_EQ(five.at_percentile(percentile), number) << percentile;
  }
  EXPECT_EQ(ranks_of({1, 2, 3, 4}).at_percentile(50), 2) << "the lower one in the middle";
  EXPECT_EQ(ranks_of({7}).at_percentile(1), 7);
}

TEST(RunningRanks, AWeightIsAsGoodAsRepeating) {
  RunningRanks ranks({1, 2, 3});
  ranks.add(1, 50);
  ranks.add(2, 49);
  ranks.add(3);
  EXPECT_EQ(ranks.at_percentile(50), 1);
  EXPECT_EQ(ranks.at_percentile(51), 2);
  EXPECT_EQ(ranks.at_percentile(99.5), 3);
  ranks.remove(1, 49);
  EXPECT_EQ(ranks.at_percentile(2), 2);
}

// 99.9 percent of 1000 is rank 999, whatever the double for 99.9 is.
TEST(RunningRanks, IsNotOffByOneForDecimals) {
  std::vector<double> numbers;
  for (int i = 1; i <= 100'000; ++i) numbers.push_back(i);
  const RunningRanks ranks = ranks_of(numbers);
  for (int thousandths = 1; thousandths <= 100'000; ++thousandths) {
    EXPECT_EQ(ranks.at_percentile(thousandths / 1000.0), thousandths);
  }
}

TEST(RunningRanks, AgreesWithSorting) {
  std::mt19937 random(50);  // NOLINT(cert-msc51-cpp): the same numbers each time
  for (int round = 0; round < 200; ++round) {
    std::vector<double> all(1 + random() % 40);
    for (double& number : all) number = static_cast<double>(random() % 15) - 7.5;
    RunningRanks ranks(all);
    std::vector<double> there;
    for (int step = 0; step < 60; ++step) {
      if (there.empty() || random() % 3 > 0) {
        there.push_back(all[random() % all.size()]);
        ranks.add(there.back());
      } else {
        std::swap(there[random() % there.size()], there.back());
        ranks.remove(there.back());
        there.pop_back();
      }
      if (there.empty()) continue;
      std::vector<double> sorted = there;
      std::sort(sorted.begin(), sorted.end());
      const std::size_t percentile = 1 + random() % 100;
      const std::size_t rank = (percentile * sorted.size() + 99) / 100;
      EXPECT_EQ(ranks.at_percentile(static_cast<double>(percentile)), sorted[rank - 1]);
    }
  }
}

}  // namespace
}  // namespace trailsift::detect
