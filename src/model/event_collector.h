// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "trailsift/base/arena.h"
#include "trailsift/model/event_parser.h"
#include "trailsift/model/file_report.h"
#include "trailsift/model/record_reader.h"

namespace trailsift::model {

// Parses records into a small batch and hands full batches to the sink. The batch is small enough
// to stay in the processor's first-level cache between being written and being matched.
class EventCollector {
 public:
  static constexpr std::size_t kBatchEvents = EventSink::kMostEvents;

  explicit EventCollector(const ParseLimits& limits) : parser_(limits), batch_(kBatchEvents) {}

  // Begins a file. Both must outlive it.
  void start(EventSink& sink, FileReport& report);

  // Reads the record at the front of `text` into the next place of the batch. It counts only once
  // keep() is called.
  [[nodiscard]] ParseStatus parse(std::string_view text, std::size_t* end) {
    return parser_.parse(text, arena_, batch_[size_], end);
  }
  [[nodiscard]] const Event& parsed() const { return batch_[size_]; }
  // Of a record with white space between its parts it keeps one without: copies of an event that
  // were laid out in another way are the same event, whichever is met first.
  void keep() {
    if (parsed().spaced) pack();
    report_->is_log = true;
    ++report_->records;
    if (++size_ == kBatchEvents) flush();
  }

  // Gives what is collected to the sink. Must be called before the text of the events goes away.
  void flush();

  // True when the sink cannot keep more of the file.
  [[nodiscard]] bool is_full() const { return sink_->is_full(); }

  // True when no event waits to be given out.
  [[nodiscard]] bool is_empty() const { return size_ == 0; }

  // Text that belongs to events not yet given out: call only behind a flush().
  void release_text() { arena_.reset(); }
  [[nodiscard]] Arena& arena() { return arena_; }
  [[nodiscard]] FileReport& report() { return *report_; }
  [[nodiscard]] const ParseLimits& limits() const { return parser_.limits(); }

 private:
  void pack();

  EventParser parser_;
  Arena arena_;
  std::vector<Event> batch_;
  std::size_t size_ = 0;
  EventSink* sink_ = nullptr;
  FileReport* report_ = nullptr;
};

// `text` in the collector's arena, with the padding behind it that parsing needs.
[[nodiscard]] std::string_view padded_copy(std::string_view text, Arena& arena);

}  // namespace trailsift::model
