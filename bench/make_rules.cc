// SPDX-License-Identifier: Apache-2.0
// Writes a folder of Sigma rules as a site with many of them has.
#include <exception>
#include <iostream>

#include "arguments.h"
#include "rule_mix/detections.h"
#include "rule_mix/rule_folder.h"

int main(int argc, char** argv) {
  const bench::Arguments arguments(argc, argv, {"--out", "--count", "--seed"});
  const std::string folder = arguments.text("--out", "");
  if (folder.empty() || !arguments.words().empty()) {
    bench::Arguments::refuse("usage: make_rules --out DIR [--count N] [--seed N]");
  }
  const std::uint64_t count = arguments.number("--count", 1000, rule_mix::kBasicRules, 9999);
  const std::uint64_t seed = arguments.number("--seed", 1, 0, UINT64_MAX);
  try {
    rule_mix::write_rules(folder, rule_mix::make_rules(seed, static_cast<std::uint32_t>(count)));
  } catch (const std::exception& error) {
    std::cerr << "make_rules: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
