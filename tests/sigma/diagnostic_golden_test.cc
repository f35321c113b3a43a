// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "sigma/diagnostic_code.h"
#include "trailsift/sigma/rule_reader.h"

// Every code has a rule that provokes it, testdata/diagnostics/<code>.yml, and the exact text that
// a person then reads, <code>.expected. With TRAILSIFT_UPDATE_GOLDEN=1 the second is written anew.
namespace trailsift::sigma {
namespace {

namespace fs = std::filesystem;

fs::path folder() { return fs::path(TRAILSIFT_SOURCE_DIR) / "testdata" / "diagnostics"; }

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  EXPECT_TRUE(stream.is_open()) << path;
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

class DiagnosticGolden : public testing::TestWithParam<CodeEntry> {};

TEST_P(DiagnosticGolden, ReadsAsExpected) {
  const std::string name(GetParam().name);
  const RuleFile file = read_rules(read_file(folder() / (name + ".yml")), name + ".yml");
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

  const fs::path expected = folder() / (name + ".expected");
  if (std::getenv("TRAILSIFT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expected, std::ios::binary) << shown;
  }
  EXPECT_EQ(shown, read_file(expected));
}

INSTANTIATE_TEST_SUITE_P(AllCodes, DiagnosticGolden, testing::ValuesIn(code_table()),
                         [](const auto& entry) {
                           std::string name(entry.param.name);
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

TEST(DiagnosticGoldenFolder, HoldsNothingElse) {
  std::set<std::string> known;
  for (const CodeEntry& entry : code_table()) known.emplace(entry.name);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder())) {
    EXPECT_TRUE(known.contains(entry.path().stem().string())) << entry.path();
  }
}

}  // namespace
}  // namespace trailsift::sigma
