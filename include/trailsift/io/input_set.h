// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/time.h"

namespace trailsift::io {

// What kind of file a CloudTrail tree keeps under a name; formats page, section A.3. A hint only:
// what a file is, its content decides.
enum class NameClass : std::uint8_t {
  kLog,      // "<acct>_CloudTrail_<region>_<stamp>_<id>.json.gz", Insight and NetworkActivity too
  kDigest,   // under CloudTrail-Digest/, or "_CloudTrail-Digest_" in the name
  kOther,    // any other name
};

struct InputFile {
  std::string path;     // to open; "-" is standard input
  std::string display;  // the same on every machine: the path as typed, or below the folder typed
  std::uint64_t size = 0;
  // Delivery time from the file name, or the day from the folders above it ("/2023/07/10/"); kNoTime
  // when neither says. `delivered_precise` tells which of the two.
  Timestamp delivered = kNoTime;
  bool delivered_precise = false;
  NameClass name_class = NameClass::kOther;
};

struct InputProblem {
  std::string path;    // display form
  std::string reason;  // "not-found", "permission-denied", "unreadable-folder", "io-error"
  std::string detail;
};

struct InputSet {
  std::vector<InputFile> files;       // without a delivery time first, then by time; then by display
  std::vector<InputProblem> problems;  // sorted by path
  std::map<std::string, std::uint64_t> skipped;  // "special-file", "symlinked-folder", … -> count
  std::uint64_t duplicates = 0;        // files reached twice (same path, overlap or hard link)
};

struct DiscoverOptions {
  bool follow_symlinked_folders = false;
};

// Expands files, folders and "-" to the files to read. A file that is reached twice is listed once.
// FIFOs, sockets and devices are never opened; one that is named itself is a problem. Symlinks to
// files are followed; loops end. Never throws for what is on disk.
[[nodiscard]] InputSet discover(const std::vector<std::string>& paths,
                                const DiscoverOptions& options = {});

// The parts of a file name that a CloudTrail tree gives a meaning, for tests and for discover().
struct NameFacts {
  NameClass name_class = NameClass::kOther;
  Timestamp delivered = kNoTime;
  bool delivered_precise = false;
};
[[nodiscard]] NameFacts read_name(std::string_view path);

}  // namespace trailsift::io
