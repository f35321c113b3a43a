// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/record_reader.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "model/event_collector.h"
#include "model/record_splitter.h"
#include "trailsift/base/ascii.h"
#include "trailsift/io/path_name.h"
#include "trailsift/model/packed_text.h"

namespace trailsift {

using io::DecodeStatus;
using model::EventCollector;
using model::RecordSplitter;

namespace {

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

// Whether a file's name promises CloudTrail records (design, section 6: such a file that holds none
// is a loss, any other one is merely not for us).
bool is_named_like_a_log(io::NameClass name_class, std::string_view path) {
  return name_class == io::NameClass::kLog ||
         ends_with_any(path, {".json.gz", ".json", ".jsonl", ".ndjson", ".jsonl.gz"});
}

bool is_named_like_a_log(const io::InputFile& file) {
  return is_named_like_a_log(file.name_class, file.path);
}

// The same without the ending of whatever packed the file.
bool is_named_like_a_packed_log(const io::InputFile& file) {
  const std::string_view stem = std::string_view(file.path).substr(0, file.path.rfind('.'));
  return is_named_like_a_log(file) || is_named_like_a_log(io::read_name(stem).name_class, stem);
}

// What is known by its first bytes not to be a log.
struct Opening {
  std::string_view reason;  // empty: nothing is known
  std::string_view detail;
  bool loss = false;
};

// Query results as Athena and CloudTrail Lake save them, and the event history of the console,
// which writes its columns in words; they come in any order.
bool is_csv_of_events(std::string_view text) {
  const std::string_view header = text.substr(0, std::min<std::size_t>(text.find('\n'), 4096));
  return header.find_first_of("{[") == std::string_view::npos &&
         header.find(',') != std::string_view::npos &&
         ((contains_ignore_case(header, "eventname") &&
           contains_ignore_case(header, "eventsource")) ||
          (contains_ignore_case(header, "event name") &&
           contains_ignore_case(header, "event source")));
}

Opening recognise(std::string_view text) {
  if (text.starts_with("version https://git-lfs.github.com/spec/")) {
    return {"git-lfs-pointer", "a Git LFS pointer: the log itself was not fetched", true};
  }
  if (text.starts_with("Permission Check Successful")) return {"aws-logs-write-test", {}, false};
  if (is_csv_of_events(text)) {
    return {"unsupported-container", "a CSV of events, which is not read yet", true};
  }
  return {};
}

bool begins_like_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(std::string_view(" \t\r\n\0", 5));
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

constexpr std::size_t kFrontBytes = 64 * 1024;  // of a file, by which it is judged

// Whether text holds the key that every record has.
bool speaks_of_events(std::string_view text) {
  return contains(text.substr(0, kFrontBytes), "eventVersion");
}

// Whether text tells who called what and when, in whatever form: query results, search hits, the
// answers of other commands.
bool tells_of_calls(std::string_view text) {
  const std::string_view front = text.substr(0, kFrontBytes);
  return contains(front, ".amazonaws.com") && contains_ignore_case(front, "eventname") &&
         contains_ignore_case(front, "eventtime");
}

// What the first bytes of a file told.
struct FirstLook {
  bool json = false;        // they begin like JSON
  bool events = false;      // they hold a key of CloudTrail records
  bool calls = false;       // there are no records at their front, but they tell of calls
  std::string_view packed;  // see packed_text.h
};

// Nothing but JSON that is no record was found.
bool is_unknown_json(const FileReport& report) {
  return report.skipped.empty() ||
         (report.skipped.size() == 1 && report.skipped.begin()->first == "other-json");
}

// A file in which nothing of CloudTrail was found: a loss when its name or its text promised a log.
void judge_foreign_file(const io::InputFile& file, const FirstLook& look, FileReport& report) {
  if (report.is_log) return;
  if (!look.packed.empty() && is_named_like_a_packed_log(file)) {
    report.losses.clear();
    report.skipped.clear();
    return report.lose("unsupported-container", 0, look.packed);
  }
  const bool is_whole_json = look.json && report.losses.empty();
  if (look.calls && (is_whole_json || !look.json) && is_unknown_json(report)) {
    report.losses.clear();
    report.skipped.clear();
    return report.lose(
        "unsupported-container", 0,
        "it tells of calls in a form that is not read; scan the log files themselves");
  }
  if (!report.skipped.empty()) return;
  const bool expected = is_named_like_a_log(file) || look.events;
  if (report.bytes_decoded == 0) {
    if (!report.losses.empty()) return;
    if (expected) {
      report.lose("empty-file", 0, "the file is empty");
    } else {
      report.skip("empty-file");
    }
    return;
  }
  if (look.json && report.losses.empty()) return report.skip("other-json");
  // Its own losses say where the JSON breaks.
  if (expected && !report.losses.empty() && (look.json || look.events)) return;
  if (!expected) {
    report.losses.clear();
    return report.skip("not-json");
  }
  // That it is no JSON says nothing new, but that it could not be decoded does.
  std::erase_if(report.losses,
                [](const ReadLoss& loss) { return loss.reason == "malformed-record"; });
  if (report.losses.empty()) {
    report.lose("not-a-log", 0, "no JSON, though its name says that it is a log");
  }
}

}  // namespace

struct RecordReader::State {
  explicit State(const ReaderLimits& reader_limits)
      : limits(reader_limits), decoder(limits.decode), collector(limits.parse) {}

