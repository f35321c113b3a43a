// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/log_scan.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <utility>

#include "trailsift/cli/interrupt.h"
#include "trailsift/cli/overwrite_check.h"
#include "trailsift/cli/rule_preparation.h"
#include "trailsift/detect/assumed_lists.h"
#include "trailsift/detect/baseline_file.h"
#include "trailsift/io/input_set.h"
#include "trailsift/io/text_file.h"
#include "trailsift/report/progress.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::cli {
namespace {

constexpr const char* kConfigName = "trailsift.yml";

void note_unused_config(const ScanSettings& settings, const Console& console) {
  if (settings.rules.config_path) return;
  std::error_code problem;
  if (std::filesystem::exists(kConfigName, problem)) {
    console.note(fmt::format("{0} in this folder is not used; pass --config {0}", kConfigName));
  }
}

constexpr std::size_t kMaxBaselineBytes = std::size_t{1} << 30;

std::optional<Error> read_baselines(ScanSettings& settings, const detect::CompiledRules& rules,
                                    const Console& console) {
  for (const std::string& path : settings.baseline_paths) {
    const auto text = io::read_text_file(path, kMaxBaselineBytes);
    if (!text) return text.error();
    auto reading = detect::read_baseline(text.value(), path, rules);
    if (!reading) return reading.error();
    for (const std::string& rule : reading.value().ignored) {
      console.note(fmt::format("{}: {} was learnt in another version and is not used for it",
                               report::safe_text(path), report::safe_text(rule)));
    }
    for (const auto& [rule, learnt] : reading.value().baseline) {
      settings.scan.baseline[rule].merge(learnt);
    }
  }
  return std::nullopt;
}

report::ProgressState state_of(const detect::ScanProgress& progress) {
  return {progress.files_total, progress.files_done, progress.bytes_total, progress.bytes_done,
          progress.events};
}

// What a scan needs besides its settings.
struct Preparation {
  io::InputSet input;
  std::optional<io::OutputFile> output;
  PreparedRules rules;
};

Result<Preparation> prepare(ScanSettings& settings, const Console& console) {
  Preparation ready;
  note_unused_config(settings, console);
  auto chosen = choose_rules(settings.rules);
  if (!chosen) return chosen.error();
  detect::Placeholders& lists = chosen.value().lists;
  std::vector<std::string>& home_regions = settings.scan.home_regions;
  if (home_regions.empty() && lists.contains("home_regions")) home_regions = lists["home_regions"];
  if (!home_regions.empty()) lists["home_regions"] = home_regions;

  if (settings.output_path) {
    auto output = io::OutputFile::prepare(*settings.output_path);
    if (!output) return output.error();
    if (auto error = refuse_to_overwrite_log(*settings.output_path)) return *std::move(error);
    ready.output = std::move(output).value();
  }
  ready.input = detect::find_input(settings.scan);
  chosen.value().assumed = detect::assume_lists(lists, ready.input.files);
  auto rules = prepare_rules(std::move(chosen).value(), settings.rules.lenient, console);
  if (!rules) return rules.error();
  if (auto error = refuse_no_rules(rules.value())) return *std::move(error);
  ready.rules = std::move(rules).value();
  if (auto error = read_baselines(settings, *ready.rules.compilation.rules, console)) {
    return *std::move(error);
  }
  return ready;
}

Result<detect::ScanReport> scan_showing_progress(const ScanSettings& settings, io::InputSet input,
                                                 const detect::Compilation& rules) {
  detect::ScanProgress progress;
  std::optional<report::ProgressPrinter> printer;
  if (settings.progress && !settings.quiet && report::is_terminal(STDERR_FILENO)) {
    const auto style =
        report::style_for(report::terminal_facts(STDERR_FILENO), report::ColourMode::kNever);
    printer.emplace(STDERR_FILENO, style.width, [&progress] { return state_of(progress); });
  }
  return detect::scan(settings.scan, std::move(input), rules, progress, interrupted());
}

}  // namespace

Result<LogScan> scan_logs(ScanSettings& settings, const Console& console) {
  const auto start = std::chrono::steady_clock::now();
  auto ready = prepare(settings, console);
  if (!ready) return ready.error();
  PreparedRules& rules = ready.value().rules;
  watch_for_interrupts();
  auto report = scan_showing_progress(settings, std::move(ready.value().input), rules.compilation);
  if (!report) return report.error();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;

  LogScan finished;
  finished.report = std::move(report).value();
  finished.report.summary.rules_digest = rules.chosen.loaded.digest;
  finished.report.summary.rules_refused = rules.refused;
  finished.seconds = taken.count();
  finished.rules = rules.compilation.rules;
  finished.output = std::move(ready.value().output);
  return finished;
}

}  // namespace trailsift::cli
