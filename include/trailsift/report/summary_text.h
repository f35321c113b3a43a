// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "trailsift/detect/scan_report.h"
#include "trailsift/report/terminal.h"

// What a scan says of itself, for standard error.
namespace trailsift::report {

// How much one rule found, by itself or by way of a correlation that is its own finding.
struct RuleLoudness {
  std::string rule_name;
  std::uint64_t findings = 0;
  std::uint64_t events = 0;
};

// The ten rules with the most findings, then with the most events, then by name.
[[nodiscard]] std::vector<RuleLoudness> loudest_rules(std::span<const detect::Finding> findings);

// What the summary tells besides the scan's own numbers.
struct SummaryContext {
  double seconds = 0;                             // 0: not measured, speed is left out
  bool learns = false;                            // nothing was looked for
  std::string config_file;                        // empty: none
  std::array<std::uint64_t, 5> shown_by_level{};  // findings in the output, by sigma::Level
  std::uint64_t hidden = 0;                       // below --min-level
  std::string min_level;
  std::vector<RuleLoudness> loudest;  // empty: not asked for
};

// One sentence on what was read: files, bytes, events, accounts, time span.
[[nodiscard]] std::string opening_line(const detect::ScanSummary& summary, const TextStyle& style);

// Everything that was counted, with every loss and every silent rule named; of losses the first 20,
// the rest as a number by reason. Begins with an empty line.
[[nodiscard]] std::string closing_summary(const detect::ScanSummary& summary,
                                          const SummaryContext& context, const TextStyle& style);

}  // namespace trailsift::report
