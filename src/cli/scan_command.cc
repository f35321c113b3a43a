// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/scan_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <set>

#include "trailsift/cli/console.h"
#include "trailsift/cli/log_scan.h"
#include "trailsift/report/json_report.h"
#include "trailsift/report/summary_text.h"
#include "trailsift/report/text_report.h"

namespace trailsift::cli {
namespace {

bool reaches(const std::vector<detect::Finding>& findings, std::optional<sigma::Level> level) {
  return level && std::any_of(findings.begin(), findings.end(),
                              [&](const detect::Finding& found) { return found.level >= *level; });
}

ExitStatus status_of(const detect::ScanReport& report, const ScanSettings& settings) {
  if (reaches(report.findings, settings.fail_on)) return ExitStatus::kFindings;
  return report.summary.complete() ? ExitStatus::kDone : ExitStatus::kIncomplete;
}

// Incidents tell of the findings that are shown.
void keep_shown(detect::ScanReport& report) {
  std::set<std::string> shown;
  for (const detect::Finding& finding : report.findings) shown.insert(finding.id);
  for (detect::Incident& incident : report.incidents) {
    std::erase_if(incident.finding_ids, [&](const std::string& id) { return !shown.contains(id); });
  }
  std::erase_if(report.incidents,
                [](const detect::Incident& incident) { return incident.finding_ids.empty(); });
}

// Takes what is below --min-level out of the report and counts the rest.
report::SummaryContext select_shown(detect::ScanReport& report, const ScanSettings& settings) {
  report::SummaryContext context;
  context.config_file = settings.rules.config_path.value_or("");
  context.min_level = sigma::to_string(settings.min_level);
  if (settings.stats) context.loudest = report::loudest_rules(report.findings);
  context.hidden = std::erase_if(report.findings, [&](const detect::Finding& finding) {
    return finding.level < settings.min_level;
  });
  keep_shown(report);
  for (const detect::Finding& finding : report.findings) {
    ++context.shown_by_level[static_cast<std::size_t>(finding.level)];
  }
  return context;
}

std::string render(const detect::ScanReport& report, const ScanSettings& settings) {
  switch (settings.format) {
    case OutputFormat::kJson:
      return report::render_json(report, {TRAILSIFT_VERSION, settings.command});
    case OutputFormat::kJsonLines:
      return report::render_jsonl(report.findings);
    case OutputFormat::kText:
      break;
  }
  const report::TextStyle style =
      settings.output_path
          ? report::style_for_file(settings.colour)
          : report::style_for(report::terminal_facts(STDOUT_FILENO), settings.colour);
  return report::render_text(report, style);
}

// Brings the findings to where they were asked for. Gives `status`, or kFailed.
ExitStatus deliver(const detect::ScanReport& report, const ScanSettings& settings,
                   std::optional<io::OutputFile>& output, const Console& console,
                   ExitStatus status) {
  if (!output) return write_out(render(report, settings), status);
  if (report.summary.interrupted) {
    console.error({"interrupted",
                   fmt::format("the scan was interrupted: {} is not written", output->path()),
                   {},
                   "let it run to its end"});
    return status;
  }
  const auto error = output->write(render(report, settings));
  return error ? console.error(*error) : status;
}

}  // namespace

ExitStatus run_scan_command(const TypedOptions& typed) {
  const Console console(typed.has(FlagId::kQuiet));
  auto settings = read_scan_settings(typed);
  if (!settings) return console.error(settings.error());
  auto scanned = scan_logs(settings.value(), console);
  if (!scanned) return console.error(scanned.error());

  detect::ScanReport& report = scanned.value().report;
  ExitStatus status = status_of(report, settings.value());
  report::SummaryContext context = select_shown(report, settings.value());
  context.seconds = scanned.value().seconds;
  const auto style =
      report::style_for(report::terminal_facts(STDERR_FILENO), settings.value().colour);
  console.show(report::opening_line(report.summary, style));
  status = deliver(report, settings.value(), scanned.value().output, console, status);
  console.show(report::closing_summary(report.summary, context, style));
  return status;
}

}  // namespace trailsift::cli
