// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/baseline_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <utility>

#include "trailsift/cli/console.h"
#include "trailsift/cli/interrupt.h"
#include "trailsift/cli/scan_preparation.h"
#include "trailsift/detect/baseline_file.h"
#include "trailsift/report/summary_text.h"

namespace trailsift::cli {
namespace {

ExitStatus deliver(const detect::ScanReport& report, const ScanPreparation& ready,
                   const Console& console) {
  const ExitStatus status = report.summary.complete() ? ExitStatus::kDone : ExitStatus::kIncomplete;
  if (report.summary.interrupted) {
    console.note("interrupted: no baseline is written");
    return status;
  }
  const std::string text = detect::write_baseline(*ready.rules.compilation.rules, report.learnt);
  if (!ready.output) return write_out(text, status);
  const auto error = ready.output->write(text);
  return error ? console.error(*error) : status;
}

}  // namespace

ExitStatus run_baseline_build_command(const TypedOptions& typed) {
  const Console console(typed.has(FlagId::kQuiet));
  auto settings = read_scan_settings(typed);
  if (!settings) return console.error(settings.error());
  settings.value().scan.learns = true;
  const auto start = std::chrono::steady_clock::now();
  auto ready = prepare_scan(settings.value(), console);
  if (!ready) return console.error(ready.error());

  watch_for_interrupts();
  auto scanned = scan_showing_progress(settings.value(), std::move(ready.value().input),
                                       ready.value().rules.compilation);
  if (!scanned) return console.error(scanned.error());
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;

  detect::ScanSummary& summary = scanned.value().summary;
  summary.rules_digest = ready.value().rules.chosen.loaded.digest;
  summary.rules_refused = ready.value().rules.refused;
  report::SummaryContext context;
  context.config_file = settings.value().rules.config_path.value_or("");
  context.seconds = taken.count();
  const ExitStatus status = deliver(scanned.value(), ready.value(), console);
  const auto style =
      report::style_for(report::terminal_facts(STDERR_FILENO), report::ColourMode::kAuto);
  console.show(report::closing_summary(summary, context, style));
  return status;
}

}  // namespace trailsift::cli