  void read_windows(const std::atomic<bool>* stop);
  [[nodiscard]] bool recognise_opening(std::string_view text);
  void report_end(const RecordSplitter& splitter, std::uint64_t position);

  ReaderLimits limits;
  io::Decoder decoder;
  EventCollector collector;
  FileReport report;
  FirstLook look;
};

bool RecordReader::State::recognise_opening(std::string_view text) {
  look = {begins_like_json(text), speaks_of_events(text), false, packed_as(text)};
  const Opening opening = recognise(text);
  if (opening.reason.empty()) return false;
  if (opening.loss) {
    report.lose(opening.reason, 0, opening.detail);
    report.is_log = true;
  } else {
    report.skip(opening.reason);
  }
  return true;
}

void RecordReader::State::read_windows(const std::atomic<bool>* stop) {
  RecordSplitter splitter(collector, limits.decode.max_window_bytes);
  std::size_t consumed = 0;
  bool first = true;
  while (true) {
    const io::Window window = decoder.next(consumed);
    const bool is_last = window.last && !decoder.was_stopped();
    if (first && (is_last || !window.bytes.empty()) && recognise_opening(window.bytes)) return;
    consumed = splitter.feed(window.bytes, window.offset, is_last);
    if (first && !report.is_log) look.calls = tells_of_calls(window.bytes);
    first = false;
    collector.flush();
    collector.release_text();
    if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
      report.interrupted = !is_last;
      return;
    }
    if (!window.last) {
      if (!collector.is_full()) continue;
      report.lose("too-dense", window.offset + consumed,
                  "what is kept of it takes more memory than is allowed");
      return;
    }
    if (decoder.status() != DecodeStatus::kWindowFull) {
      report_end(splitter, window.offset + consumed);
      return;
    }
    report.lose("record-too-large", window.offset + consumed,
                "larger than a window of decoded text");
    splitter.restart();
    if (!decoder.skip_to_next_line()) {
      report_end(splitter, decoder.bytes_decoded());
      return;
    }
    consumed = 0;
  }
}

void RecordReader::State::report_end(const RecordSplitter& splitter, std::uint64_t position) {
  const DecodeStatus status = decoder.status();
  if (status != DecodeStatus::kOk && status != DecodeStatus::kWindowFull) {
    report.lose(io::to_string(status), decoder.bytes_decoded(), decoder.error_text());
  } else if (splitter.is_cut()) {
    report.lose("truncated-json", position, "the text ends before the JSON does");
  }
}

RecordReader::RecordReader(const ReaderLimits& limits) : state_(std::make_unique<State>(limits)) {}

RecordReader::~RecordReader() = default;

FileReport RecordReader::read(const io::InputFile& file, EventSink& sink,
                              const std::atomic<bool>* stop) {
  State& state = *state_;
  state.report = FileReport{};
  state.look = {};
  state.collector.start(sink, state.report);
  const DecodeStatus opened = state.decoder.open(file, stop);
  if (state.decoder.was_stopped() && opened != DecodeStatus::kOk) {
    state.report.interrupted = true;
    return std::move(state.report);
  }
  if (opened != DecodeStatus::kOk) {
    state.report.lose(io::to_string(opened), 0, state.decoder.error_text());
    return std::move(state.report);
  }
  state.read_windows(stop);
  state.report.bytes_read = state.decoder.bytes_read();
  state.report.bytes_decoded = state.decoder.bytes_decoded();
  if (!state.report.interrupted) judge_foreign_file(file, state.look, state.report);
  return std::move(state.report);
}

}  // namespace trailsift
