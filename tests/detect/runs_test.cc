// SPDX-License-Identifier: Apache-2.0
#include "detect/runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::vector<int>> runs_of(const std::vector<int>& numbers) {
  std::vector<std::vector<int>> runs;
  const auto has_same_tens = [](int left, int right) { return left / 10 == right / 10; };
  for_each_run(std::span<const int>(numbers), has_same_tens,
               [&](std::span<const int> run) { runs.emplace_back(run.begin(), run.end()); });
  return runs;
}

TEST(ForEachRun, VisitsNeighboursThatAreAlikeTogetherAndInOrder) {
  EXPECT_THAT(runs_of({11, 12, 21, 13, 14}),
              ElementsAre(ElementsAre(11, 12), ElementsAre(21), ElementsAre(13, 14)));
  EXPECT_THAT(runs_of({5}), ElementsAre(ElementsAre(5)));
}

TEST(ForEachRun, NothingHasNoRuns) { EXPECT_THAT(runs_of({}), IsEmpty()); }

}  // namespace
}  // namespace trailsift::detect
