// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string>

#include "detect/work_queue.h"
#include "trailsift/detect/account_activity.h"
#include "trailsift/detect/hit_store.h"
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
  ScanProgress& progress;
  const std::atomic<bool>& stop;
};

// One thread's share of a scan: takes files from the queue until there are none, and keeps what it
// found to itself until the end.
class ScanWorker : public EventSink {
 public:
  ScanWorker(const ScanContext& context, unsigned number);

  void run(WorkQueue& queue);

  // What was found, after run(). Counts of files, events and losses are in summary().
  [[nodiscard]] HitStore& hits() { return hits_; }
  [[nodiscard]] const AccountActivity& activity() const { return activity_; }
  [[nodiscard]] const ScanSummary& summary() const { return summary_; }

  void take(std::span<Event> events, Arena& arena) override;

 private:
  void read_file(const io::InputFile& file);
  void account_for(const io::InputFile& file, const FileReport& report);
  [[nodiscard]] bool passes_filter(const Event& event) const;
  [[nodiscard]] bool is_new(std::size_t place, const Event& event);

  ScanContext context_;
  unsigned number_;
  RecordReader reader_;
  HitStore hits_;
  Matcher matcher_;
  AccountActivity activity_;
  ScanSummary summary_;
  Timestamp delivered_ = kNoTime;  // of the file being read
  bool has_filter_;
  std::string scratch_;
  std::array<EventKey, 64> keys_;
};

}  // namespace trailsift::detect
