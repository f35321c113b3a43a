// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string>

#include "detect/filter_tally.h"
#include "detect/hit_ledger.h"
#include "detect/work_queue.h"
#include "trailsift/detect/account_activity.h"
#include "trailsift/detect/hit_store.h"
#include "trailsift/detect/log_buckets.h"
#include "trailsift/detect/matcher.h"
#include "trailsift/detect/scan.h"
#include "trailsift/model/duplicate_filter.h"
#include "trailsift/model/record_reader.h"

namespace trailsift::detect {

// What all workers of a scan share. Everything in it outlives them.
struct ScanContext {
  const ScanOptions& options;
  const CompiledRules& rules;
  DuplicateFilter& duplicates;
  HitLedger& ledger;
  ScanProgress& progress;
  const std::atomic<bool>& stop;
};

// What one thread has to say at the end, besides the hits in the ledger.
struct ScanShare {
  ScanSummary summary;  // counts of files, events and losses
  AccountActivity activity;
  LogBuckets log_buckets;
  FilterTally filtered;
  HitStore late_hits;  // see HitLedger
};

// One thread of a scan: takes files from the queue until there are none. Hits go to the ledger from
// time to time; everything else is kept until the end.
class ScanWorker : public EventSink {
 public:
  ScanWorker(const ScanContext& context, unsigned number);

  void run(WorkQueue& queue);

  // Instead of run(), where there is no thread for it: the others wait for nothing of this one.
  void stand_aside();

  // After run(): takes it out of the worker, which is of no more use then.
  [[nodiscard]] ScanShare take_share();

  void take(std::span<Event> events, Arena& arena) override;
  [[nodiscard]] bool is_full() const override;

 private:
  void read_file(const io::InputFile& file);
  // About what stays in memory of all that this worker has read.
  [[nodiscard]] std::uint64_t kept_bytes() const;
  void hand_over_when_due(Timestamp oldest_delivery);
  void account_for(const io::InputFile& file, const FileReport& report);
  [[nodiscard]] bool passes_filter(const Event& event) const;
  [[nodiscard]] bool is_new(std::size_t place, const Event& event);

  ScanContext context_;
  unsigned number_;
  RecordReader reader_;
  HitStore hits_;
  HitStore late_hits_;  // see HitLedger
  Matcher matcher_;
  Matcher late_matcher_;
  AccountActivity activity_;
  LogBuckets log_buckets_;
  ScanSummary summary_;
  Timestamp late_before_ = kNoTime;  // events of this file before it are late
  Timestamp delivered_ = kNoTime;    // of the file being read
  Timestamp handed_over_ = kNoTime;  // up to this time of delivery
  std::uint64_t kept_before_ = 0;    // kept_bytes() when the file was begun
  bool has_filter_;
  std::array<EventKey, kMostEvents> keys_;
};

}  // namespace trailsift::detect
