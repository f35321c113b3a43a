// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace corpus {

// What to write. The same plan gives the same bytes, whatever `jobs` is.
struct TreePlan {
  std::string out;                      // the folder that will hold AWSLogs/; made when missing
  std::uint64_t files = 1000;           // ignored when bytes_inflated is not 0
  std::uint64_t bytes_inflated = 0;     // wanted size before compression; met within a few per cent
  std::uint32_t events_per_file = 150;  // mean; real files spread widely around it
  std::uint32_t days = 30;
  int level = 6;                      // of compression; 0 writes plain .json
  std::uint32_t duplicates = 50'000;  // events delivered twice, in a million
  std::uint32_t accounts = 1;
  std::uint64_t seed = 1;
  std::uint32_t incidents = 12;
  unsigned jobs = 1;
};

struct TreeTotals {
  std::uint64_t files = 0;
  std::uint64_t events = 0;      // without second deliveries
  std::uint64_t duplicates = 0;  // second deliveries
  std::uint64_t bytes_inflated = 0;
  std::uint64_t bytes_on_disk = 0;
};

struct TreeResult {
  TreeTotals totals;
  std::vector<std::string> truth_lines;  // one per incident, in order of time
};

// Writes the tree with `plan.jobs` threads. Memory does not grow with the tree. Throws
// std::runtime_error when a file cannot be written.
[[nodiscard]] TreeResult write_tree(const TreePlan& plan);

}  // namespace corpus
