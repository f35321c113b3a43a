// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/scan.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "detect/compiled_rules.h"
#include "detect/scan_worker.h"
#include "detect/work_queue.h"
#include "detect/worker_threads.h"
#include "trailsift/base/memory.h"
#include "trailsift/detect/silent_rules.h"

namespace trailsift::detect {
namespace {

// Below this much on disk every event's key and every hit is kept to the end.
constexpr std::uint64_t kSmallInputBytes = 64U << 20;

constexpr Timestamp kLatestDelivery = 31 * kDay;
constexpr Timestamp kClockSlack = kHour;  // by which a file may be older than what it holds

// Folders may be named after the day of anything: only the name of a log says when it was
// delivered.
bool may_hold(const ScanFilter& filter, const io::FileFacts& file) {
  if (!file.delivered_precise) return true;
  const Timestamp delivered_until = file.delivered + kMinute;
  if (filter.since != kNoTime && delivered_until + kClockSlack < filter.since) return false;
  return filter.until == kNoTime || file.delivered - kLatestDelivery < filter.until;
}

void drop_files_outside(const ScanFilter& filter, io::InputSet& input, ScanSummary& summary) {
  const std::size_t dropped = input.files.erase_if(
      [&filter](const io::FileFacts& file) { return !may_hold(filter, file); });
  if (dropped == 0) return;
  summary.files_skipped += dropped;
  summary.skipped["outside-time-range"] += dropped;
}

std::uint64_t total_bytes(const io::FileList& files) {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < files.size(); ++i) bytes += files.facts(i).size;
  return bytes;
}

void add_problems(const io::InputSet& input, ScanSummary& summary) {
  for (const io::InputProblem& problem : input.problems) {
    summary.losses.push_back({problem.path, problem.reason, 0, 0, problem.detail});
  }
  for (const auto& [reason, count] : input.skipped) summary.skipped[reason] += count;
}

// The workers are gone at the end, and with them the memory that they read files with.
std::vector<ScanShare> run_workers(const ScanContext& context, WorkQueue& queue, unsigned jobs) {
  std::vector<std::unique_ptr<ScanWorker>> workers;
  for (unsigned i = 0; i < jobs; ++i) workers.push_back(std::make_unique<ScanWorker>(context, i));
  const auto work = [&](unsigned number) {
    try {
      workers[number]->run(queue);
    } catch (...) {
      queue.abandon();
      throw;
    }
  };
  run_in_threads(jobs, work, [&](unsigned number) { workers[number]->stand_aside(); });
  std::vector<ScanShare> shares;
  for (const auto& worker : workers) shares.push_back(worker->take_share());
  return shares;
}

void add(const ScanSummary& from, ScanSummary& to) {
  to.events += from.events;
  to.duplicates += from.duplicates;
  to.id_conflicts += from.id_conflicts;
  to.events_without_time += from.events_without_time;
  to.events_outside_filters += from.events_outside_filters;
  to.bytes_read += from.bytes_read;
  to.bytes_inflated += from.bytes_inflated;
  to.files_read += from.files_read;
  to.files_damaged += from.files_damaged;
  to.files_skipped += from.files_skipped;
  to.files_not_read += from.files_not_read;
  for (const auto& [reason, count] : from.skipped) to.skipped[reason] += count;
  to.losses.insert(to.losses.end(), from.losses.begin(), from.losses.end());
}

void sort_losses(std::vector<Loss>& losses) {
  std::sort(losses.begin(), losses.end(), [](const Loss& left, const Loss& right) {
    return std::tie(left.file, left.position, left.reason) <
           std::tie(right.file, right.position, right.reason);
  });
}

void add_rule_counts(const Compilation& compilation, ScanSummary& summary) {
  summary.rules_loaded = compilation.loaded;
  summary.rules_refused = compilation.refused;
  summary.rules_not_applicable = compilation.not_applicable + compilation.filters_not_applicable;
  summary.rules_left_out = compilation.left_out;
  for (const auto& [name, values] : compilation.assumed) {
    summary.assumed_lists[name] = {values, "taken from the names of the logs"};
  }
}

// A filter that took nothing away is told, too: it may not do what it was meant to.
void add_filter_counts(const CompiledRules& rules, const std::vector<std::uint64_t>& counts,
                       ScanSummary& summary) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const CompiledFilter& filter = rules.filters[i];
    summary.filtered[filter.label] = counts[i];
    if (filter.missing_list.empty()) continue;
    summary.silent_rules.push_back({filter.label, "the filter takes nothing away: the list " +
                                                      filter.missing_list + " is not configured"});
  }
}

void note_log_buckets(const CompiledRules& rules, const LogBuckets& buckets, ScanSummary& summary) {
  const bool is_asked =
      std::any_of(rules.events.begin(), rules.events.end(),
                  [](const CompiledRule& rule) { return rule.asks == InferredList::kLogBuckets; });
  if (!is_asked || buckets.names().empty()) return;
  summary.assumed_lists[std::string(kLogBucketsList)] = {
      {buckets.names().begin(), buckets.names().end()}, "logs are delivered to them"};
}

