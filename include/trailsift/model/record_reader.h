// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <span>

#include "trailsift/base/arena.h"
#include "trailsift/io/decoder.h"
#include "trailsift/io/input_set.h"
#include "trailsift/model/event.h"
#include "trailsift/model/event_parser.h"
#include "trailsift/model/file_report.h"

namespace trailsift {

// Takes the events of a file, a few at a time. The events, and what the sink itself puts into
// `arena`, live until take() returns.
class EventSink {
 public:
  static constexpr std::size_t kMostEvents = 8;  // at a time

  virtual ~EventSink() = default;
  virtual void take(std::span<Event> events, Arena& arena) = 0;
  // Asked between windows: true when no more of the file can be kept. What lies behind is a loss.
  [[nodiscard]] virtual bool is_full() const { return false; }
};

// What keeps hostile input from taking all memory.
struct ReaderLimits {
  io::DecodeLimits decode;
  ParseLimits parse;
};

// Reads CloudTrail records out of whatever they come in, a log file or an export, a message or a
// stream, recognised by content and never by name. Everything that is not a record, and every
// record that cannot be read, is told in the report. One per worker thread; not thread-safe.
//
// A damaged file gives every complete record before the damage. Behind a record that makes no sense
// the reader goes on at the next one it can find: the next line where there is a record a line,
// else the next object in the list.
class RecordReader {
 public:
  explicit RecordReader(const ReaderLimits& limits = {});
  ~RecordReader();
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;

  // `stop`, when given, is looked at between windows, and while a pipe is waited for; once it is
  // true, reading ends and the report says so.
  [[nodiscard]] FileReport read(const io::InputFile& file, EventSink& sink,
                                const std::atomic<bool>* stop = nullptr);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trailsift
