// SPDX-License-Identifier: Apache-2.0
#include "tests/rules/rule_library.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace trailsift::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kRules = fs::path(TRAILSIFT_SOURCE_DIR) / "rules";
const fs::path kEvents = fs::path(TRAILSIFT_SOURCE_DIR) / "testdata" / "rules";

std::vector<fs::path> files_below(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::vector<std::string> lines;
  std::ifstream stream(file, std::ios::binary);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string relative_to(const fs::path& file, const fs::path& folder) {
  return file.lexically_relative(folder).generic_string();
}

// Below kEvents, in order.
const std::vector<std::string>& event_files() {
  static const std::vector<std::string> kAll = [] {
    std::vector<std::string> names;
    for (const fs::path& file : files_below(kEvents, ".jsonl")) {
      names.push_back(relative_to(file, kEvents));
    }
    std::sort(names.begin(), names.end());
    return names;
  }();
  return kAll;
}

std::vector<BuiltinRule> read_all() {
  std::vector<BuiltinRule> rules;
  for (const fs::path& file : files_below(kRules, ".yml")) {
    const std::string name = relative_to(file, kRules);
    rules.push_back({name.substr(0, name.size() - 4), sigma::read_rules(text_of(file), name)});
  }
  return rules;
}

bool is_named(const sigma::Rule& rule, const std::string& reference) {
  return rule.name == reference || rule.id == reference;
}

}  // namespace

const std::vector<BuiltinRule>& builtin_rules() {
  static const std::vector<BuiltinRule> kAll = read_all();
  return kAll;
}

const std::vector<sigma::Rule>& all_rules() {
  static const std::vector<sigma::Rule> kAll = [] {
    std::vector<sigma::Rule> rules;
    for (const BuiltinRule& builtin : builtin_rules()) {
      rules.insert(rules.end(), builtin.file.rules.begin(), builtin.file.rules.end());
    }
    return rules;
  }();
  return kAll;
}

std::vector<sigma::Rule> with_referenced(const sigma::Rule& rule) {
  const std::vector<sigma::Rule>& all = all_rules();
  std::vector<sigma::Rule> needed = {rule};
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (!needed[i].correlation) continue;
    for (const std::string& reference : std::vector<std::string>(needed[i].correlation->rules)) {
      const auto has_name = [&](const sigma::Rule& other) { return is_named(other, reference); };
      if (std::any_of(needed.begin(), needed.end(), has_name)) continue;
      std::copy_if(all.begin(), all.end(), std::back_inserter(needed), has_name);
    }
  }
  return needed;
}

bool is_referenced(const sigma::Rule& rule) {
  const std::vector<sigma::Rule>& all = all_rules();
  return std::any_of(all.begin(), all.end(), [&](const sigma::Rule& other) {
    if (!other.correlation) return false;
    const std::vector<std::string>& rules = other.correlation->rules;
    return std::any_of(rules.begin(), rules.end(),
                       [&](const std::string& reference) { return is_named(rule, reference); });
  });
}

std::vector<Scenario> scenarios(const std::string& stem, std::string_view kind) {
  const std::string prefix = stem + "." + std::string(kind);
  std::vector<Scenario> found;
  const std::vector<std::string>& names = event_files();
  for (auto name = std::lower_bound(names.begin(), names.end(), prefix);
       name != names.end() && name->starts_with(prefix); ++name) {
    const char next = (*name)[prefix.size()];
    if (next == '.' || next == '-') found.push_back({*name, lines_of(kEvents / *name)});
  }
  return found;
}

std::vector<std::string> stems_with_events() {
  std::set<std::string> stems;
  for (const std::string& name : event_files()) stems.insert(name.substr(0, name.find('.')));
  return {stems.begin(), stems.end()};
}

}  // namespace trailsift::testing