// Joins what the workers found; see correlator.h for why the result does not depend on how many
// there were.
ScanReport join(const ScanOptions& options, const CompiledRules& rules,
                std::vector<ScanShare> shares, HitLedger& ledger, ScanSummary summary) {
  AccountActivity activity;
  LogBuckets log_buckets;
  FilterTally filtered;
  const bool is_late = std::any_of(shares.begin(), shares.end(), [](const ScanShare& share) {
    return share.late_hits.size() > 0;
  });
  std::vector<HitStore> stores = ledger.take_all(is_late);
  for (ScanShare& share : shares) {
    add(share.summary, summary);
    activity.merge(share.activity);
    log_buckets.merge(share.log_buckets);
    filtered.merge(share.filtered);
    stores.push_back(std::move(share.late_hits));
  }
  sort_losses(summary.losses);
  summary.accounts = activity.accounts();
  summary.regions = activity.regions();
  summary.first = activity.first();
  summary.last = activity.last();
  summary.home_regions = options.home_regions;
  CorrelationInput input;
  input.grouping = options.grouping;
  input.accounts = activity.facts(options.home_regions, summary.assumed_home_regions);
  input.log_buckets = log_buckets.names();
  input.baseline = &options.baseline;
  input.settled = &ledger.spikes();
  note_log_buckets(rules, log_buckets, summary);
  ScanReport report;
  if (options.learns) {
    report.learnt = learn(rules, stores, input);
    report.summary = std::move(summary);
    return report;
  }
  report.findings = correlate(rules, stores, input, &summary.silent_rules);
  report.incidents = find_incidents(report.findings);
  for (SilentRule& silent : silent_rules(rules, input)) {
    summary.silent_rules.push_back(std::move(silent));
  }
  std::sort(summary.silent_rules.begin(), summary.silent_rules.end());
  add_filter_counts(rules, filtered.totals(rules.filters.size(), input), summary);
  report.summary = std::move(summary);
  return report;
}

Error nothing_to_scan(const ScanOptions& options, const ScanSummary& summary) {
  Error error{"nothing-to-scan", "no CloudTrail logs in", {}, {}};
  for (const std::string& path : options.paths) error.message += " " + path;
  if (!summary.losses.empty()) {
    const char* separator = ": ";
    for (const Loss& loss : summary.losses) {
      error.message += std::exchange(separator, "; ") + loss.file + ": " + loss.detail;
    }
  } else if (summary.skipped.empty()) {
    error.message += ": no files there";
  } else {
    error.message += ": " + std::to_string(summary.files_skipped) + " files, none of them a log";
    for (const auto& [reason, count] : summary.skipped) {
      error.message += ", " + reason + " " + std::to_string(count);
    }
  }
  error.hint = "Give the folder that `aws s3 sync` wrote, or files of CloudTrail records.";
  return error;
}

}  // namespace

io::InputSet find_input(const ScanOptions& options) {
  return io::discover(options.paths, {options.follow_symlinked_folders});
}

Result<ScanReport> scan(const ScanOptions& options, const Compilation& compilation,
                        ScanProgress& progress, const std::atomic<bool>& stop) {
  return scan(options, find_input(options), compilation, progress, stop);
}

Result<ScanReport> scan(const ScanOptions& options, io::InputSet input,
                        const Compilation& compilation, ScanProgress& progress,
                        const std::atomic<bool>& stop) {
  ScanSummary summary;
  summary.files_total = input.files.size();
  add_problems(input, summary);
  if (input.files.empty()) return nothing_to_scan(options, summary);
  drop_files_outside(options.filter, input, summary);
  add_rule_counts(compilation, summary);
  release_free_memory();

  const std::uint64_t bytes = total_bytes(input.files);
  progress.files_total = input.files.size();
  progress.bytes_total = bytes;
  const bool is_small = bytes <= kSmallInputBytes;
  auto duplicates = std::make_unique<DuplicateFilter>(is_small);
  HitLedger ledger(
      *compilation.rules, options.jobs,
      {.keeps_all = is_small, .learns = options.learns, .baseline = &options.baseline});
  const ScanContext context{options, *compilation.rules, *duplicates, ledger, progress, stop};
  WorkQueue queue(std::move(input.files), options.jobs);
  std::vector<ScanShare> shares = run_workers(context, queue, options.jobs);
  duplicates.reset();
  if (!is_small) release_free_memory();

  summary.interrupted = stop.load();
  summary.files_not_read += queue.left();
  ScanReport report =
      join(options, *compilation.rules, std::move(shares), ledger, std::move(summary));
  const ScanSummary& done = report.summary;
  const bool found_nothing = done.files_read == 0 && done.losses.empty() && !done.interrupted &&
                             !done.skipped.contains("outside-time-range");
  if (found_nothing) return nothing_to_scan(options, done);
  return report;
}

}  // namespace trailsift::detect
