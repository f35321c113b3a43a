// SPDX-License-Identifier: Apache-2.0
// The matcher and the plain evaluator must agree on random rules and records.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/detect/agreement.h"
#include "tests/detect/random_rounds.h"
#include "tests/detect/random_rule.h"

namespace trailsift::detect {
namespace {

class AgreementOnRandomRules : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seed, AgreementOnRandomRules, ::testing::ValuesIn(random_seeds()));

TEST_P(AgreementOnRandomRules, AndRandomRecords) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  for (int round = 0; round < random_rounds() && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    std::vector<sigma::Rule> rules = random_rules(random, 400);
    Agreement agreement(std::move(rules), {{"list", {"a", "b*", "1"}}});
    agreement.explain_too();
    for (int i = 0; i < 60; ++i) agreement.compare(random_record(random).dump());
    EXPECT_EQ(agreement.pairs(), 400U * 60U);
    EXPECT_GT(agreement.matches(), agreement.pairs() / 20) << "rules that never match show nothing";
    EXPECT_LT(agreement.matches(), agreement.pairs() * 19 / 20);
  }
}

std::size_t matches_of_filtered(Random& random, int records) {
  std::vector<sigma::Rule> rules = random_rules(random, 200);
  std::vector<sigma::Filter> filters = random_filters(random, 200);
  Agreement agreement(std::move(rules), {{"list", {"a", "b*", "1"}}}, std::move(filters));
  for (int i = 0; i < records; ++i) agreement.compare(random_record(random).dump());
  EXPECT_EQ(agreement.pairs(), 200U * static_cast<std::size_t>(records));
  return agreement.matches();
}

// A filter for all rules may leave hardly one of them, but not so often.
TEST(Agreement, OnRandomRulesWithFilters) {
  std::size_t matches = 0;
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    Random random(seed);
    matches += matches_of_filtered(random, 20);
  }
  EXPECT_GT(matches, 150U) << "rules that never match show nothing";
}

TEST_P(AgreementOnRandomRules, WithFilters) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Random random(GetParam());
  for (int round = 0; round < random_rounds() && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    (void)matches_of_filtered(random, 10);
  }
}

}  // namespace
}  // namespace trailsift::detect
