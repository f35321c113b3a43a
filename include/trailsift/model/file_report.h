// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace trailsift {

// CloudTrail data of one file that could not be used, one entry a reason.
struct ReadLoss {
  std::string reason;          // stable, see docs/losses.md
  std::uint64_t position = 0;  // byte of the decoded text at which the first one begins
  std::uint64_t count = 1;     // how many records, where that can be told
  std::string detail;          // one sentence
};

// What reading one file came to.
struct FileReport {
  bool is_log = false;        // it held CloudTrail records, or an empty list of them
  std::uint64_t records = 0;  // given to the sink
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_decoded = 0;
  bool interrupted = false;
  std::vector<ReadLoss> losses;
  // Objects and texts that are not CloudTrail records: reason -> how many.
  std::map<std::string, std::uint64_t> skipped;

  // Adds to the entry of that reason, or makes one.
  void lose(std::string_view reason, std::uint64_t position, std::string_view detail);
  void skip(std::string_view reason) { ++skipped[std::string(reason)]; }
};

}  // namespace trailsift
