// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "sigma/diagnostic_code.h"
#include "tests/detect/agreement.h"
#include "tests/fuzz/target.h"
#include "tests/support/temp_folder.h"
#include "trailsift/sigma/rule_reader.h"

namespace trailsift::fuzz {
namespace {

namespace fs = std::filesystem;

using detect::Placeholders;
using sigma::Diagnostic;
using sigma::Rule;

// Home regions, log buckets and auditors mean something where they are not configured.
const Placeholders kLists = {{"list", {"a", "b*", "10.0.0.0/8"}},
                             {"home_regions", {"us-east-1"}},
                             {"log_buckets", {"trail"}},
                             {"auditors", {}}};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// It says what is wrong and where, and the place is in the text.
void check_diagnostic(const Diagnostic& diagnostic, std::string_view text) {
  const std::string shown = diagnostic.to_string();
  const auto lines =
      std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
  EXPECT_FALSE(diagnostic.message.empty()) << shown;
  EXPECT_FALSE(diagnostic.code.empty()) << shown;
  EXPECT_EQ(diagnostic.file, "fuzz.yml") << shown;
  if (diagnostic.code == "no-rules") return;  // which is nowhere
  EXPECT_GE(diagnostic.position.line, 1U) << shown;
  EXPECT_GE(diagnostic.position.column, 1U) << shown;
  EXPECT_LE(diagnostic.position.line, static_cast<std::size_t>(lines) + 1) << shown;
}

bool has_error(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == sigma::Severity::kError;
  });
}

sigma::RuleFile read(std::string_view yaml) {
  sigma::RuleFile file = sigma::read_rules(yaml, "fuzz.yml");
  for (const Diagnostic& diagnostic : file.diagnostics) {
    check_diagnostic(diagnostic, yaml);
    const auto codes = sigma::code_table();
    EXPECT_TRUE(std::any_of(codes.begin(), codes.end(), [&](const sigma::CodeEntry& entry) {
      return entry.name == diagnostic.code && entry.severity == diagnostic.severity;
    })) << diagnostic.code;
  }
  EXPECT_LE(file.rules.size() + file.filters.size(), file.documents);
  if (file.rules.size() + file.filters.size() < file.documents) {
    EXPECT_FALSE(file.diagnostics.empty()) << "a document was dropped without a word";
  }
  return file;
}

// The plain evaluator's regular expressions are the standard library's, which speaks another
// dialect and takes exponential time.
bool is_plain(const sigma::Detection& detection) {
  for (const sigma::Selection& selection : detection.selections) {
    for (const sigma::FieldMap& map : selection.alternatives) {
      for (const sigma::FieldTest& test : map.tests) {
        if (test.has(sigma::Modifier::kRe)) return false;
      }
    }
  }
  return true;
}

// Without correlations, whose rules the compiler may treat otherwise.
bool can_be_compared(const sigma::RuleFile& file) {
  const auto plain = [](const auto& item) { return is_plain(item.detection); };
  const auto plain_rule = [](const Rule& rule) {
    return rule.detection && is_plain(*rule.detection) && rule.log_source.is_for_cloudtrail();
  };
  return std::all_of(file.rules.begin(), file.rules.end(), plain_rule) &&
         std::all_of(file.filters.begin(), file.filters.end(), plain);
}

// The first two lines, which is as much as fits an input.
std::string beginning_of(const fs::path& events) {
  std::ifstream stream(events, std::ios::binary);
  std::string text;
  std::string line;
  for (int i = 0; i < 2 && std::getline(stream, line); ++i) text += line + "\n";
  return text;
}

}  // namespace

void run_rule_text(std::string_view bytes) {
  const std::size_t mark = bytes.find(kRecordMark);
  const std::string_view yaml = bytes.substr(0, mark);
  sigma::RuleFile file = read(yaml);
  const auto compilation = detect::compile_rules(file.rules, kLists, file.filters);
  for (const Diagnostic& diagnostic : compilation.diagnostics) check_diagnostic(diagnostic, yaml);
  EXPECT_EQ(compilation.refused > 0, has_error(compilation.diagnostics));
  if (mark == std::string_view::npos || has_error(compilation.diagnostics)) return;
  if (!can_be_compared(file)) return;
  detect::Agreement agreement(std::move(file.rules), kLists, std::move(file.filters));
  for (const std::string& record : lines_of(bytes.substr(mark + 1))) agreement.compare(record);
}

std::vector<std::string> rule_text_seeds() {
  const fs::path root = TRAILSIFT_SOURCE_DIR;
  std::vector<std::string> seeds;
  for (const fs::path& folder : {root / "rules", root / "testdata/diagnostics"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".yml") continue;
      const fs::path stem = fs::relative(entry.path(), folder).replace_extension();
      const fs::path events = root / "testdata/rules" / (stem.string() + ".match.jsonl");
      seeds.push_back(testing::read_file(entry.path().string()) + kRecordMark +
                      beginning_of(events));
    }
  }
  std::sort(seeds.begin(), seeds.end());
  return seeds;
}

}  // namespace trailsift::fuzz
