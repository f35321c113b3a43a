// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/envelope.h"
#include "model/event_collector.h"
#include "model/json_cursor.h"
#include "model/query_rows.h"

namespace trailsift::model {

// Finds the records in decoded text, window by window, whatever envelope they are in, and hands
// them to a collector. A state machine: between two windows it remembers in which lists and objects
// it is and nothing else, so that memory stays at the size of a window.
//
// Records in a list and one on each line go straight through the parser; only an object that turns
// out not to be a record is looked at more closely (envelope.h).
class RecordSplitter {
 public:
  // All texts inside one item of the text (messages, what they unpack to, messages in those) may
  // be `max_inner_bytes` long together.
  RecordSplitter(EventCollector& collector, std::uint64_t max_inner_bytes)
      : collector_(collector),
        max_inner_bytes_(max_inner_bytes),
        own_left_(max_inner_bytes),
        inner_bytes_left_(&own_left_) {}
  RecordSplitter(const RecordSplitter&) = delete;
  RecordSplitter& operator=(const RecordSplitter&) = delete;

  // Goes through `text`, which begins where the last call's result left off, at byte `offset` of
  // the whole. Returns how many bytes are done with. Precondition: kJsonPadding readable bytes
  // behind it.
  [[nodiscard]] std::size_t feed(std::string_view text, std::uint64_t offset, bool last);

  // What stands at the end of the text without being complete, if anything does.
  [[nodiscard]] bool is_cut() const { return cut_; }

  // Forgets in which lists it is: what follows is taken as the beginning of a text. Used behind a
  // value that did not fit into a window.
  void restart();

 private:
  static constexpr int kMaxDepth = 8;  // of texts inside texts

  // For a text inside an item of `outer`.
  RecordSplitter(const RecordSplitter& outer, int depth)
      : collector_(outer.collector_),
        max_inner_bytes_(outer.max_inner_bytes_),
        inner_bytes_left_(outer.inner_bytes_left_),
        depth_(depth) {}

  enum class Step : std::uint8_t { kGoOn, kNeedMore, kEnd };
  enum class Frame : std::uint8_t { kObject, kList, kRows };

  // One thing at the top level, one member of an object, one item of a list.
  [[nodiscard]] Step step();
  [[nodiscard]] Step step_top();
  [[nodiscard]] Step step_object();
  [[nodiscard]] Step step_list();

  [[nodiscard]] Step take_item();
  [[nodiscard]] Step take_other_item();
  [[nodiscard]] Step take_junk();
  [[nodiscard]] Step enter_object();
  [[nodiscard]] Step member_value(std::string_view key);
  [[nodiscard]] Step skip_member();
  [[nodiscard]] Step enter_list(Frame frame);
  [[nodiscard]] bool scan(ScannedValue& scanned) const;
  [[nodiscard]] Step unreadable_value();
  [[nodiscard]] Step incomplete_value();

  void open(std::string_view object);
  void open_text(std::string_view text);
  void open_base64(std::string_view text);
  void open_rows(const Value& list);
  void open_row(std::string_view row);
  void open_record(std::string_view object);
  void end_item();

  [[nodiscard]] Step lose(ParseStatus status, std::size_t where);
  [[nodiscard]] Step recover();
  [[nodiscard]] std::size_t next_line(std::size_t limit) const;
  [[nodiscard]] bool is_at_broken_item() const;
  [[nodiscard]] std::size_t behind_balanced_item(std::size_t limit) const;
  [[nodiscard]] std::size_t next_record_start(std::size_t from);
  [[nodiscard]] std::size_t find_record_start(std::size_t from) const;

  [[nodiscard]] Step need_more();
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  // In the decoded text of the file: what stands inside a message is placed where that begins.
  [[nodiscard]] std::uint64_t position_of(std::size_t at) const {
    return depth_ == 0 ? offset_ + at : offset_;
  }
  [[nodiscard]] std::uint64_t position() const { return position_of(at_); }

  EventCollector& collector_;
  std::uint64_t max_inner_bytes_;
  std::uint64_t own_left_ = 0;       // of the present item's inner texts
  std::uint64_t* inner_bytes_left_;  // the outermost splitter's
  int depth_ = 0;
  std::vector<Frame> frames_;
  QueryRows rows_;

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t offset_ = 0;
  bool last_ = false;
  bool cut_ = false;
  bool recovering_ = false;  // behind a loss, looking for the next place to go on
  bool item_start_ = false;  // while recovering: at_ is where the broken item begins
  bool in_junk_ = false;     // nothing made sense since the last loss

  // The answer of next_record_start() for every place from the first to the second of these.
  std::size_t searched_from_ = std::string_view::npos;
  std::size_t found_start_ = 0;
};

}  // namespace trailsift::model
