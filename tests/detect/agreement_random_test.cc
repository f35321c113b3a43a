// SPDX-License-Identifier: Apache-2.0
// The matcher and the plain evaluator must agree on random rules and records.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "tests/detect/agreement.h"
#include "tests/detect/random_rule.h"

namespace trailsift::detect {
namespace {

// Always the same seeds, and TRAILSIFT_SEED where it is set: a failure names its seed.
std::vector<unsigned> seeds() {
  std::vector<unsigned> seeds = {20230710, 1, 2, 3};
  if (const char* more = std::getenv("TRAILSIFT_SEED")) {
    seeds.push_back(static_cast<unsigned>(std::strtoul(more, nullptr, 10)));
  }
  return seeds;
}

class AgreementOnRandomRules : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seed, AgreementOnRandomRules, ::testing::ValuesIn(seeds()));

TEST_P(AgreementOnRandomRules, AndRandomRecords) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  std::vector<sigma::Rule> rules = random_rules(random, 400);
  Agreement agreement(std::move(rules), {{"list", {"a", "b*", "1"}}});
  agreement.explain_too();
  for (int i = 0; i < 100; ++i) agreement.compare(random_record(random).dump());
  EXPECT_EQ(agreement.pairs(), 400U * 100U);
  EXPECT_GT(agreement.matches(), agreement.pairs() / 20) << "rules that never match show nothing";
  EXPECT_LT(agreement.matches(), agreement.pairs() * 19 / 20);
}

TEST(Agreement, OnRandomRulesWithFilters) {
  Random random(20240305);
  std::vector<sigma::Rule> rules = random_rules(random, 200);
  std::vector<sigma::Filter> filters = random_filters(random, 200);
  Agreement agreement(std::move(rules), {{"list", {"a", "b*", "1"}}}, std::move(filters));
  for (int i = 0; i < 150; ++i) agreement.compare(random_record(random).dump());
  EXPECT_EQ(agreement.pairs(), 200U * 150U);
  EXPECT_GT(agreement.matches(), agreement.pairs() / 100) << "rules that never match show nothing";
}

}  // namespace
}  // namespace trailsift::detect
