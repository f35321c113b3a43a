// SPDX-License-Identifier: Apache-2.0
#include "detect/scan_worker.h"

#include <algorithm>
#include <utility>

#include "trailsift/model/delivery.h"

namespace trailsift::detect {
namespace {

constexpr std::size_t kManyHits = 1U << 16;
constexpr std::uint64_t kCopiesOfHits = 2;     // while they are joined with those of others
constexpr std::uint64_t kBytesOfId = 32;       // see DuplicateFilter
constexpr std::uint64_t kBytesOfBucket = 128;  // its name and where it stands

bool holds(const std::vector<std::string>& list, std::string_view text) {
  return list.empty() || std::find(list.begin(), list.end(), text) != list.end();
}

bool is_set(const ScanFilter& filter) {
  return filter.since != kNoTime || filter.until != kNoTime || !filter.regions.empty() ||
         !filter.accounts.empty();
}

}  // namespace

ScanWorker::ScanWorker(const ScanContext& context, unsigned number)
    : context_(context),
      number_(number),
      reader_(context.options.limits),
      matcher_(context.rules, hits_),
      late_matcher_(context.rules, late_hits_),
      has_filter_(is_set(context.options.filter)) {}

void ScanWorker::run(WorkQueue& queue) {
  while (!context_.stop.load(std::memory_order_relaxed)) {
    const auto work = queue.next(number_);
    if (!work) break;
    context_.duplicates.advance(work->oldest_delivery);
    hand_over_when_due(work->oldest_delivery);
    read_file(work->file);
  }
  stand_aside();
}

void ScanWorker::stand_aside() { context_.ledger.hand_over(number_, kEndOfTime, hits_); }

// Once for each day of deliveries, and whenever there is much to hand over.
void ScanWorker::hand_over_when_due(Timestamp oldest_delivery) {
  const bool is_next_day =
      oldest_delivery != kNoTime &&
      (handed_over_ == kNoTime || day_of(oldest_delivery) > day_of(handed_over_));
  if (!is_next_day && hits_.size() < kManyHits) return;
  context_.ledger.hand_over(number_, oldest_delivery, hits_);
  handed_over_ = oldest_delivery;
}

void ScanWorker::read_file(const io::InputFile& file) {
  delivered_ = file.delivered;
  late_before_ = complete_until(delivered_);
  kept_before_ = kept_bytes();
  const FileReport report = reader_.read(file, *this, &context_.stop);
  account_for(file, report);
  context_.progress.files_done.fetch_add(1, std::memory_order_relaxed);
  context_.progress.bytes_done.fetch_add(file.size, std::memory_order_relaxed);
}

std::uint64_t ScanWorker::kept_bytes() const {
  return kCopiesOfHits * (hits_.memory_bytes() + late_hits_.memory_bytes()) +
         activity_.memory_bytes() + log_buckets_.names().size() * kBytesOfBucket +
         summary_.events * kBytesOfId;
}

bool ScanWorker::is_full() const {
  return kept_bytes() - kept_before_ > context_.options.most_kept_bytes;
}

void ScanWorker::account_for(const io::InputFile& file, const FileReport& report) {
  summary_.bytes_read += report.bytes_read;
  summary_.bytes_inflated += report.bytes_decoded;
  if (report.interrupted) ++summary_.files_not_read;
  for (const ReadLoss& loss : report.losses) {
    std::string detail = loss.detail;
    if (loss.count > 1) detail += " (" + std::to_string(loss.count) + " times, first here)";
    summary_.losses.push_back(
        {file.display, loss.reason, loss.position, report.records, std::move(detail)});
  }
  if (!report.losses.empty()) {
    ++summary_.files_damaged;
  } else if (report.is_log) {
    summary_.files_read += report.interrupted ? 0 : 1;
  } else if (!report.interrupted) {
    ++summary_.files_skipped;
  }
  for (const auto& [reason, count] : report.skipped) {
    summary_.skipped[reason] += report.is_log ? count : 1;
  }
}

ScanShare ScanWorker::take_share() {
  ScanShare share{
      std::move(summary_), std::move(activity_), std::move(log_buckets_), {}, late_hits_.take()};
  share.filtered.merge(matcher_.filtered());
  share.filtered.merge(late_matcher_.filtered());
  return share;
}

bool ScanWorker::passes_filter(const Event& event) const {
  const ScanFilter& filter = context_.options.filter;
  if (filter.since != kNoTime && (event.time == kNoTime || event.time < filter.since)) return false;
  if (filter.until != kNoTime && (event.time == kNoTime || event.time >= filter.until))
    return false;
  return holds(filter.regions, event.text(Field::kAwsRegion)) &&
         holds(filter.accounts, event.text(Field::kDerivedAccount));
}

bool ScanWorker::is_new(std::size_t place, const Event& event) {
  switch (context_.duplicates.check(keys_[place], event.time, delivered_)) {
    case DuplicateFilter::Verdict::kNew:
      return true;
    case DuplicateFilter::Verdict::kDuplicate:
      ++summary_.duplicates;
      return false;
    case DuplicateFilter::Verdict::kConflict:
      ++summary_.id_conflicts;
      return true;
  }
  return true;
}

void ScanWorker::take(std::span<Event> events, Arena& arena) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    keys_[i] = make_event_key(events[i]);
    context_.duplicates.prefetch(keys_[i]);
  }
  std::uint64_t analysed = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    Event& event = events[i];
    if (has_filter_ && !passes_filter(event)) {
      ++summary_.events_outside_filters;
      if (event.time == kNoTime) ++summary_.events_without_time;
      continue;
    }
    if (!is_new(i, event)) continue;
    ++analysed;
    if (event.time == kNoTime) ++summary_.events_without_time;
    log_buckets_.add(event, arena);
    const bool is_late = event.time != kNoTime && event.time < late_before_;
    (is_late ? late_matcher_ : matcher_).match(event, arena);
    activity_.add(event);
  }
  summary_.events += analysed;
  context_.progress.events.fetch_add(analysed, std::memory_order_relaxed);
}

}  // namespace trailsift::detect
