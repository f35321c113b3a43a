// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "trailsift/detect/rule_compiler.h"
#include "trailsift/sigma/rule_reader.h"

// What a person reads about a rule that is well written and costs a lot, as in
// tests/sigma/diagnostic_golden_test.cc. With TRAILSIFT_UPDATE_GOLDEN=1 it is written anew.
namespace trailsift::detect {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  EXPECT_TRUE(stream.is_open()) << path;
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

TEST(WarningGolden, ExpensiveRuleReadsAsExpected) {
  const fs::path folder = fs::path(TRAILSIFT_SOURCE_DIR) / "testdata" / "compiler-warnings";
  const sigma::RuleFile file =
      sigma::read_rules(read_file(folder / "expensive-rule.yml"), "expensive-rule.yml");
  const Compilation compilation = compile_rules(file.rules, {});
  ASSERT_EQ(compilation.outcomes, std::vector{RuleOutcome::kLoadedUnpinned});
  const std::string shown = expensive_rule(file.rules[0]).to_string() + '\n';
  const fs::path expected = folder / "expensive-rule.expected";
  if (std::getenv("TRAILSIFT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << shown;
  }
  EXPECT_EQ(shown, read_file(expected));
}

}  // namespace
}  // namespace trailsift::detect
