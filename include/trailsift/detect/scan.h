// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/base/time.h"
#include "trailsift/detect/baseline.h"
#include "trailsift/detect/correlator.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/detect/scan_report.h"
#include "trailsift/io/input_set.h"
#include "trailsift/model/record_reader.h"

namespace trailsift::detect {

// Which events are looked at. Empty lists and kNoTime mean "all".
struct ScanFilter {
  Timestamp since = kNoTime;  // inclusive, by eventTime
  Timestamp until = kNoTime;  // exclusive
  std::vector<std::string> regions;
  std::vector<std::string> accounts;  // derived.account
};

// Where a scan is, for whoever shows it. Written by the workers, read by anybody.
struct ScanProgress {
  std::atomic<std::uint64_t> files_total{0};
  std::atomic<std::uint64_t> files_done{0};
  std::atomic<std::uint64_t> bytes_total{0};  // on disk; standard input not counted
  std::atomic<std::uint64_t> bytes_done{0};
  std::atomic<std::uint64_t> events{0};
};

// What a scan is told. The rules come by themselves, compiled.
struct ScanOptions {
  std::vector<std::string> paths;
  ScanFilter filter;
  ReaderLimits limits;
  // Of one file, about: matches, ids of events and the like. Reading ends where it is reached.
  std::uint64_t most_kept_bytes = 320U << 20;
  unsigned jobs = 1;
  Grouping grouping = Grouping::kBehaviour;
  std::vector<std::string> home_regions;  // empty: inferred, see account_activity.h
  bool follow_symlinked_folders = false;
  Baseline baseline;    // what was learnt before
  bool learns = false;  // make a baseline of the logs instead of findings
};

// The main job: reads every record under `paths`, drops duplicate deliveries, runs the rules, and
// turns what they hit into findings. Uses `options.jobs` threads; the report is the same for any
// number of them.
//
// Files whose name tells a time of delivery by which nothing in them can lie between since and
// until are not opened: an event is delivered after it happened, and at most 31 days after it:
// CloudTrail tries for 30 days where the bucket cannot be reached (AWS CloudTrail User Guide,
// "Finding your CloudTrail log files").
//
// Once `stop` is true the workers finish the part of a file that they are at and the report is of
// what was read until then. An error means that there was nothing to scan.
[[nodiscard]] Result<ScanReport> scan(const ScanOptions& options, const Compilation& compilation,
                                      ScanProgress& progress, const std::atomic<bool>& stop);

// The same with the files that were found under the paths, for who wants to know them before.
[[nodiscard]] Result<ScanReport> scan(const ScanOptions& options, io::InputSet input,
                                      const Compilation& compilation, ScanProgress& progress,
                                      const std::atomic<bool>& stop);

// The files below options.paths; see io/input_set.h.
[[nodiscard]] io::InputSet find_input(const ScanOptions& options);

}  // namespace trailsift::detect
