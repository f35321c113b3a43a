// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "trailsift/base/result.h"
#include "trailsift/cli/console.h"
#include "trailsift/cli/rule_preparation.h"
#include "trailsift/cli/scan_settings.h"
#include "trailsift/detect/scan.h"
#include "trailsift/io/input_set.h"
#include "trailsift/io/output_file.h"

// What commands share that read logs with rules: scan and baseline build.
namespace trailsift::cli {

// What a scan needs besides its settings.
struct ScanPreparation {
  io::InputSet input;
  std::optional<io::OutputFile> output;
  PreparedRules rules;
};

// Reads the configuration, the rules and the baselines, proves that the output can be written, and
// completes `settings`. Warnings and notes go to `console`. Errors are those of the parts.
[[nodiscard]] Result<ScanPreparation> prepare_scan(ScanSettings& settings, const Console& console);

// Scans, with progress on standard error where that is a terminal and wanted.
[[nodiscard]] Result<detect::ScanReport> scan_showing_progress(const ScanSettings& settings,
                                                               io::InputSet input,
                                                               const detect::Compilation& rules);

}  // namespace trailsift::cli
