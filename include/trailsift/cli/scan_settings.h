// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/cli/command_line.h"
#include "trailsift/cli/rule_settings.h"
#include "trailsift/detect/scan.h"
#include "trailsift/report/terminal.h"

namespace trailsift::cli {

enum class OutputFormat : std::uint8_t { kText, kJson, kJsonLines };

// What a scan is asked to do: the command line with every value checked and understood.
struct ScanSettings {
  detect::ScanOptions scan;  // home_regions: of --home-region alone
  OutputFormat format = OutputFormat::kText;
  std::optional<std::string> output_path;
  sigma::Level min_level = sigma::Level::kLow;
  std::optional<sigma::Level> fail_on;
  report::ColourMode colour = report::ColourMode::kAuto;
  bool stats = false;
  bool quiet = false;
  bool progress = true;
  RuleSettings rules;
  std::vector<std::string> baseline_paths;
  // The command line in a normal form: only what the findings depend on, in the order of the table.
  std::vector<std::string> command;
};

// Reads the values; looks at no file. Errors: "bad-value", naming the flag and the allowed values,
// "empty-interval" when --since is not before --until.
[[nodiscard]] Result<ScanSettings> read_scan_settings(const TypedOptions& typed);

}  // namespace trailsift::cli
