// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "sigma/diagnostic_code.h"
#include "tests/support/golden_file.h"
#include "trailsift/sigma/rule_reader.h"

// Every code has a rule that provokes it, testdata/diagnostics/<code>.yml, and the exact text that
// a person then reads, <code>.expected. With TRAILSIFT_UPDATE_GOLDEN=1 the second is written anew.
namespace trailsift::sigma {
namespace {

const std::string kFolder = TRAILSIFT_SOURCE_DIR "/testdata/diagnostics/";

class DiagnosticGolden : public ::testing::TestWithParam<CodeEntry> {};

TEST_P(DiagnosticGolden, ReadsAsExpected) {
  const std::string name(GetParam().name);
  const RuleFile file = read_rules(testing::read_file(kFolder + name + ".yml"), name + ".yml");
  std::string shown;
  bool provoked = false;
  for (const Diagnostic& diagnostic : file.diagnostics) {
    shown += diagnostic.to_string() + '\n';
    if (diagnostic.code != name) continue;
    provoked = true;
    EXPECT_EQ(diagnostic.severity, GetParam().severity);
  }
  EXPECT_TRUE(provoked) << "nothing in the file provokes " << name;
  EXPECT_EQ(file.rules.empty(), name == "no-rules" || GetParam().severity == Severity::kError);

  testing::expect_golden(kFolder + name + ".expected", shown);
}

INSTANTIATE_TEST_SUITE_P(AllCodes, DiagnosticGolden, ::testing::ValuesIn(code_table()),
                         [](const auto& entry) {
                           std::string name(entry.param.name);
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

TEST(DiagnosticGoldenFolder, HoldsNothingElse) {
  std::set<std::string> known;
  for (const CodeEntry& entry : code_table()) known.emplace(entry.name);
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    EXPECT_TRUE(known.contains(entry.path().stem().string())) << entry.path();
  }
}

}  // namespace
}  // namespace trailsift::sigma
