// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "trailsift/base/result.h"
#include "trailsift/cli/console.h"
#include "trailsift/cli/scan_settings.h"
#include "trailsift/detect/scan.h"
#include "trailsift/io/output_file.h"

namespace trailsift::cli {

// What commands share that read logs with rules, scan and baseline build, before they differ.
struct LogScan {
  detect::ScanReport report;
  double seconds = 0;  // from reading the configuration on
  std::shared_ptr<const detect::CompiledRules> rules;
  std::optional<io::OutputFile> output;  // proven to be writable before anything was read
};

// Reads the configuration, the rules and the baselines, proves that the output can be written,
// completes `settings`, and scans, with progress on standard error where that is a terminal and
// wanted. Warnings and notes go to `console`. Errors are those of the parts. From then on an
// interrupt ends the scan early, see interrupt.h.
[[nodiscard]] Result<LogScan> scan_logs(ScanSettings& settings, const Console& console);

}  // namespace trailsift::cli
