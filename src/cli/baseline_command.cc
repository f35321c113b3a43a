// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/baseline_command.h"

#include <unistd.h>

#include "trailsift/cli/console.h"
#include "trailsift/cli/log_scan.h"
#include "trailsift/detect/baseline_file.h"
#include "trailsift/report/summary_text.h"

namespace trailsift::cli {
namespace {

ExitStatus deliver(LogScan& scanned, const Console& console) {
  const detect::ScanReport& report = scanned.report;
  const ExitStatus status = report.summary.complete() ? ExitStatus::kDone : ExitStatus::kIncomplete;
  if (report.summary.interrupted) {
    console.error({"interrupted",
                   "the scan was interrupted: no baseline is written",
                   {},
                   "let it run to its end"});
    return status;
  }
  const std::string text = detect::write_baseline(*scanned.rules, report.learnt);
  if (!scanned.output) return write_out(text, status);
  const auto error = scanned.output->write(text);
  return error ? console.error(*error) : status;
}

}  // namespace

ExitStatus run_baseline_build_command(const TypedOptions& typed) {
  const Console console(typed.has(FlagId::kQuiet));
  auto settings = read_scan_settings(typed);
  if (!settings) return console.error(settings.error());
  settings.value().scan.learns = true;
  auto scanned = scan_logs(settings.value(), console);
  if (!scanned) return console.error(scanned.error());

  report::SummaryContext context;
  context.config_file = settings.value().rules.config_path.value_or("");
  context.learns = true;
  context.seconds = scanned.value().seconds;
  const ExitStatus status = deliver(scanned.value(), console);
  const auto style =
      report::style_for(report::terminal_facts(STDERR_FILENO), report::ColourMode::kAuto);
  console.show(report::closing_summary(scanned.value().report.summary, context, style));
  return status;
}

}  // namespace trailsift::cli
