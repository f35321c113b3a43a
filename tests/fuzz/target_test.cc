// SPDX-License-Identifier: Apache-2.0
// The fuzz targets over their inputs and some hundred damaged ones, so that they never rot where
// there is no fuzzer.
#include "tests/fuzz/target.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace trailsift::fuzz {
namespace {

class FuzzTarget : public ::testing::TestWithParam<Target> {};

INSTANTIATE_TEST_SUITE_P(All, FuzzTarget, ::testing::ValuesIn(targets()),
                         [](const auto& target) { return std::string(target.param.name); });

// One change: a byte replaced, some cut out, or some copied from another input.
void damage(std::string& bytes, const std::string& other, std::mt19937& random) {
  const auto place_in = [&](const std::string& text) { return random() % (text.size() + 1); };
  const std::size_t at = place_in(bytes);
  const std::size_t size = 1 + random() % 32;
  switch (random() % 3) {
    case 0:
      if (at < bytes.size()) bytes[at] = static_cast<char>(random());
      return;
    case 1:
      bytes.erase(at, size);
      return;
    default:
      bytes.insert(at, other.substr(place_in(other), size));
  }
}

TEST_P(FuzzTarget, TakesItsInputs) {
  std::size_t number = 0;
  for (const std::string& input : inputs_of(GetParam())) {
    SCOPED_TRACE("input " + std::to_string(number++));
    GetParam().run(input);
  }
  EXPECT_GT(number, 4U);
}

TEST_P(FuzzTarget, TakesDamagedInputs) {
  const std::vector<std::string> inputs = inputs_of(GetParam());
  std::mt19937 random(20230710);  // NOLINT(cert-msc51-cpp): the same damage each time
  for (int i = 0; i < 300 && !HasFailure(); ++i) {
    std::string input = inputs[random() % inputs.size()];
    for (auto left = 1 + random() % 4; left > 0; --left) {
      damage(input, inputs[random() % inputs.size()], random);
    }
    SCOPED_TRACE("damaged input " + std::to_string(i));
    GetParam().run(input);
  }
}

TEST_P(FuzzTarget, TakesNothing) { GetParam().run({}); }

}  // namespace
}  // namespace trailsift::fuzz
