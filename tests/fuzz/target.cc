// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/target.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "tests/support/temp_folder.h"

namespace trailsift::fuzz {
namespace {

constexpr Target kTargets[] = {
    {"record_reader", run_record_reader, record_reader_seeds},
    {"rule_text", run_rule_text, rule_text_seeds},
    {"engine", run_engine, engine_seeds},
    {"policy", run_policy, policy_seeds},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

const Target& target_named(std::string_view name) {
  const auto* found = std::find_if(std::begin(kTargets), std::end(kTargets),
                                   [&](const Target& target) { return target.name == name; });
  if (found != std::end(kTargets)) return *found;
  std::cerr << "no fuzz target is called \"" << name << "\"; there are:";
  for (const Target& target : kTargets) std::cerr << ' ' << target.name;
  std::cerr << '\n';
  std::exit(2);
}

std::vector<std::string> inputs_of(const Target& target) {
  namespace fs = std::filesystem;
  std::vector<fs::path> paths;
  const fs::path folder = fs::path(TRAILSIFT_SOURCE_DIR) / "tests/fuzz/inputs" / target.name;
  if (fs::is_directory(folder)) {
    std::copy(fs::directory_iterator(folder), {}, std::back_inserter(paths));
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> inputs = target.seeds();
  for (const fs::path& path : paths) inputs.push_back(testing::read_file(path.string()));
  return inputs;
}

}  // namespace trailsift::fuzz
