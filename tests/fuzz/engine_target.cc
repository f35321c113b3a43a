// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>
#include <utility>

#include "tests/detect/agreement.h"
#include "tests/detect/random_rule.h"
#include "tests/fuzz/target.h"

namespace trailsift::fuzz {

using detect::Random;

void run_engine(std::string_view bytes) {
  Random random(bytes);
  const int count = 1 + static_cast<int>(random() % 3);
  std::vector<sigma::Rule> rules = detect::random_rules(random, count);
  std::vector<sigma::Filter> filters;
  const bool filtered = random() % 4 == 0;
  if (filtered) filters = detect::random_filters(random, count);
  detect::Agreement agreement(std::move(rules), {{"list", {"a", "b*", "1"}}}, std::move(filters));
  if (!filtered) agreement.explain_too();
  const unsigned records = 1 + random() % 3;
  for (unsigned i = 0; i < records; ++i) agreement.compare(detect::random_record(random).dump());
}

std::vector<std::string> engine_seeds() {
  std::vector<std::string> seeds;
  for (unsigned seed = 0; seed < 16; ++seed) {
    std::mt19937 engine(seed);
    std::string& bytes = seeds.emplace_back(200, '\0');
    for (char& byte : bytes) byte = static_cast<char>(engine());
  }
  return seeds;
}

}  // namespace trailsift::fuzz
